using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Writes our annotated schemas as plain ones.</summary>
/// <param name="IsExact">Whether upper and lower case of field names count here.</param>
/// <param name="Home">Where the document that references start from stands in what is written; empty for our own.</param>
internal sealed record SchemaWriting(Language Language, SchemaParts Parts, bool IsExact, string Home)
{
    /// <param name="pointer">Where the schema will stand.</param>
    public MapNode Schema(MapNode schema, string pointer)
    {
        var inside = IsExact || schema["x-exact-case"] is null ? this : this with { IsExact = true };
        var entries = SchemaTexts.Of(schema, FieldSources.Shared, Language).ToList();
        foreach (var entry in schema.Entries)
            entries.AddRange(inside.Keyword(schema, entry, pointer));
        if (!inside.IsExact && schema["required"] is ListNode required)
            Require(entries, required);
        return new MapNode(entries);
    }

    private IEnumerable<MapEntry> Keyword(MapNode schema, MapEntry entry, string pointer)
    {
        var here = $"{pointer}/{JsonPointer.Escape(entry.Name)}";
        switch (entry.Name, entry.Value)
        {
            case ("title" or "description", ScalarNode):
            case ({ } extra, _) when extra.StartsWith("x-", StringComparison.Ordinal):
                return [];
            case ("required", _) when !IsExact:
                return [];
            case ("$ref", ScalarNode reference):
                return [entry with { Value = Node.Of(Reference(reference.Text)) }];
            case ("enum", ListNode words) when schema["x-any-case"] is not null:
                return [AnyCase(words)];
            case ("properties", MapNode properties) when !IsExact && schema["additionalProperties"] is ScalarNode { Text: "false" }:
                return [Several(entry, properties, here), OtherCases(properties, here)];
            case ("properties" or "patternProperties" or "$defs" or "dependentSchemas", MapNode schemas):
                return [Several(entry, schemas, here)];
            case ("additionalProperties" or "items" or "not" or "if" or "then" or "else" or "propertyNames" or "contains", MapNode one):
                return [entry with { Value = Schema(one, here) }];
            case ("anyOf" or "oneOf" or "allOf" or "prefixItems", ListNode list):
                return [entry with { Value = new ListNode(list.Items.Select((item, i) => item is MapNode one ? Schema(one, $"{here}/{i}") : item)) }];
            default:
                return [entry];
        }
    }

    private MapEntry Several(MapEntry entry, MapNode schemas, string here)
        => entry with { Value = new MapNode(schemas.Entries.Select(one => one with { Value = one.Value is MapNode map ? Schema(map, $"{here}/{JsonPointer.Escape(one.Name)}") : one.Value })) };

    private string Reference(string reference)
    {
        if (Home.Length > 0)
            return reference.StartsWith("#/", StringComparison.Ordinal) ? $"#{Home}{reference[1..]}" : reference;
        Parts.Need(reference[(reference.LastIndexOf('/') + 1)..]);
        return reference;
    }

    /// <summary>Each field in any other case than the usual one, which stands under <c>properties</c> already.</summary>
    private static MapEntry OtherCases(MapNode properties, string here) => new(
        Node.Of("patternProperties"),
        Node.Map(properties.Keys.Select(name => ($"^(?!{Escaped(name)}$){AnyCase(name)}$", (Node)Node.Map(("$ref", Node.Of($"#{here}/{JsonPointer.Escape(name)}")))))));

    private static MapEntry AnyCase(ListNode words) => new(
        Node.Of("anyOf"),
        Node.List(Node.Map(("enum", words)), Node.Map(("type", Node.Of("string")), ("pattern", Node.Of($"^({string.Join('|', words.Items.OfType<ScalarNode>().Select(word => AnyCase(word.Text)))})$")))));

    /// <summary>Required fields count in any case too. Where one schema asks for one field only, it becomes that question itself.</summary>
    private static void Require(List<MapEntry> entries, ListNode required)
    {
        var asked = required.Items.OfType<ScalarNode>().Select(name => Has(name.Text)).ToList();
        var at = entries.FindIndex(entry => entry.Name == "allOf");
        if (at >= 0)
            entries[at] = entries[at] with { Value = new ListNode([.. ((ListNode)entries[at].Value).Items, .. asked]) };
        else if (asked is [var only] && entries.TrueForAll(entry => entry.Name != "anyOf"))
            entries.AddRange(only.Entries);
        else
            entries.Add(new MapEntry(Node.Of("allOf"), new ListNode(asked)));
    }

    // The first form is for the editors' messages: "missing property …".
    public static MapNode Has(string name) => Node.Map(("anyOf", Node.List(
        Node.Map(("required", Node.List(Node.Of(name)))),
        Node.Map(("not", Node.Map(("propertyNames", Node.Map(("not", Node.Map(("pattern", Node.Of(Named(name)))))))))))));

    /// <summary>A pattern for keys: any of these names, in any case.</summary>
    public static string Named(params IReadOnlyList<string> names) => $"^{(names is [var only] ? AnyCase(only) : $"({string.Join('|', names.Select(AnyCase))})")}$";

    private static string AnyCase(string name)
        => string.Concat(name.Select(c => char.IsAsciiLetter(c) ? $"[{char.ToLowerInvariant(c)}{char.ToUpperInvariant(c)}]" : Escaped(c.ToString())));

    private static string Escaped(string text) => text.Replace("$", "\\$", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal);
}
