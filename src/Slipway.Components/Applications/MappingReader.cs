using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What the unified configuration gives one component, as it was written.</summary>
/// <param name="Component">A component of the application, or <c>INNER/NAME</c> of one further in.</param>
/// <param name="Config">Keys of its configuration; of a middle product, of its unified configuration.</param>
/// <param name="Env">Environment variables.</param>
public sealed record ComponentMapping(Placed<string> Component, IReadOnlyList<MappedKey> Config, IReadOnlyList<MappedKey> Env);

/// <summary>A key and the CEL expression that gives it.</summary>
/// <param name="Names">The key's names from the outside in; of a variable its one name.</param>
public sealed record MappedKey(Placed<string> Key, IReadOnlyList<string> Names, ScalarNode Expression);

/// <summary><c>mapping</c>: by component, by key, an expression.</summary>
internal static class MappingReader
{
    public static IReadOnlyList<ComponentMapping> Read(FieldReader root, List<Diagnostic> findings)
    {
        var read = new List<ComponentMapping>();
        var place = root.PlaceOf("mapping");
        foreach (var named in root.Named("mapping"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.Mapping, findings) is { } fields)
                read.Add(new ComponentMapping(new(named.Name, named.Key), Keys(fields, "config", findings), Keys(fields, "env", findings)));
        return read;
    }

    private static List<MappedKey> Keys(FieldReader fields, string part, List<Diagnostic> findings)
    {
        var keys = new List<MappedKey>();
        foreach (var named in fields.Named(part))
            if (named.Value is not ScalarNode expression)
                findings.Add(Diagnostic.Of(CompositionRules.NoExpression, Place.Start(named.Value), $"{fields.Place.To(part)}.{Place.Cut(named.Name)}", Place.Shown(named.Value)));
            else if ((part == "env" ? [named.Name] : KeyPath.Parse(named.Name)) is not { } names)
                findings.Add(Diagnostic.Of(CompositionRules.NoKey, named.Key, $"{fields.Place.To(part)}", Place.Cut(named.Name)));
            else
                keys.Add(new MappedKey(new(named.Name, named.Key), names, expression));
        return keys;
    }
}

/// <summary>Names between dots, as <c>--config</c> writes them; <c>\.</c> is a dot within a name.</summary>
public static class KeyPath
{
    /// <summary>Null when a name is empty.</summary>
    public static IReadOnlyList<string>? Parse(string text)
    {
        var (names, name) = (new List<string>(), new StringBuilder());
        for (var i = 0; i <= text.Length; i++)
            if (i == text.Length || text[i] == '.')
            {
                if (string.IsNullOrWhiteSpace(name.ToString()))
                    return null;
                names.Add(name.ToString());
                name.Clear();
            }
            else
                name.Append(text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '.' or '\\' ? text[++i] : text[i]);
        return names;
    }

    /// <summary>What <see cref="Parse"/> reads back.</summary>
    public static string Write(IEnumerable<string> names)
        => string.Join('.', names.Select(name => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal)));
}
