using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Yaml;

/// <summary>What a scalar is: by its tag when that is a core one, else by its style and text.</summary>
internal sealed class ScalarReader(SourceText source)
{
    /// <param name="text">The event's value as it was written.</param>
    /// <param name="span">Where the event stands; on return where the value does, which for a block is less.</param>
    public ScalarNode Read(Scalar e, string text, ref Span span, List<Diagnostic> findings)
    {
        var style = StyleOf(e.Style);
        if (style is ScalarStyle.Literal or ScalarStyle.Folded)
            span = WithoutTrailingBreaks(span);
        var kind = style == ScalarStyle.Plain ? CoreSchema.KindOf(text) : ScalarKind.String;
        if (!e.Tag.IsEmpty)
            kind = Tagged(e, text, style, kind, new Location(source, span), findings);
        else if (kind == ScalarKind.Integer && CoreSchema.ReadsAsOctalElsewhere(text))
            findings.Add(LeadingZero(text, new Location(source, span)));
        return new ScalarNode(kind, text, source, span, style);
    }

    public static Diagnostic? CheckCollectionTag(TagName tag, bool isMap, SourceText source, Span span)
    {
        if (tag.IsEmpty || tag.IsNonSpecific || tag.Value == CoreSchema.Prefix + (isMap ? "map" : "seq"))
            return null;
        var at = new Location(source, span);
        return IsCore(tag.Value, out var core)
            ? Diagnostic.Of(YamlRules.TagMismatch, at, core, isMap ? "{…}" : "[…]")
            : Diagnostic.Of(YamlRules.UnknownTag, at, tag.Value);
    }

    private static ScalarKind Tagged(Scalar e, string text, ScalarStyle style, ScalarKind plain, Location at, List<Diagnostic> findings)
    {
        if (e.Tag.IsNonSpecific || e.Tag.Value == "!")
            return ScalarKind.String;
        if (!IsCore(e.Tag.Value, out var core))
        {
            findings.Add(Diagnostic.Of(YamlRules.UnknownTag, at, e.Tag.Value));
            return style == ScalarStyle.Plain ? plain : ScalarKind.String;
        }
        var value = CoreSchema.KindOf(text);
        switch (core)
        {
            case "!!str":
                return ScalarKind.String;
            case "!!int" when value == ScalarKind.Integer:
            case "!!bool" when value == ScalarKind.Boolean:
            case "!!null" when value == ScalarKind.Null:
            case "!!float" when value == ScalarKind.Float:
                return value;
            case "!!float" when value == ScalarKind.Integer && !e.Value.StartsWith('0'):
                return ScalarKind.Float;
        }
        findings.Add(Diagnostic.Of(YamlRules.TagMismatch, at, core, text));
        return ScalarKind.String;
    }

    private static bool IsCore(string tag, out string core)
    {
        core = tag.StartsWith(CoreSchema.Prefix, StringComparison.Ordinal) ? "!!" + tag[CoreSchema.Prefix.Length..] : tag;
        return core is "!!str" or "!!int" or "!!float" or "!!bool" or "!!null" or "!!map" or "!!seq";
    }

    private static Diagnostic LeadingZero(string text, Location at)
    {
        var digits = text.TrimStart('+', '-').TrimStart('0');
        var sign = text[0] == '-' ? "-" : "";
        var octal = sign + Numbers.Integer("0o" + digits);
        return Diagnostic.Of(YamlRules.LeadingZero, at, text, sign + digits, octal, digits);
    }

    private Span WithoutTrailingBreaks(Span span)
    {
        var end = Math.Min(span.End, source.Text.Length);
        while (end > span.Start && source.Text[end - 1] is '\n' or '\r' or ' ')
            end--;
        return new Span(span.Start, end);
    }

    private static ScalarStyle StyleOf(YamlDotNet.Core.ScalarStyle style) => style switch
    {
        YamlDotNet.Core.ScalarStyle.SingleQuoted => ScalarStyle.SingleQuoted,
        YamlDotNet.Core.ScalarStyle.DoubleQuoted => ScalarStyle.DoubleQuoted,
        YamlDotNet.Core.ScalarStyle.Literal => ScalarStyle.Literal,
        YamlDotNet.Core.ScalarStyle.Folded => ScalarStyle.Folded,
        _ => ScalarStyle.Plain,
    };
}
