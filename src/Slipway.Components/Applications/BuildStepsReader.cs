using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>build</c>: commands by their names, in the order in which they run.</summary>
internal static class BuildStepsReader
{
    public static IReadOnlyList<BuildStepDefinition> Read(FieldReader root, List<Diagnostic> findings)
    {
        var read = new List<BuildStepDefinition>();
        var place = root.PlaceOf("build");
        foreach (var named in root.Named("build"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.BuildStep, findings) is { } fields && One(named, fields, findings) is { } one)
                read.Add(one);
        return read;
    }

    private static BuildStepDefinition? One(MapEntry named, FieldReader fields, List<Diagnostic> findings)
    {
        var isNamed = Names.CheckLabel(named.Key, fields.Place.Path, ApplicationReader.LongestName, "web", findings);
        fields.Require("run", "run: [make, dist]");
        fields.Require("outputs", "outputs: [dist]");
        var run = fields.Entry("run") is { } command ? WordsReader.Read(command.Value, fields.PlaceOf("run"), findings) : [];
        var (inputs, outputs) = (Paths(fields, "inputs", findings), Paths(fields, "outputs", findings));
        var folder = fields.Has("in") ? fields.Relative("in") : new Placed<string>(".");
        var limit = Lengths.Read(fields, "timeout", TimeSpan.FromMinutes(10));
        var pass = ComponentReader.Words(fields, "pass", findings);
        foreach (var name in pass)
            EnvironmentReader.IsName((ScalarNode)name.Node!, fields.Place.To("pass"), findings);
        return !isNamed || run.Count == 0 || outputs.Count == 0 || folder is null || limit is null ? null : new BuildStepDefinition
        {
            Name = new(named.Name, named.Key),
            Run = run,
            In = folder.Value,
            Env = EnvironmentReader.Read(fields, "env", findings),
            Pass = pass,
            Inputs = inputs,
            Outputs = outputs,
            Limit = limit.Value,
            Node = fields.Map,
        };
    }

    /// <summary>Each a path below the application's folder: what a step makes elsewhere, nobody would look for.</summary>
    private static List<Placed<string>> Paths(FieldReader fields, string name, List<Diagnostic> findings)
    {
        var paths = ComponentReader.Words(fields, name, findings);
        foreach (var path in paths.Where(path => !Values.IsInside(path.Value)))
            findings.Add(Diagnostic.Of(ValueRules.Relative, path.Node!, fields.Place.To(name), Place.Shown(path.Node!)));
        return paths;
    }
}
