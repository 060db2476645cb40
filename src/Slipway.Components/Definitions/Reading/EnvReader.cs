using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Environment variables. Their names are never matched without regard to case.</summary>
internal static class EnvReader
{
    private static readonly LocalText AsMap = new(
        "write a map, one `NAME: value` a line, instead of a list of name and value",
        "请写成映射，每行一个 `NAME: value`，而不是 name 与 value 的列表");

    public static IReadOnlyList<EnvVariable> Read(Node value, Place place, List<Diagnostic> findings)
    {
        if (value is not MapNode map)
        {
            findings.Add(Diagnostic.Of(DefinitionRules.NotMap, Place.Start(value), place.Path, Place.Shown(value)) with
            {
                SpecialHelp = value is ListNode ? AsMap : null,
                Edits = MissingBlank.Edits(value),
            });
            return [];
        }
        var variables = new List<EnvVariable>(map.Count);
        foreach (var entry in map.Entries)
        {
            if (!IsName(entry.Name))
                findings.Add(Diagnostic.Of(ContainerRules.EnvName, entry.Key, Place.Cut(entry.Name), Place.Cut(NameFrom(entry.Name))));
            if (entry.Value is ScalarNode { Kind: ScalarKind.Null })
                findings.Add(Diagnostic.Of(ContainerRules.EnvNull, entry.Key, entry.Name));
            else if (entry.Value is ScalarNode text)
                variables.Add(new EnvVariable(entry.Name, new Placed<string>(text.Text, text), entry.Key));
            else
                findings.Add(Diagnostic.Of(ContainerRules.EnvValue, Place.Start(entry.Value), entry.Name, Place.Shown(entry.Value)));
        }
        return variables;
    }

    /// <summary>What every supported Kubernetes accepts: <c>[-._a-zA-Z][-._a-zA-Z0-9]*</c>, but no dot in front.</summary>
    private static bool IsName(string name)
        => name.Length > 0 && name[0] != '.' && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static string NameFrom(string name)
    {
        var made = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '_')).TrimStart('.');
        return made.Trim('_').Length == 0 ? "SOME_NAME" : char.IsAsciiDigit(made[0]) ? "_" + made : made;
    }
}
