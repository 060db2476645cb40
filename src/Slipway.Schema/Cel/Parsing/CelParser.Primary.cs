using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>What everything else is made of: names, literals, brackets.</summary>
internal sealed partial class CelParser
{
    private CelExpr Primary()
    {
        var token = Take();
        return token.Kind switch
        {
            CelTokenKind.Int or CelTokenKind.Uint or CelTokenKind.Double => Number(token, isNegative: false),
            CelTokenKind.String or CelTokenKind.Bytes => new CelLiteral(token.At, token.Literal),
            CelTokenKind.Identifier => Name(token, ""),
            CelTokenKind.Symbol => Bracketed(token),
            _ => throw Back().Unexpected(),
        };
    }

    private CelParser Back()
    {
        at--;
        return this;
    }

    private CelExpr Bracketed(CelToken token)
    {
        switch (token.Text)
        {
            case "true" or "false":
                return new CelLiteral(token.At, CelValue.Of(token.Text == "true"));
            case "null":
                return new CelLiteral(token.At, CelValue.Null);
            case "." when Current.Kind == CelTokenKind.Identifier:
                return Name(Take(), ".");
            case "(":
                var inner = Expression();
                Expect(")");
                return inner;
            case "[":
                return ListLiteral(token);
            case "{":
                return MapLiteral(token);
            default:
                throw Back().Unexpected();
        }
    }

    private CelExpr Name(CelToken token, string dot)
    {
        if (Reserved.Contains(token.Text))
            throw new CelSyntaxException(new CelFault(token.At, CelRules.Reserved, Words.Neutral(token.Text)));
        if (!TakeIf("("))
            return new CelIdentifier(token.At, dot + token.Text);
        return Called(token with { Text = dot + token.Text }, null, Arguments());
    }

    private CelListLiteral ListLiteral(CelToken opening)
    {
        var items = new List<CelItem>();
        while (!Current.Is("]"))
        {
            var isOptional = TakeIf("?");
            items.Add(new CelItem(Expression(), isOptional));
            if (!TakeIf(","))
                break;
        }
        var end = Expect("]").At.End;
        return Bounded(new CelListLiteral(new Span(opening.At.Start, end), [.. items]));
    }

    private CelMapLiteral MapLiteral(CelToken opening)
    {
        var entries = new List<CelEntry>();
        while (!Current.Is("}"))
        {
            var isOptional = TakeIf("?");
            var key = Expression();
            Expect(":");
            entries.Add(new CelEntry(key, Expression(), isOptional));
            if (!TakeIf(","))
                break;
        }
        var end = Expect("}").At.End;
        return Bounded(new CelMapLiteral(new Span(opening.At.Start, end), [.. entries]));
    }

    private CelMessage Message(Span at, string name)
    {
        Take();
        while (!Current.Is("}"))
        {
            TakeIf("?");
            if (Current.Kind is not (CelTokenKind.Identifier or CelTokenKind.QuotedField))
                throw Unexpected("a name");
            Take();
            Expect(":");
            Expression();
            if (!TakeIf(","))
                break;
        }
        Expect("}");
        return new CelMessage(at, name);
    }

    /// <summary><c>a.b.c</c> as one name; null for any other expression.</summary>
    public static string? QualifiedName(CelExpr expression) => expression switch
    {
        CelIdentifier identifier => identifier.Name,
        CelSelect { IsTest: false, IsOptional: false } select => QualifiedName(select.Operand) is { } start ? $"{start}.{select.Field}" : null,
        _ => null,
    };

    private static CelLiteral Number(CelToken token, bool isNegative)
    {
        var sign = isNegative ? "-" : "";
        CelValue? value = token.Kind switch
        {
            CelTokenKind.Double => double.TryParse(sign + token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? CelValue.Of(real) : null,
            _ => Magnitude(token.Text) is not { } magnitude ? null
                : token.Kind == CelTokenKind.Uint ? CelValue.Of(magnitude)
                : Signed(magnitude, isNegative) is { } whole ? CelValue.Of(whole) : null,
        };
        return value is { } literal
            ? new CelLiteral(token.At, literal)
            : throw new CelSyntaxException(new CelFault(token.At, CelRules.InvalidLiteral, Words.Neutral(token.Kind.ToString().ToLowerInvariant())));
    }

    private static ulong? Magnitude(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.Ordinal);
        return ulong.TryParse(isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value : null;
    }

    private static long? Signed(ulong magnitude, bool isNegative)
    {
        if (isNegative)
            return magnitude <= 1UL << 63 ? unchecked(-(long)magnitude) : null;
        return magnitude <= long.MaxValue ? (long)magnitude : null;
    }
}
