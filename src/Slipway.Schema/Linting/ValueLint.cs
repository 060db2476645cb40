using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Values inside of a schema that the schema itself refuses: choices, defaults, examples.</summary>
/// <param name="remembers">Whether what was judged once need not be judged again.</param>
internal sealed class ValueLint(List<Diagnostic> findings, bool remembers)
{
    /// <summary>Steps that all values of a schema together may take, about half a second: what explodes is not worth a warning's wait.</summary>
    public const int Patience = Evaluation.WorkLimit / 10;

    private int patience = Patience;
    private bool isTold;

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
            return Unjudged(value);
        var found = new List<SchemaFinding>();
        var run = new Evaluation(found, patience) { Memory = remembers ? new Memory() : null };
        schema.Check(value, run);
        patience -= run.Work;
        if (run.Stopped is null)
            return Findings.InOrder(found) is [var first, ..] ? first.WithSchemaPlace() : null;
        // A pattern without an answer took seconds, though hardly a step.
        patience -= Patience / 4;
        return Unjudged(value);
    }

    private Diagnostic? Unjudged(Node value)
    {
        if (!isTold)
            findings.Add(Told.Diagnostic(LintRules.ValueUnjudged, value.At));
        isTold = true;
        return null;
    }

    private void Choices(Linted schema)
    {
        if (schema.Text["const"] is { } constant && First(schema.Schema, constant) is { } refusal)
            findings.Add(Told.Diagnostic(LintRules.NoChoiceFits, constant.At, Words.Neutral("const"), In(refusal)));
        if (schema.Text["enum"] is not ListNode list)
        {
            if (schema.Text["const"] is null)
                ChoicesTakenIn(schema);
            return;
        }
        Repeated(list);
        var refused = list.Items.Select(item => (Item: item, Why: First(schema.Schema, item))).ToList();
        if (list.Items.Count > 0 && refused.TrueForAll(r => r.Why is not null))
            findings.Add(Told.Diagnostic(LintRules.NoChoiceFits, list.At, Words.Neutral("enum"), In(refused[0].Why!)));
        else
            foreach (var (item, why) in refused.Where(r => r.Why is not null))
                findings.Add(Told.Diagnostic(LintRules.ChoiceNeverFits, item.At, Words.Neutral(Words.Short(item)), In(why!)));
    }

    /// <summary>Choices of a schema taken in, all refused by what stands here or by another one taken in.</summary>
    private void ChoicesTakenIn(Linted schema)
    {
        if (schema.Schema.Keywords is [] or [Reference] || schema.Facets.Declared == JsonTypes.None)
            return;
        foreach (var choice in schema.Facets.Keywords<Choice>().Where(choice => choice.Choices.Count > 0))
        {
            var why = choice.Choices.Select(item => First(schema.Schema, item)).ToList();
            if (!why.TrueForAll(refusal => refusal is not null) || IsToldBelow(schema, choice))
                continue;
            findings.Add(Told.Diagnostic(LintRules.NoChoiceFits, schema.Text.At, Words.Neutral(choice.Name), In(why[0]!))
                with
            { Related = choice.At is { } at ? [at] : [] });
            return;
        }
    }

    private bool IsToldBelow(Linted schema, Choice choice)
        => schema.Parts.Any(part => part.All.Contains(choice.Home) && choice.Choices.All(item => First(part.All[0], item) is not null));

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
