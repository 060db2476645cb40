using Slipway.Yaml;
using Numeric = Slipway.Schema.Number;

namespace Slipway.Schema;

/// <summary>
/// Reads the keywords of one schema. A value of the wrong shape is told and the keyword counts as absent, as does one that the dialect
/// does not have.
/// </summary>
internal sealed class SchemaMap(SchemaCompiler compiler, MapNode map, Subschema home)
{
    private static readonly LocalText ListOfSchemas = new("a list of one or more schemas", "至少含一个模式的列表");

    public Subschema Home => home;

    /// <summary>The order is that of checking: what is cheap and telling first, what needs the others' marks last.</summary>
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        schema.TellUnknown();
        Reference.Read(schema, into);
        DynamicReference.Read(schema, into);
        Typed.Read(schema, into);
        Choice.Read(schema, into);
        Bound.Read(schema, into);
        MultipleOf.Read(schema, into);
        Length.Read(schema, into);
        Patterned.Read(schema, into);
        Format.Read(schema, into);
        Required.Read(schema, into);
        Members.Read(schema, into);
        KeyCount.Read(schema, into);
        PropertyNames.Read(schema, into);
        DependentRequired.Read(schema, into);
        DependentSchemas.Read(schema, into);
        ItemCount.Read(schema, into);
        Items.Read(schema, into);
        UniqueItems.Read(schema, into);
        Contains.Read(schema, into);
        AllOf.Read(schema, into);
        AnyOf.Read(schema, into);
        OneOf.Read(schema, into);
        Not.Read(schema, into);
        Conditional.Read(schema, into);
        UnevaluatedProperties.Read(schema, into);
        UnevaluatedItems.Read(schema, into);
        schema.ReadUnused();
    }

    public bool AssertsFormats => compiler.AssertsFormats(home);

    public Node? Value(string keyword) => map[keyword] is { } value && home.Resource.Dialect.Has(keyword) ? value : null;

    public void Refuse(string keyword, Node value, LocalText wanted)
        => compiler.Fault(SchemaFaults.WrongKeyword, value, Words.Neutral(keyword), wanted, Words.Describe(value));

    private T? Refused<T>(string keyword, Node value, LocalText wanted)
    {
        Refuse(keyword, value, wanted);
        return default;
    }

    public Number? Number(string keyword) => Value(keyword) switch
    {
        null => null,
        ScalarNode scalar when Numeric.TryRead(scalar, out var number) => number,
        { } other => Refused<Number?>(keyword, other, new LocalText("a number", "数字")),
    };

    /// <summary>A whole number of 0 or more.</summary>
    public int? Count(string keyword) => Value(keyword) switch
    {
        null => null,
        ScalarNode scalar when Numeric.TryRead(scalar, out var number) && number.AsCount is { } count => count,
        { } other => Refused<int?>(keyword, other, new LocalText("a whole number of 0 or more", "不小于 0 的整数")),
    };

    public bool ReadsOpenApi30 => home.Resource.Dialect.ReadsOpenApi30;

    /// <summary>OpenAPI 3.0's <c>nullable</c>, which counts only beside a <c>type</c>.</summary>
    public bool IsNullable => ReadsOpenApi30 && Flag("nullable");

    public bool Flag(string keyword) => Value(keyword) switch
    {
        null => false,
        ScalarNode { Kind: ScalarKind.Boolean } flag => flag.Text is ['t' or 'T', ..],
        { } other => Refused<bool>(keyword, other, new LocalText("`true` or `false`", "布尔值（`true` 或 `false`）")),
    };

    public ScalarNode? Text(string keyword) => Value(keyword) switch
    {
        null => null,
        ScalarNode { Kind: ScalarKind.String } text => text,
        { } other => Refused<ScalarNode>(keyword, other, new LocalText("a text", "文本")),
    };

    public Subschema? Schema(string keyword) => Value(keyword) is { } value ? compiler.Compiled(value) : null;

    public Subschema[] Schemas(string keyword) => Value(keyword) switch
    {
        null => [],
        ListNode { Items.Count: > 0 } list => [.. list.Items.Select(compiler.Compiled)],
        { } other => Refused<Subschema[]>(keyword, other, ListOfSchemas) ?? [],
    };

    public IReadOnlyList<MapEntry> Map(string keyword) => Value(keyword) switch
    {
        null => [],
        MapNode inner => inner.Entries,
        { } other => Refused<IReadOnlyList<MapEntry>>(keyword, other, new LocalText("a map", "映射")) ?? [],
    };

    public IEnumerable<(string Name, ScalarNode Key, Subschema Schema)> NamedSchemas(string keyword)
        => Map(keyword).Select(e => (e.Name, e.Key, compiler.Compiled(e.Value)));

    /// <summary>A list of names, each once.</summary>
    public string[] Names(string keyword, Node? value)
    {
        if (value is null)
            return [];
        if (value is not ListNode list)
            return Refused<string[]>(keyword, value, new LocalText("a list of names", "名称的列表")) ?? [];
        foreach (var item in list.Items)
            if (item is not ScalarNode { Kind: ScalarKind.String })
                Refuse(keyword, item, new LocalText("a list of names", "名称的列表"));
        return [.. list.Items.OfType<ScalarNode>().Where(s => s.Kind == ScalarKind.String).Select(s => s.Text).Distinct()];
    }

    public Pattern? Pattern(string text, Node at) => compiler.Pattern(text, at);

    public Target? Target(string keyword, ScalarNode reference)
    {
        var target = compiler.Resolve(home.Resource, reference.Text);
        if (target is null)
            compiler.Fault(SchemaFaults.UnresolvedReference, reference, Words.Neutral(reference.Text), Words.Neutral(keyword));
        return target;
    }

    public Subschema Compiled(Target target) => compiler.Compiled(target.Node);

    public Subschema CompiledDynamic(string anchor, Target target) => compiler.CompiledDynamic(anchor, target.Node);

    /// <summary>Tells when no value can lie between two limits.</summary>
    public void Compare(string least, string most)
    {
        if (Value(least) is ScalarNode low && Value(most) is ScalarNode high && Numeric.TryRead(low, out var from)
            && Numeric.TryRead(high, out var to) && from.CompareTo(to) > 0)
            compiler.Fault(SchemaFaults.EmptyRange, low, Words.Neutral(least), Words.Neutral(low.Text), Words.Neutral(most), Words.Neutral(high.Text));
    }

    /// <summary>Schemas that nothing here applies are compiled for their faults.</summary>
    private void ReadUnused()
    {
        Schema("contentSchema");
        foreach (var keyword in (string[])["$defs", "definitions"])
            foreach (var _ in NamedSchemas(keyword))
                ;
    }

    private void TellUnknown()
    {
        foreach (var entry in map.Entries)
        {
            var name = entry.Name;
            if (Vocabulary.Of(name) is not null || name.StartsWith("x-", StringComparison.Ordinal) || (name == "nullable" && ReadsOpenApi30))
                continue;
            if (Vocabulary.Old.TryGetValue(name, out var instead))
                compiler.Fault(SchemaFaults.OldKeyword, entry.Key, Words.Neutral(name), Words.Neutral(instead));
            else if (NearestName.Find(name, Vocabulary.Names) is { } near)
                compiler.Fault(SchemaFaults.UnknownKeyword, entry.Key, Words.Neutral(name), Words.Neutral(near));
        }
    }
}
