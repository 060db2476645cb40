using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>How Helm's YAML writes a single value: which quotes, when a block.</summary>
internal static class HelmScalar
{
    internal enum Place
    {
        Root,
        MapValue,
        ListItem,
    }

    public static void Write(StringBuilder text, ScalarNode scalar, int indent)
    {
        if (scalar.Kind is ScalarKind.Integer or ScalarKind.Float)
            text.Append(HelmNumber.Format(scalar.Text));
        else if (scalar.Kind == ScalarKind.String)
            WriteText(text, scalar.Text, Math.Max(indent, 2), key: false);
        else
            text.Append(scalar.Text);
    }

    public static void WriteKey(StringBuilder text, string key) => WriteText(text, key, 0, key: true);

    private static void WriteText(StringBuilder text, string value, int indent, bool key)
    {
        var shape = Shape.Of(value);
        var line = new HelmLine(text, key ? null : indent);
        if (value.Contains('\n', StringComparison.Ordinal))
        {
            if (shape.Block && !key)
                Literal(text, value, indent);
            else
                line.DoubleQuoted(value);
        }
        else if (!HelmResolve.IsString(value))
            line.DoubleQuoted(value);
        else if (shape.Plain)
            line.Plain(value);
        else if (shape.SingleQuoted)
            line.SingleQuoted(value);
        else
            line.DoubleQuoted(value);
    }

    private static void Literal(StringBuilder text, string value, int indent)
    {
        text.Append('|');
        if (value[0] is ' ' or '\n')
            text.Append('2');
        if (value[^1] != '\n')
            text.Append('-');
        else if (value.Length == 1 || value[^2] == '\n')
            text.Append('+');
        var atStart = true;
        text.Append('\n');
        foreach (var c in value)
        {
            if (c != '\n' && atStart)
                text.Append(' ', indent);
            text.Append(c);
            atStart = c == '\n';
        }
        // The caller ends the line.
        if (atStart)
            text.Length--;
    }

    /// <summary>In which forms a text can stand.</summary>
    internal readonly record struct Shape(bool Plain, bool SingleQuoted, bool Block)
    {
        public static Shape Of(string value)
        {
            if (value.Length == 0)
                return new Shape(true, true, false);
            var indicators = value.StartsWith("---", StringComparison.Ordinal) || value.StartsWith("...", StringComparison.Ordinal);
            bool special = false, breakSpace = false, spaceBreak = false, breaks = false, afterSpace = false, afterBreak = false, afterBlank = true;
            var at = 0;
            foreach (var rune in value.EnumerateRunes())
            {
                var next = at + rune.Utf16SequenceLength;
                var beforeBlank = next >= value.Length || value[next] is ' ' or '\t' or '\n' or '\r';
                indicators |= Indicates(rune.Value, at == 0, beforeBlank, afterBlank);
                special |= !Printable(rune.Value);
                var isBreak = rune.Value is '\n' or '\r' or 0x85 or 0x2028 or 0x2029;
                if (rune.Value == ' ')
                    (breakSpace, afterSpace, afterBreak) = (breakSpace || afterBreak, true, false);
                else if (isBreak)
                    (breaks, spaceBreak, afterSpace, afterBreak) = (true, spaceBreak || afterSpace, false, true);
                else
                    (afterSpace, afterBreak) = (false, false);
                afterBlank = rune.Value is ' ' or '\t' || isBreak;
                at = next;
            }
            var edges = value[0] is ' ' or '\n' || value[^1] is ' ' or '\n';
            var unsafeText = spaceBreak || special;
            return new Shape(
                Plain: !(edges || breaks || breakSpace || unsafeText || indicators),
                SingleQuoted: !(breakSpace || unsafeText),
                Block: !(value[^1] == ' ' || unsafeText));
        }

        private static bool Indicates(int c, bool first, bool beforeBlank, bool afterBlank) => first
            ? c is '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' || (c is '?' or ':' or '-' && beforeBlank)
            : (c == ':' && beforeBlank) || (c == '#' && afterBlank);

        public static bool Printable(int c)
            => c is '\n' or (>= 0x20 and <= 0x7E) or (>= 0xA0 and < 0xD800) or (>= 0xE000 and <= 0xFFFD and not 0xFEFF);
    }
}
