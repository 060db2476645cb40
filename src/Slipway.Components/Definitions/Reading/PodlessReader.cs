using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A service that runs no pods: its name, version and ports, and what it depends on.</summary>
internal static class PodlessReader
{
    /// <summary>All that is a pod's, or that goes into one: even a script that updates runs with the service's own image.</summary>
    internal static IReadOnlyList<string> OfPods { get; } =
        ["container", "containers", "config", "updater", "rollback", "storage", "resources", "shutdown", "singleActive", "build", "adopted"];

    public static ServiceDefinition Read(FieldReader fields, string workload, ServiceDefinition bare, DefinitionScope scope)
    {
        foreach (var field in OfPods.Where(fields.Has))
            scope.Add(DefinitionRules.NoPods, fields.PlaceOf(field).At, field, workload);
        var dependencies = DepsPart.Read(fields, scope);
        DepsPart.CheckSelf(dependencies, scope.ServiceName?.Value, scope.Findings);
        return bare with { DepsService = dependencies };
    }

    /// <summary>The same of a file that lies beside the definition.</summary>
    public static IEnumerable<Diagnostic> Check(MapNode part, string workload)
        => from entry in part.Entries
           let field = KnownFields.Service.Spelling(entry.Name)
           where OfPods.Contains(field, StringComparer.Ordinal)
           select Diagnostic.Of(DefinitionRules.NoPods, entry.Key, field, workload);

    /// <summary>What else may have been meant where a container is missing: a workload without pods, misspelt.</summary>
    public static LocalText? Meant(string workload, DefinitionScope scope)
        => NearestName.Find(workload, scope.Options.Podless) is { } near
            ? new LocalText($"add it, for example `{{1}}`; or did you mean `workload: {near}`, which needs none?", $"请补充，例如 `{{1}}`；或者您要写的是无需容器的 `workload: {near}`？")
            : null;
}
