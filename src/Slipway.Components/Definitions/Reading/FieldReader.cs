using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// The fields of one map of ours. Making it reports unknown keys, second spellings and keys without a value; its getters report
/// values of a wrong kind. A getter gives null for what is not there or was reported.
/// </summary>
internal sealed class FieldReader
{
    private readonly Dictionary<string, MapEntry> fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> empty = [];
    private HashSet<string>? keys;
    private readonly List<Diagnostic> findings;

    public FieldReader(MapNode map, Place place, KnownFields known, List<Diagnostic> findings)
    {
        Map = map;
        Place = place;
        this.findings = findings;
        foreach (var entry in map.Entries)
            Take(entry, known);
    }

    public MapNode Map { get; }

    public Place Place { get; }

    public List<Diagnostic> Findings => findings;

    public static FieldReader? Of(Node value, Place place, KnownFields known, List<Diagnostic> findings)
    {
        if (value is MapNode map)
            return new FieldReader(map, place, known, findings);
        findings.Add(Diagnostic.Of(DefinitionRules.NotMap, Place.Start(value), place.Path, Place.Shown(value)) with { Edits = MissingBlank.Edits(value) });
        return null;
    }

    /// <summary>The map's own keys. Only wrong ones need them.</summary>
    private HashSet<string> Keys => keys ??= Map.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The entry of a field that has a value.</summary>
    public MapEntry? Entry(string name) => fields.GetValueOrDefault(name);

    public Place PlaceOf(string name) => fields.TryGetValue(name, out var entry) ? Place.Key(name, entry) : Place with { Path = Place.To(name) };

    /// <summary>Whether the key is there, with a value or without.</summary>
    public bool Has(string name) => fields.ContainsKey(name) || empty.Contains(name, StringComparer.Ordinal);

    /// <summary>Reports a field that is not there, with a line that would do.</summary>
    /// <param name="help">What to do, where this case has more to say; takes the path and the example.</param>
    public void Require(string name, string example, LocalText? help = null)
    {
        if (!Has(name))
            findings.Add(Diagnostic.Of(DefinitionRules.Missing, Place.At, Place.To(name), example) with { SpecialHelp = help });
    }

    public FieldReader? Fields(string name, KnownFields known)
        => Entry(name) is { } entry ? Of(entry.Value, PlaceOf(name), known, findings) : null;

