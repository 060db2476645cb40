using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>A node of a parsed expression.</summary>
/// <param name="at">The place to blame: an operator's own, a function's or field's name.</param>
/// <param name="depth">One more than the deepest child's.</param>
internal abstract class CelExpr(Span at, int depth)
{
    public Span At => at;

    public int Depth => depth;

    protected static int Above(params ReadOnlySpan<CelExpr?> children)
    {
        var deepest = 0;
        foreach (var child in children)
            deepest = Math.Max(deepest, child?.Depth ?? 0);
        return deepest + 1;
    }
}

internal sealed class CelLiteral(Span at, CelValue value) : CelExpr(at, 1)
{
    public CelValue Value => value;
}

/// <summary>A name; with a leading dot only the outermost ones are meant.</summary>
internal sealed class CelIdentifier(Span at, string name) : CelExpr(at, 1)
{
    public string Name => name;
}

internal sealed class CelSelect(Span at, CelExpr operand, string name, bool isOptional, bool isTest = false) : CelExpr(at, Above(operand))
{
    public CelExpr Operand => operand;

    public string Field => name;

    public bool IsOptional => isOptional;

    /// <summary><c>has(…)</c>.</summary>
    public bool IsTest => isTest;
}

/// <param name="target">What a function is called on; null for a plain call.</param>
internal sealed class CelCall(Span at, string function, CelExpr? target, CelExpr[] arguments) : CelExpr(at, Math.Max(Above(target), Above(arguments)))
{
    public string Function => function;

    public CelExpr? Target => target;

    public CelExpr[] Arguments => arguments;
}

internal readonly record struct CelItem(CelExpr Value, bool IsOptional);

internal sealed class CelListLiteral(Span at, CelItem[] items) : CelExpr(at, Above([.. items.Select(i => i.Value)]))
{
    public CelItem[] Items => items;
}

internal readonly record struct CelEntry(CelExpr Key, CelExpr Value, bool IsOptional);

internal sealed class CelMapLiteral(Span at, CelEntry[] entries) : CelExpr(at, Above([.. entries.Select(e => e.Key), .. entries.Select(e => e.Value)]))
{
    public CelEntry[] Entries => entries;
}

/// <summary><c>Name{…}</c>. There are no such types in documents.</summary>
internal sealed class CelMessage(Span at, string name) : CelExpr(at, 1)
{
    public string Name => name;
}

/// <summary>What macros over lists and maps become.</summary>
/// <param name="second">The second variable; null when there is one.</param>
internal sealed class CelFold(
    Span at, string first, string? second, CelExpr range, CelExpr start, CelExpr condition, CelExpr step, CelExpr result)
    : CelExpr(at, Above(range, start, condition, step, result))
{
    /// <summary>The name under which a macro keeps what it has gathered; no expression can write it.</summary>
    public const string Accumulator = "@result";

    public string First => first;

    public string? Second => second;

    public CelExpr Range => range;

    public CelExpr Start => start;

    public CelExpr Condition => condition;

    public CelExpr Step => step;

    public CelExpr Result => result;
}

/// <summary><c>cel.bind</c>.</summary>
internal sealed class CelBind(Span at, string name, CelExpr value, CelExpr body) : CelExpr(at, Above(value, body))
{
    public string Name => name;

    public CelExpr Value => value;

    public CelExpr Body => body;
}
