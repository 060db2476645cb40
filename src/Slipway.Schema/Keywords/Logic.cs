using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>The schema <c>false</c>.</summary>
internal sealed class Nothing(Subschema home) : Assertion(home, "false")
{
    protected override bool Fits(Node instance) => false;

    protected override void Explain(Node instance, Evaluation run)
        => run.Refuse(this, SchemaRules.NothingAllowed, instance.At, [Words.Describe(instance)]);
}

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOf(Subschema home, Subschema[] schemas) : Keyword(home, "allOf")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Schemas("allOf") is { Length: > 0 } schemas)
            into.Add(new AllOf(schema.Home, schemas));
    }

    public override IEnumerable<Subschema> InPlace => schemas;

    public override bool Check(Node instance, Evaluation run)
    {
        var fits = true;
        for (var i = 0; i < schemas.Length; i++)
            if (!schemas[i].Check(instance, run))
            {
                if (!run.Collecting)
                    return false;
                fits = false;
            }
        return fits;
    }
}

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOf(Subschema home, Subschema[] schemas) : Keyword(home, "anyOf")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Schemas("anyOf") is { Length: > 0 } schemas)
            into.Add(new AnyOf(schema.Home, schemas));
    }

    public override IEnumerable<Subschema> InPlace => schemas;

    public override bool Check(Node instance, Evaluation run)
    {
        var fits = false;
        for (var i = 0; i < schemas.Length && (!fits || run.Marks is not null); i++)
            fits |= run.Fits(schemas[i], instance);
        if (!fits && run.Collecting)
            Branches.Explain(this, schemas, instance, run);
        return fits;
    }
}

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOf(Subschema home, Subschema[] schemas) : Keyword(home, "oneOf")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Schemas("oneOf") is { Length: > 0 } schemas)
            into.Add(new OneOf(schema.Home, schemas));
    }

    public override IEnumerable<Subschema> InPlace => schemas;

    public override bool Check(Node instance, Evaluation run)
    {
        var count = 0;
        for (var i = 0; i < schemas.Length && (count < 2 || run.Collecting); i++)
            if (run.Fits(schemas[i], instance))
                count++;
        if (count != 1 && run.Collecting)
        {
            if (count == 0)
                Branches.Explain(this, schemas, instance, run);
            else
                run.Refuse(this, SchemaRules.SeveralFormsFit, instance.At, [Words.Describe(instance), Words.Neutral(count)]);
        }
        return count == 1;
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class Not(Subschema home, Subschema schema) : Keyword(home, "not")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Schema("not") is { } refused)
            into.Add(new Not(schema.Home, refused));
    }

    public override IEnumerable<Subschema> InPlace => [schema];

    public override bool Check(Node instance, Evaluation run)
    {
        var marks = run.Marks;
        run.Marks = null;
        var fits = run.Fits(schema, instance);
        run.Marks = marks;
        if (fits && run.Collecting)
            Explain(instance, run);
        return !fits;
    }

    /// <summary><c>not: {required: […]}</c> is how schemas say that keys exclude each other.</summary>
    private void Explain(Node instance, Evaluation run)
    {
        if (instance is not MapNode map || schema.Keywords is not [.., Required required] || schema.Keywords.Any(k => k is not (Required or Typed)))
            run.Refuse(this, SchemaRules.Forbidden, instance.At, [Words.Describe(instance)]);
        else
            run.Refuse(this, required.Names.Count == 1 ? SchemaRules.ForbiddenKeys : SchemaRules.ForbiddenTogether,
                map.Entry(required.Names[^1])?.Key.At ?? map.At, [Words.List(required.Names)], required.Names[^1]);
    }
}

/// <summary><c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class Conditional(Subschema home, Subschema condition, Subschema? then, Subschema? otherwise) : Keyword(home, "if")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        var (then, otherwise) = (schema.Schema("then"), schema.Schema("else"));
        if (schema.Schema("if") is { } condition)
            into.Add(new Conditional(schema.Home, condition, then, otherwise));
    }

    public override IEnumerable<Subschema> InPlace => new[] { condition, then, otherwise }.OfType<Subschema>();

    public override bool Check(Node instance, Evaluation run)
        => (run.Fits(condition, instance) ? then : otherwise)?.Check(instance, run) ?? true;
}
