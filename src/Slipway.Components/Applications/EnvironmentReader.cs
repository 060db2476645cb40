using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Environment variables by their names, each a text.</summary>
internal static partial class EnvironmentReader
{
    private static readonly LocalText Variable = new("write the name of an environment variable, such as `{2}`", "请填写环境变量的名称，例如 `{2}`");

    public static List<(string Name, Placed<string> Value)> Read(FieldReader fields, string field, List<Diagnostic> findings)
    {
        var env = new List<(string, Placed<string>)>();
        var place = fields.PlaceOf(field);
        foreach (var variable in fields.Named(field))
            if (!IsName(variable.Key, place.Path, findings))
                continue;
            else if (variable.Value is ScalarNode value)
                env.Add((variable.Name, new(value.Text, value)));
            else
                findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(variable.Value), place.To(variable.Name), Place.Shown(variable.Value)));
        return env;
    }

    public static bool IsName(ScalarNode name, string path, List<Diagnostic> findings)
    {
        if (Form().IsMatch(name.Text))
            return true;
        findings.Add(Diagnostic.Of(ValueRules.Form, name, path, Place.Shown(name), "GOFLAGS") with { SpecialHelp = Variable });
        return false;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,127}\z")]
    private static partial Regex Form();
}