    /// <summary>A text; a number or boolean is refused, because YAML may have read another value than was meant.</summary>
    public ScalarNode? Text(string name)
    {
        if (Entry(name) is not { } entry)
            return null;
        if (entry.Value is ScalarNode { Kind: ScalarKind.String } text)
            return text;
        findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(entry.Value), Place.To(name), Place.Shown(entry.Value)) with
        {
            Edits = entry.Value is ScalarNode { At: { } at } scalar ? [new Edit(at, $"\"{scalar.Text}\"", Safe: true)] : [],
        });
        return null;
    }

    /// <summary>A scalar of any kind, meant as the text that was written.</summary>
    public ScalarNode? Written(string name)
    {
        if (Entry(name) is not { } entry)
            return null;
        if (entry.Value is ScalarNode scalar)
            return scalar;
        findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(entry.Value), Place.To(name), Place.Shown(entry.Value)));
        return null;
    }

    public Placed<string>? WrittenValue(string name) => Written(name) is { } scalar ? new Placed<string>(scalar.Text, scalar) : null;

    public Placed<bool>? Flag(string name)
    {
        if (Entry(name) is not { } entry)
            return null;
        if (entry.Value is ScalarNode { Kind: ScalarKind.Boolean } flag)
            return new Placed<bool>(flag.Text.Equals("true", StringComparison.OrdinalIgnoreCase), flag);
        // YAML 1.1 knew more words for the two.
        var meant = (entry.Value as ScalarNode)?.Text.ToLowerInvariant() switch { "true" or "yes" or "on" => "true", "false" or "no" or "off" => "false", _ => null };
        var edits = meant is not null && entry.Value.At is { } at ? new[] { new Edit(at, meant, Safe: true) } : [];
        findings.Add(Diagnostic.Of(DefinitionRules.NotBoolean, Place.Start(entry.Value), Place.To(name), Place.Shown(entry.Value)) with { Edits = edits });
        return null;
    }

    /// <summary>The items of a list; null when the field is not there or no list.</summary>
    public IReadOnlyList<Node>? Items(string name)
    {
        if (Entry(name) is not { } entry)
            return null;
        if (entry.Value is ListNode list)
            return list.Items;
        findings.Add(Diagnostic.Of(DefinitionRules.NotList, Place.Start(entry.Value), Place.To(name), Place.Shown(entry.Value)));
        return null;
    }

    /// <summary>The entries of a map whose keys the author chooses; a key without a value is reported and left out.</summary>
    public IEnumerable<MapEntry> Named(string name)
    {
        if (Entry(name) is not { } entry)
            yield break;
        if (entry.Value is not MapNode map)
        {
            findings.Add(Diagnostic.Of(DefinitionRules.NotMap, Place.Start(entry.Value), Place.To(name), Place.Shown(entry.Value)) with { Edits = MissingBlank.Edits(entry.Value) });
            yield break;
        }
        foreach (var named in map.Entries)
            if (named.Value is ScalarNode { Kind: ScalarKind.Null })
                findings.Add(Diagnostic.Of(DefinitionRules.NoValue, named.Key, $"{Place.To(name)}.{Place.Cut(named.Name)}"));
            else
                yield return named;
    }

    public Placed<int>? Whole(string name, int least, int most = int.MaxValue)
        => Entry(name) is { } entry ? Whole(entry.Value, PlaceOf(name), least, most, findings) : null;

    public static Placed<int>? Whole(Node value, Place place, int least, int most, List<Diagnostic> findings)
    {
        if (value is not ScalarNode scalar || !IsDecimal(scalar.Text) || scalar.Kind != ScalarKind.Integer)
        {
            var edits = value is ScalarNode { At: { } at } quoted && IsDecimal(quoted.Text) ? new[] { new Edit(at, quoted.Text, Safe: true) } : [];
            findings.Add(Diagnostic.Of(DefinitionRules.NotWhole, Place.Start(value), place.Path, Place.Shown(value)) with { Edits = edits });
            return null;
        }
        if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return new Placed<int>(number, scalar);
        findings.Add(Diagnostic.Of(DefinitionRules.OutOfRange, scalar, place.Path, Place.Shown(scalar), least.ToString(), most.ToString()));
        return null;
    }

    private static bool IsDecimal(string text)
        => text.AsSpan().TrimStart("+-") is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9');

    /// <summary>A misspelt key is read as the one that was meant, so that what stands below it is checked in the same pass.</summary>
    private void TakeUnknown(MapEntry entry, KnownFields known)
    {
        var (finding, meant) = KeyFindings.Unknown(entry.Key, Place, Keys, known);
        findings.Add(finding);
        if (meant is null || Keys.Contains(meant) || Has(meant))
            return;
        // Nothing stands below an empty map that could be checked; all that it lacks is told when the key is right.
        if (entry.Value is ScalarNode { Kind: ScalarKind.Null } or MapNode { Count: 0 })
            empty.Add(meant);
        else
            fields.Add(meant, entry);
    }

    private void Take(MapEntry entry, KnownFields known)
    {
        if (known.Spelling(entry.Name) is not { } name)
            TakeUnknown(entry, known);
        else if (fields.TryGetValue(name, out var first))
            findings.Add(TwoPlaces.Say(DefinitionRules.TwoSpellings, entry.Key, first.Key, Place.To(first.Name), entry.Name));
        else if (entry.Value is ScalarNode { Kind: ScalarKind.Null })
        {
            empty.Add(name);
            findings.Add(Diagnostic.Of(DefinitionRules.NoValue, entry.Key, Place.To(name)));
        }
        else
            fields.Add(name, entry);
    }
}
