using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>$ref</c>.</summary>
internal sealed class Reference(Subschema home, string name, string text, Subschema target, Location? at) : Keyword(home, name)
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Text("$ref") is { } text && schema.Target("$ref", text) is { } target)
            into.Add(new Reference(schema.Home, "$ref", text.Text, schema.Compiled(target), text.At));
    }

    /// <summary>As it is written in the schema.</summary>
    public string Text => text;

    public Location? TextAt => at;

    public override IEnumerable<Subschema> InPlace => [target];

    public override bool Check(Node instance, Evaluation run) => target.Check(instance, run);
}

/// <summary>
/// <c>$dynamicRef</c> to a <c>$dynamicAnchor</c>: the outermost schema of that name among the resources on the way here, else the
/// one it names. Without such an anchor it is a plain reference.
/// </summary>
internal sealed class DynamicReference(Subschema home, string anchor, Subschema target) : Keyword(home, "$dynamicRef")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Text("$dynamicRef") is not { } text || schema.Target("$dynamicRef", text) is not { } target)
            return;
        if (target.DynamicAnchor is { } anchor)
            into.Add(new DynamicReference(schema.Home, anchor, schema.CompiledDynamic(anchor, target)));
        else
            into.Add(new Reference(schema.Home, "$dynamicRef", text.Text, schema.Compiled(target), text.At));
    }

    public override bool Check(Node instance, Evaluation run) => (run.Outermost(anchor) ?? target).Check(instance, run);
}
