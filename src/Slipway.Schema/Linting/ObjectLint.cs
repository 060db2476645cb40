using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Required keys that cannot be given.</summary>
internal sealed class ObjectLint(List<Diagnostic> findings)
{
    public void Check(Linted schema)
    {
        Repeated(schema.Text["required"], "required");
        Repeated(schema.Text["type"], "type");
        if (!schema.Facets.Declared.HasFlag(JsonTypes.Object) || schema.Text["required"] is not ListNode required)
            return;
        foreach (var name in required.Items.OfType<ScalarNode>())
            Required(schema, name);
    }

    private void Required(Linted schema, ScalarNode name)
    {
        var properties = schema.Facets.Properties.Select(p => p.Name).ToList();
        var near = properties.Contains(name.Text) ? null : NearestName.Find(name.Text, properties.Where(p => !schema.Facets.Required.Contains(p)));
        if (schema.Facets.For(name.Text).All.Any(EmptyLint.Refuses))
            findings.Add(Suggested(Forbidden(name, properties.Contains(name.Text)), name, near));
        else if (near is not null && !schema.Facets.For(name.Text).All.Any())
            findings.Add(Suggested(Told.Diagnostic(LintRules.RequiredUnknown, name.At, Words.Neutral(name.Text), Words.Neutral(near)), name, near));
        else if (IsEndless(schema.Facets.For(name.Text), schema.Schema))
            findings.Add(Told.Diagnostic(LintRules.NeedsItself, name.At, Words.Neutral(name.Text)));
    }

    private static Diagnostic Forbidden(ScalarNode name, bool isThere)
    {
        var told = Told.Diagnostic(LintRules.RequiredForbidden, name.At, Words.Neutral(name.Text));
        return isThere ? told with { SpecialHelp = new LocalText("its schema refuses every value: take it out of `required`, or say what may stand there", "它的模式拒绝所有值：请将其从 `required` 中去掉，或说明允许的值") } : told;
    }

    private static Diagnostic Suggested(Diagnostic told, ScalarNode name, string? near)
    {
        if (near is null)
            return told;
        var helped = told with { SpecialHelp = new LocalText($"did you mean `{Braces.Double(near)}`?", $"是否想写 `{Braces.Double(near)}`？") };
        return name is { Style: ScalarStyle.Plain, At: { } at } && Braces.IsWord(near) ? helped with { Edits = [new Edit(at, near, Safe: false)] } : helped;
    }

    /// <summary>From a required key over required keys of maps only, back to where it began.</summary>
    private static bool IsEndless(Facets key, Subschema start)
    {
        var (seen, open) = (new HashSet<Subschema>(), new Queue<Facets>([key]));
        while (open.TryDequeue(out var facets))
        {
            if (facets.Declared != JsonTypes.Object)
                continue;
            if (facets.All.Contains(start))
                return true;
            if (facets.All.Count > 0 && seen.Add(facets.All[0]))
                foreach (var name in facets.Required)
                    open.Enqueue(facets.For(name));
        }
        return false;
    }

    private void Repeated(Node? node, string keyword)
    {
        var first = new Dictionary<string, ScalarNode>(StringComparer.Ordinal);
        if (node is ListNode list)
            foreach (var name in list.Items.OfType<ScalarNode>())
                if (!first.TryAdd(name.Text, name))
                    findings.Add(Told.Diagnostic(LintRules.Repeated, name.At, Words.Neutral(Words.Cut(name.Text)), Words.Neutral(keyword))
                        with
                    { Related = first[name.Text].At is { } at ? [at] : [] });
    }
}
