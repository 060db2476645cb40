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

    /// <summary>
    /// Of a text that is no YAML, what stands before the fault is read all the same, for the misspellings in it: they are told with the fault, in
    /// the order in which a person would mend them. Nothing else: what seems to be missing may stand behind the fault.
    /// </summary>
    public static void AddHints(YamlRead yaml, List<Diagnostic> findings, Action<MapNode, List<Diagnostic>> read)
    {
        if (yaml.Partial is not MapNode partial || yaml.Documents.Count > 0 || yaml.Diagnostics.FirstOrDefault(finding => finding.Severity == Severity.Error)?.At is not { } fault)
            return;
        var hints = new List<Diagnostic>();
        read(partial, hints);
        findings.AddRange(hints.Where(hint => hint.At is { } at && at.Span.End <= fault.Span.Start && hint.Edits.Any(edit => edit.Safe)));
    }

    public static IReadOnlyList<Diagnostic> InOrder(IEnumerable<Diagnostic> findings)
        => [.. findings.OrderBy(finding => finding.At?.Span.Start ?? -1)];
}
