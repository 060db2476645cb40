using System.Runtime.CompilerServices;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>Tokens to an expression, by recursive descent. Depth and length are bounded, so that nothing can exhaust the stack.</summary>
internal sealed partial class CelParser
{
    /// <summary>In UTF-16 units; Kubernetes' limit counts code points.</summary>
    public const int LongestText = 100_000;
    private const int DeepestNesting = 250;
    private const int DeepestTree = 1_000;

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    };

    private readonly IReadOnlyList<CelToken> tokens;
    private readonly bool hasMacros;
    private int at;
    private int nesting;

    private CelParser(IReadOnlyList<CelToken> tokens, bool hasMacros) => (this.tokens, this.hasMacros) = (tokens, hasMacros);

    public static (CelExpr? Expression, CelFault? Fault) Parse(string text, bool hasMacros = true)
    {
        if (text.Length > LongestText)
            return (null, new CelFault(new Span(0, 0), CelRules.TooLarge));
        var (tokens, fault) = CelLexer.Read(text);
        if (fault is not null)
            return (null, fault);
        try
        {
            var parser = new CelParser(tokens, hasMacros);
            var expression = parser.Expression();
            if (parser.Current.Kind != CelTokenKind.End)
                throw parser.Unexpected();
            return (expression, null);
        }
        catch (CelSyntaxException stopped)
        {
            return (null, stopped.Fault);
        }
    }

    private CelToken Current => tokens[at];

    private CelToken Take() => tokens[at++];

    private bool TakeIf(string symbol)
    {
        if (!Current.Is(symbol))
            return false;
        at++;
        return true;
    }

    private CelToken Expect(string symbol) => Current.Is(symbol) ? Take() : throw Unexpected($"'{symbol}'");

    private CelSyntaxException Unexpected(string? wanted = null)
    {
        var isEnd = Current.Kind == CelTokenKind.End;
        var shown = isEnd ? "the end" : Current.Kind is CelTokenKind.String or CelTokenKind.Bytes ? "a literal" : $"'{Current.Text}'";
        var shownInChinese = isEnd ? "结尾" : Current.Kind is CelTokenKind.String or CelTokenKind.Bytes ? "字面量" : $"'{Current.Text}'";
        return wanted is null
            ? new(CelFault.Syntax(Current.At, isEnd ? "something is missing at the end" : $"{shown} cannot stand here", isEnd ? "结尾缺少内容" : $"此处不应出现{shownInChinese}"))
            : new(CelFault.Syntax(Current.At, $"{wanted} is missing before {shown}", $"{shownInChinese}之前缺少 {wanted}"));
    }

    private static T Bounded<T>(T expression) where T : CelExpr
        => expression.Depth > DeepestTree ? throw new CelSyntaxException(new CelFault(expression.At, CelRules.TooLarge)) : expression;

    private CelExpr Expression()
    {
        // A caller's thread may have a small stack, or have used most of it.
        if (++nesting > DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new CelSyntaxException(new CelFault(Current.At, CelRules.TooLarge));
        var condition = Chain("||", CelOperators.Or, () => Chain("&&", CelOperators.And, Relation));
        if (Current.Is("?"))
        {
            var mark = Take();
            var yes = Chain("||", CelOperators.Or, () => Chain("&&", CelOperators.And, Relation));
            Expect(":");
            condition = Bounded(new CelCall(mark.At, CelOperators.Conditional, null, [condition, yes, Expression()]));
        }
        nesting--;
        return condition;
    }

    /// <summary>Operands of <c>&amp;&amp;</c> or <c>||</c> as a balanced tree: order does not matter to them, and long chains are common.</summary>
    private CelExpr Chain(string symbol, string function, Func<CelExpr> next)
    {
        var first = next();
        if (!Current.Is(symbol))
            return first;
        var (operands, places) = (new List<CelExpr> { first }, new List<Span>());
        while (Current.Is(symbol))
        {
            places.Add(Take().At);
            operands.Add(next());
        }
        return Balanced(function, operands, places, 0, operands.Count);
    }

    private static CelExpr Balanced(string function, List<CelExpr> operands, List<Span> places, int from, int to)
    {
        if (to - from == 1)
            return operands[from];
        var middle = (from + to + 1) / 2;
        return Bounded(new CelCall(places[middle - 1], function, null,
            [Balanced(function, operands, places, from, middle), Balanced(function, operands, places, middle, to)]));
    }

    private CelExpr Relation()
    {
        var left = Calculation(1);
        while (CelOperators.Relation(Current) is { } function)
        {
            var place = Take().At;
            left = Bounded(new CelCall(place, function, null, [left, Calculation(1)]));
        }
        return left;
    }

    private CelExpr Calculation(int strength)
    {
        var left = strength == 2 ? Unary() : Calculation(2);
        while (CelOperators.Strength(Current) == strength)
        {
            var token = Take();
            left = Bounded(new CelCall(token.At, $"_{token.Text}_", null, [left, strength == 2 ? Unary() : Calculation(2)]));
        }
        return left;
    }

    private CelExpr Unary()
    {
        if (!Current.Is("!") && !Current.Is("-"))
            return Member();
        var token = Take();
        var count = 1;
        if (token.Text == "-" && Current.Kind is CelTokenKind.Int or CelTokenKind.Double)
            return Members(Number(Take(), isNegative: true));
        for (; Current.Is(token.Text); count++)
            Take();
        var operand = Member();
        return count % 2 == 0 ? operand : Bounded(new CelCall(token.At, token.Text == "-" ? CelOperators.Negate : CelOperators.Not, null, [operand]));
    }

    private CelExpr Member() => Members(Primary());

    private CelExpr Members(CelExpr operand)
    {
        while (true)
        {
            if (TakeIf("."))
                operand = Selection(operand);
            else if (Current.Is("["))
                operand = Indexing(operand);
            else if (Current.Is("{") && QualifiedName(operand) is { } name)
                operand = Message(operand.At, name);
            else
                return operand;
        }
    }

    private CelExpr Selection(CelExpr operand)
    {
        var isOptional = TakeIf("?");
        if (Current.Kind is not (CelTokenKind.Identifier or CelTokenKind.QuotedField))
            throw Unexpected("a name");
        var field = Take();
        if (isOptional || field.Kind == CelTokenKind.QuotedField || !Current.Is("("))
            return Bounded(new CelSelect(field.At, operand, field.Text, isOptional));
        Take();
        return Called(field, operand, Arguments());
    }

    private CelCall Indexing(CelExpr operand)
    {
        var bracket = Take();
        var isOptional = TakeIf("?");
        var index = Expression();
        Expect("]");
        return Bounded(new CelCall(bracket.At, isOptional ? CelOperators.OptionalIndex : CelOperators.Index, null, [operand, index]));
    }

    private CelExpr Called(CelToken name, CelExpr? target, CelExpr[] arguments)
    {
        if (hasMacros && CelMacros.Expand(name, target, arguments) is { } expanded)
            return expanded.Fault is { } fault ? throw new CelSyntaxException(fault) : Bounded(expanded.Expression!);
        return Bounded(new CelCall(name.At, name.Text, target, arguments));
    }

    /// <summary>After the opening parenthesis, up to and with the closing one.</summary>
    private CelExpr[] Arguments()
    {
        var arguments = new List<CelExpr>();
        if (!Current.Is(")"))
            do
                arguments.Add(Expression());
            while (TakeIf(","));
        Expect(")");
        return [.. arguments];
    }
}

/// <summary>Leaves the descent at the first fault; never leaves the parser.</summary>
internal sealed class CelSyntaxException(CelFault fault) : Exception
{
    public CelFault Fault => fault;
}
