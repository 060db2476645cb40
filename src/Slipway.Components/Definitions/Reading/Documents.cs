using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What all our formats have in common: one document, a map, perhaps with a format.</summary>
internal static class Documents
{
    /// <summary>The one document's map; null when there is none, which is then reported.</summary>
    /// <param name="empty">Takes the file's name.</param>
    public static MapNode? Single(SourceText source, YamlRead yaml, Rule empty, List<Diagnostic> findings)
    {
        if (yaml.Documents.Count > 1)
            findings.Add(Diagnostic.Of(DefinitionRules.SeveralDocuments, Place.Start(yaml.Documents[1])));
        var first = yaml.Documents is [var document, ..] ? document : null;
        switch (first)
        {
            case MapNode { Count: > 0 } map:
                return map;
            case null or MapNode or ScalarNode { Kind: ScalarKind.Null }:
                // When the text could not be read at all, that has been said; it is not empty.
                if (!yaml.HasErrors)
                    findings.Add(Diagnostic.Of(empty, first?.At ?? new Location(source, new Span(0, 0)), source.Name));
                return null;
            case var other:
                findings.Add(Diagnostic.Of(DefinitionRules.RootNotMap, Place.Start(other), Place.Shown(other)));
                return null;
        }
    }

    public static void CheckFormat(FieldReader fields, string expected, List<Diagnostic> findings)
    {
        if (fields.Text("format") is { } format && format.Text != expected)
            findings.Add(Diagnostic.Of(DefinitionRules.WrongFormat, format, Place.Cut(format.Text), expected));
    }

    public static IReadOnlyList<Diagnostic> InOrder(IEnumerable<Diagnostic> findings)
        => [.. findings.OrderBy(finding => finding.At?.Span.Start ?? -1)];
}
