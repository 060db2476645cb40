using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>build</c>: commands by their names, in the order in which they run.</summary>
internal static partial class BuildStepsReader
{
    private static readonly LocalText Duration = new("write a duration such as `{2}`", "请填写时长，例如 `{2}`");

    private static readonly LocalText Variable = new("write the name of an environment variable, such as `{2}`", "请填写环境变量的名称，例如 `{2}`");

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
        var limit = Limit(fields);
        var pass = ComponentReader.Words(fields, "pass", findings);
        foreach (var name in pass.Where(name => !IsVariable(name.Value)))
            findings.Add(Diagnostic.Of(ValueRules.Form, name.Node!, fields.Place.To("pass"), Place.Shown(name.Node!), "GOPROXY") with { SpecialHelp = Variable });
        return !isNamed || run.Count == 0 || outputs.Count == 0 || folder is null || limit is null ? null : new BuildStepDefinition
        {
            Name = new(named.Name, named.Key),
            Run = run,
            In = folder.Value,
            Env = Env(fields, findings),
            Pass = pass,
            Inputs = inputs,
            Outputs = outputs,
            Limit = limit.Value,
            Node = fields.Map,
        };
    }

    private static List<(string, Placed<string>)> Env(FieldReader fields, List<Diagnostic> findings)
    {
        var env = new List<(string, Placed<string>)>();
        var place = fields.PlaceOf("env");
        foreach (var variable in fields.Named("env"))
            if (!IsVariable(variable.Name))
                findings.Add(Diagnostic.Of(ValueRules.Form, variable.Key, place.Path, Place.Shown(variable.Key), "GOFLAGS") with { SpecialHelp = Variable });
            else if (variable.Value is ScalarNode value)
                env.Add((variable.Name, new(value.Text, value)));
            else
                findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(variable.Value), place.To(variable.Name), Place.Shown(variable.Value)));
        return env;
    }

    /// <summary>Each a path below the application's folder: what a step makes elsewhere, nobody would look for.</summary>
    private static List<Placed<string>> Paths(FieldReader fields, string name, List<Diagnostic> findings)
    {
        var paths = ComponentReader.Words(fields, name, findings);
        foreach (var path in paths.Where(path => !Values.IsInside(path.Value)))
            findings.Add(Diagnostic.Of(ValueRules.Relative, path.Node!, fields.Place.To(name), Place.Shown(path.Node!)));
        return paths;
    }

    /// <summary>Null for one that was reported.</summary>
    private static TimeSpan? Limit(FieldReader fields)
    {
        if (!fields.Has("timeout"))
            return TimeSpan.FromMinutes(10);
        return fields.Formed("timeout", text => Length(text) is not null, "10m", Duration) is { } written ? Length(written.Value) : null;
    }

    private static TimeSpan? Length(string text)
    {
        if (!Durations().IsMatch(text))
            return null;
        var number = double.Parse(text[..^1], CultureInfo.InvariantCulture);
        var length = text[^1] switch { 's' => TimeSpan.FromSeconds(number), 'm' => TimeSpan.FromMinutes(number), _ => TimeSpan.FromHours(number) };
        return length > TimeSpan.Zero && length <= TimeSpan.FromHours(24) ? length : null;
    }

    private static bool IsVariable(string name) => Variables().IsMatch(name);

    [GeneratedRegex(@"^[0-9]{1,6}[smh]\z")]
    private static partial Regex Durations();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,127}\z")]
    private static partial Regex Variables();
}
