using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Values inside of a schema that the schema itself refuses: choices, defaults, examples.</summary>
internal sealed class ValueLint(List<Diagnostic> findings)
{
    /// <summary>Steps that all values of a schema together may take: what explodes is not worth a warning's wait.</summary>
    private int patience = Evaluation.WorkLimit;

    public void Check(Linted schema)
    {
        Choices(schema);
        if (schema.Text["default"] is { } value)
            Refused(schema, LintRules.DefaultRefused, Defaults.Fill(value, schema.Schema), value);
        if (schema.Text["examples"] is ListNode examples)
            foreach (var example in examples.Items)
                Refused(schema, LintRules.ExampleRefused, example, example);
        if (schema.Text["example"] is { } single)
            Refused(schema, LintRules.ExampleRefused, single, single);
    }

    private void Refused(Linted schema, Rule rule, Node value, Node written)
    {
        if (First(schema.Schema, value) is { } finding)
            findings.Add(Told.Diagnostic(rule, finding.At ?? written.At, In(finding))
                with
            { Related = finding.Related });
    }

    private static LocalText In(Diagnostic finding) => new(finding.Message(Language.English), finding.Message(Language.Chinese));

    /// <summary>The first thing wrong with a value; null when it fits, or when there is no patience left to find out.</summary>
    private Diagnostic? First(Subschema schema, Node value)
    {
        if (patience <= 0)
            return null;
        var found = new List<SchemaFinding>();
        var run = new Evaluation(found, patience);
        schema.Check(value, run);
        patience -= run.Work;
        if (run.Stopped is null)
            return Findings.InOrder(found) is [var first, ..] ? first.WithSchemaPlace() : null;
        // A pattern without an answer took seconds, though hardly a step.
        patience -= Evaluation.WorkLimit / 4;
        return null;
    }

    private void Choices(Linted schema)
    {
        if (schema.Text["const"] is { } constant && First(schema.Schema, constant) is { } refusal)
            findings.Add(Told.Diagnostic(LintRules.NoChoiceFits, constant.At, Words.Neutral("const"), In(refusal)));
        if (schema.Text["enum"] is not ListNode list)
            return;
        Repeated(list);
        var refused = list.Items.Select(item => (Item: item, Why: First(schema.Schema, item))).ToList();
        if (list.Items.Count > 0 && refused.TrueForAll(r => r.Why is not null))
            findings.Add(Told.Diagnostic(LintRules.NoChoiceFits, list.At, Words.Neutral("enum"), In(refused[0].Why!)));
        else
            foreach (var (item, why) in refused.Where(r => r.Why is not null))
                findings.Add(Told.Diagnostic(LintRules.ChoiceNeverFits, item.At, Words.Neutral(Words.Short(item)), In(why!)));
    }

    private void Repeated(ListNode list)
    {
        var first = new Dictionary<Node, Node>(Same.Value);
        foreach (var item in list.Items)
            if (!first.TryAdd(item, item))
                findings.Add(Told.Diagnostic(LintRules.Repeated, item.At, Words.Neutral(Words.Short(item)), Words.Neutral("enum"))
                    with
                { Related = first[item].At is { } at ? [at] : [] });
    }
}
