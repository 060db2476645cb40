using System.Text;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>The extension library <c>strings</c>. Positions count code points.</summary>
internal static class StringFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("string.charAt(int): string", Linear(a => CharAt(a[0].AsString, a[1].AsInt))),
        On("string.indexOf(string): int", Search(a => IndexOf(a[0].AsString, a[1].AsString, 0))),
        On("string.indexOf(string, int): int", Search(a => IndexOf(a[0].AsString, a[1].AsString, a[2].AsInt))),
        On("string.lastIndexOf(string): int", Search(a => LastIndexOf(a[0].AsString, a[1].AsString))),
        On("string.lastIndexOf(string, int): int", Search(a => LastIndexOf(a[0].AsString, a[1].AsString, a[2].AsInt))),
        On("string.lowerAscii(): string", Linear(a => CelValue.Of(MapAscii(a[0].AsString, 'A', 'Z', 32)))),
        On("string.upperAscii(): string", Linear(a => CelValue.Of(MapAscii(a[0].AsString, 'a', 'z', -32)))),
        On("string.replace(string, string): string", (frame, a) => Replace(frame, a[0].AsString, a[1].AsString, a[2].AsString, -1)),
        On("string.replace(string, string, int): string", (frame, a) => Replace(frame, a[0].AsString, a[1].AsString, a[2].AsString, a[3].AsInt)),
        On("string.split(string): list(string)", (frame, a) => Split(frame, a[0].AsString, a[1].AsString, -1)),
        On("string.split(string, int): list(string)", (frame, a) => Split(frame, a[0].AsString, a[1].AsString, a[2].AsInt)),
        On("string.substring(int): string", Linear(a => Substring(a[0].AsString, a[1].AsInt, CodePoints.Count(a[0].AsString)))),
        On("string.substring(int, int): string", Linear(a => Substring(a[0].AsString, a[1].AsInt, a[2].AsInt))),
        On("string.trim(): string", Linear(a => CelValue.Of(a[0].AsString.Trim()))),
        On("string.reverse(): string", Linear(a => CelValue.Of(Reverse(a[0].AsString)))),
        On("list(string).join(): string", (frame, a) => Join(frame, a[0].AsList, "")),
        On("list(string).join(string): string", (frame, a) => Join(frame, a[0].AsList, a[1].AsString)),
        On("strings.quote(string): string", Linear(a => CelValue.Of(Quote(a[0].AsString)))),
        On("string.format(list(dyn)): string", (frame, a) => StringFormat.Format(frame, a[0].AsString, a[1].AsList)),
    ];

    private delegate CelValue OnText(ReadOnlySpan<CelValue> arguments);

    private static CelImplementation Linear(OnText run) => (frame, a) => frame.ChargeText(a[0].AsString.Length) ? run(a) : Fail(CelErrors.TooMuchWork);

    private static CelImplementation Search(OnText run) => (frame, a)
        => frame.Charge(((long)a[0].AsString.Length / 10 + 1) * ((long)a[1].AsString.Length / 10 + 1)) ? run(a) : Fail(CelErrors.TooMuchWork);

    private static CelValue CharAt(string text, long index)
    {
        var at = CodePoints.Offset(text, index);
        if (at < 0)
            return Fail(CelErrors.IndexOutOfRange(index));
        return CelValue.Of(at == text.Length ? "" : text.Substring(at, CodePoints.Length(text, at)));
    }

    private static CelValue IndexOf(string text, string part, long from)
    {
        var at = CodePoints.Offset(text, from);
        if (at < 0)
            return Fail(CelErrors.IndexOutOfRange(from));
        if (part.Length == 0)
            return CelValue.Of(from);
        var found = text.IndexOf(part, at, StringComparison.Ordinal);
        return CelValue.Of(found < 0 ? -1L : CodePoints.Count(text.AsSpan(0, found)));
    }

    private static CelValue LastIndexOf(string text, string part)
    {
        var found = text.LastIndexOf(part, StringComparison.Ordinal);
        return CelValue.Of(found < 0 ? -1L : CodePoints.Count(text.AsSpan(0, found)));
    }

    private static CelValue LastIndexOf(string text, string part, long from)
    {
        var at = CodePoints.Offset(text, from);
        if (at < 0)
            return Fail(CelErrors.IndexOutOfRange(from));
        if (part.Length == 0)
            return CelValue.Of(from);
        if (at == text.Length && from > 0)
            return CelValue.Of(-1L);
        var found = text.AsSpan(0, (int)Math.Min(text.Length, (long)at + part.Length)).LastIndexOf(part, StringComparison.Ordinal);
        return CelValue.Of(found < 0 ? -1L : CodePoints.Count(text.AsSpan(0, found)));
    }

    private static string MapAscii(string text, char first, char last, int by)
        => string.Create(text.Length, (text, first, last, by), static (into, s) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = s.text[i] >= s.first && s.text[i] <= s.last ? (char)(s.text[i] + s.by) : s.text[i];
        });

    private static CelValue Replace(Frame frame, string text, string old, string by, long limit)
    {
        if (!frame.ChargeText(text.Length))
            return Fail(CelErrors.TooMuchWork);
        if (limit < 0)
            limit = long.MaxValue;
        var result = new StringBuilder();
        var at = 0;
        for (; limit > 0; limit--)
        {
            var found = old.Length == 0 ? at : text.IndexOf(old, at, StringComparison.Ordinal);
            if (found < 0 || (old.Length == 0 && at > text.Length))
                break;
            if (!frame.Charge(by.Length / 10))
                return Fail(CelErrors.TooMuchWork);
            result.Append(text, at, found - at).Append(by);
            at = found + old.Length;
            if (old.Length > 0)
                continue;
            if (at == text.Length)
                break;
            var length = CodePoints.Length(text, at);
            result.Append(text, at, length);
            at += length;
        }
        return CelValue.Of(result.Append(text, at, text.Length - at).ToString());
    }

    private static CelValue Split(Frame frame, string text, string separator, long limit)
    {
        if (!frame.ChargeText(text.Length))
            return Fail(CelErrors.TooMuchWork);
        if (limit == 0)
            return CelValue.Of(ArrayCelList.Empty);
        var parts = new List<CelValue>();
        var at = 0;
        while (limit < 0 || parts.Count < limit - 1)
        {
            var found = separator.Length > 0 ? text.IndexOf(separator, at, StringComparison.Ordinal) : at < text.Length ? at + CodePoints.Length(text, at) : -1;
            if (found < 0 || (separator.Length == 0 && found == text.Length))
                break;
            parts.Add(CelValue.Of(text[at..found]));
            at = found + separator.Length;
        }
        if (separator.Length > 0 || at < text.Length)
            parts.Add(CelValue.Of(text[at..]));
        frame.ChargeItems(parts.Count);
        return CelValue.List([.. parts]);
    }

    private static CelValue Substring(string text, long start, long end)
    {
        if (start > end)
            return Fail(CodePoints.Offset(text, start) < 0 ? CelErrors.IndexOutOfRange(start)
                : CelErrors.Of($"invalid substring range. start: {start}, end: {end}", $"无效的子串范围：起 {start}，止 {end}"));
        var (from, to) = (CodePoints.Offset(text, start), CodePoints.Offset(text, end));
        return from < 0 || to < 0 ? Fail(CelErrors.IndexOutOfRange(from < 0 ? start : end)) : CelValue.Of(text[from..to]);
    }

    private static string Reverse(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var end = text.Length; end > 0;)
        {
            var length = end > 1 && char.IsSurrogatePair(text[end - 2], text[end - 1]) ? 2 : 1;
            result.Append(text, end - length, length);
            end -= length;
        }
        return result.ToString();
    }

    private static CelValue Join(Frame frame, CelList list, string separator)
    {
        long length = 0;
        for (var i = 0; i < list.Count; i++)
            if (list[i].Kind != CelKind.String)
                return Fail(CelErrors.NoSuchOverload);
            else if (!frame.Charge(1 + (list[i].AsString.Length + separator.Length) / 10))
                return Fail(CelErrors.TooMuchWork);
            else
                length += list[i].AsString.Length + separator.Length;
        var result = new StringBuilder((int)Math.Min(length, int.MaxValue));
        for (var i = 0; i < list.Count; i++)
            result.Append(i == 0 ? "" : separator).Append(list[i].AsString);
        return CelValue.Of(result.ToString());
    }

    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            result.Append(c switch
            {
                '\a' => "\\a",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\v' => "\\v",
                '\\' => "\\\\",
                '"' => "\\\"",
                _ => c.ToString(),
            });
        return result.Append('"').ToString();
    }
}
