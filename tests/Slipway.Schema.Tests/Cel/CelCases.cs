using System.Globalization;
using Slipway.Schema.Cel;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Schema.Tests.Cel;

/// <summary>The conformance cases of the Common Expression Language.</summary>
internal static class CelCases
{
    public static IReadOnlyList<MapNode> All { get; } =
        [.. ((ListNode)JsonText.Read(File.ReadAllBytes(Path.Combine(TestEnvironment.Data, "cel", "cases.json")))).Items.Cast<MapNode>()];

    public static string Name(MapNode test) => $"{test["file"]}/{test["section"]}/{test["name"]}";

    public static CelEnvironment Environment(MapNode test)
    {
        var environment = CelEnvironment.Empty.Mixed();
        if (test["declarations"] is ListNode declarations)
            foreach (var declaration in declarations.Items.Cast<MapNode>())
                environment = declaration["function"] is null
                    ? environment.With(declaration["name"]!.ToString()!, Type(declaration["type"]!))
                    : environment.With(Function(declaration["name"]!.ToString()!));
        if (test["check"]?.ToString() == "false" && test["bindings"] is MapNode bindings)
            foreach (var name in bindings.Keys.Except(environment.VariableNames).ToList())
                environment = environment.With(name, CelType.Dyn);
        return environment.Within(test["container"]?.ToString() ?? "");
    }

    /// <summary>The cases say of functions only that they are some: here are the two, as the upstream cases declare them.</summary>
    private static CelOverload Function(string name) => CelSignature.Read(name switch
    {
        "fn" => "fn(string, int): string",
        "tuple" => "tuple(T, U, V): list(T)",
        _ => throw new InvalidOperationException($"No declaration of {name} is known."),
    }, (_, _) => CelValue.Of(CelErrors.NoSuchOverload));

    private static CelType Type(Node type) => type switch
    {
        MapNode map when map["list"] is { } items => CelType.List(Type(items)),
        MapNode map when map["map"] is ListNode { Items: [var keys, var values] } => CelType.Map(Type(keys), Type(values)),
        _ => CelSignature.Type(type.ToString()!.Replace("64", "", StringComparison.Ordinal)),
    };

    public static string TypeText(Node type) => Type(type).ToString();

    public static IReadOnlyDictionary<string, CelValue> Bindings(MapNode test)
        => test["bindings"] is MapNode bindings
            ? bindings.Entries.ToDictionary(e => e.Name, e => Value((MapNode)e.Value)) : new Dictionary<string, CelValue>();

    public static CelValue Value(MapNode tagged)
    {
        var (tag, value) = (tagged.Entries[0].Name, tagged.Entries[0].Value);
        var text = value.ToString()!;
        return tag switch
        {
            "null" => CelValue.Null,
            "bool" => CelValue.Of(text == "true"),
            "int" => CelValue.Of(long.Parse(text, CultureInfo.InvariantCulture)),
            "uint" => CelValue.Of(ulong.Parse(text, CultureInfo.InvariantCulture)),
            "double" => CelValue.Of(text switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.Parse(text, CultureInfo.InvariantCulture) }),
            "string" => CelValue.Of(text),
            "bytes" => CelValue.Of(Convert.FromBase64String(text)),
            "type" => CelTypeNames.Find(text)!.Constant,
            "list" => CelValue.List([.. ((ListNode)value).Items.Select(i => Value((MapNode)i))]),
            "map" => Map((ListNode)value),
            _ => throw new InvalidOperationException($"A value is tagged {tag}."),
        };
    }

    private static CelValue Map(ListNode entries)
    {
        var map = new TableCelMap();
        foreach (var entry in entries.Items.Cast<ListNode>())
            map.TryAdd(Value((MapNode)entry.Items[0]), Value((MapNode)entry.Items[1]));
        return CelValue.Of(map);
    }

    /// <summary>Null when the case comes out as it says, else what came instead.</summary>
    public static string? Fault(MapNode test)
    {
        var text = test["expr"]!.ToString()!;
        var isChecked = test["check"]?.ToString() != "false";
        var environment = Environment(test);
        var (expression, findings) = isChecked ? CelExpression.Compile(text, environment) : CelExpression.CompileUnchecked(text, environment);
        // What we refuse when it is compiled must fail when it is evaluated, too.
        if (expression is null && test["error"] is not null)
            expression = CelExpression.CompileUnchecked(text, environment).Expression;
        if (expression is null)
            return test["error"] is null ? string.Join("; ", findings.Select(f => f.Message(Language.English))) : null;
        if (test["type"] is { } type && expression.Type.ToString() != TypeText(type))
            return $"type {expression.Type}, not {TypeText(type)}";
        if (test["checkOnly"]?.ToString() == "true")
            return null;
        var result = expression.Evaluate(Bindings(test));
        if (test["error"] is not null)
            return result.Error is null ? $"{result.Value}, not an error" : null;
        if (result.Value is not { } value)
            return result.Error!.Message(Language.English);
        var wanted = Value((MapNode)test["value"]!);
        return IsSame(value, wanted) ? null : $"{value} ({value.Kind}), not {wanted} ({wanted.Kind})";
    }

    /// <summary>Stricter than CEL's own equality: 1 is not 1.0, and not-a-number is itself.</summary>
    private static bool IsSame(CelValue value, CelValue wanted)
    {
        if (value.Kind != wanted.Kind)
            return false;
        if (value.Kind == CelKind.Double)
            return value.AsDouble.Equals(wanted.AsDouble);
        if (value.Kind == CelKind.List)
            return value.AsList.Count == wanted.AsList.Count && Enumerable.Range(0, value.AsList.Count).All(i => IsSame(value.AsList[i], wanted.AsList[i]));
        if (value.Kind == CelKind.Map)
            return value.AsMap.Count == wanted.AsMap.Count
                && wanted.AsMap.Keys.All(k => value.AsMap.TryGet(k, out var mine) && wanted.AsMap.TryGet(k, out var other) && IsSame(mine, other));
        return CelEquality.Equal(value, wanted, null);
    }
}
