using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>depsService</c>, wherever it stands.</summary>
internal static class DepsPart
{
    private const int LongestName = 40;

    public static IReadOnlyList<ServiceDependency> Read(FieldReader root, DefinitionScope scope)
    {
        if (!root.Has("depsService"))
            return [];
        var read = new List<ServiceDependency>();
        var place = root.PlaceOf("depsService");
        foreach (var named in root.Named("depsService"))
        {
            Names.CheckLabel(named.Key, place.To(named.Name), LongestName, "database", scope.Findings);
            if (One(named, place.Key(named.Name, named), scope) is { } dependency)
                read.Add(dependency);
        }
        return read;
    }

    /// <summary>Apart from reading: a file of its own does not know whose it is.</summary>
    public static void CheckSelf(IReadOnlyList<ServiceDependency> dependencies, string? service, List<Diagnostic> findings)
    {
        foreach (var dependency in dependencies)
            if (dependency.Name.Value == service)
                findings.Add(Diagnostic.Of(UpdateRules.DependsOnItself, dependency.Name.At, service));
    }

    private static ServiceDependency? One(MapEntry named, Place place, DefinitionScope scope)
    {
        var name = new Placed<string>(named.Name, named.Key);
        if (named.Value is not MapNode map)
            return RangeReader.Read(named, place.Path, scope.Findings, compatible: true) is { } only
                ? new ServiceDependency(name, only, new(DependencyPlace.Package))
                : null;
        var fields = new FieldReader(map, place, KnownFields.Dependency, scope.Findings);
        fields.Require("version", "version: 3.0.4");
        var from = fields.Choice("from", Choices.Dependency) ?? new(DependencyPlace.Package);
        return fields.Entry("version") is { } entry && RangeReader.Read(entry, fields.Place.To("version"), scope.Findings, compatible: true) is { } version
            ? new ServiceDependency(name, version, from)
            : null;
    }
}
