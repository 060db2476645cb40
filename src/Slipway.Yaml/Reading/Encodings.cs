using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Slipway.Yaml;

/// <summary>Bytes to text, and what in a text no YAML reader takes.</summary>
internal static class Encodings
{
    /// <summary>Findings of one kind beyond this many say nothing new.</summary>
    private const int MostFindings = 20;

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Except(['\t', '\n', '\r']), '\u007f',
            .. Enumerable.Range(0x80, 0x20).Select(c => (char)c).Except(['\u0085']), '\ufffe', '\uffff']);

    /// <summary>The text, and what was wrong with its bytes. UTF-8 unless a byte order mark says otherwise.</summary>
    public static (SourceText Source, IReadOnlyList<Diagnostic> Findings) Decode(string name, ReadOnlySpan<byte> bytes)
    {
        var (encoding, label, mark) = EncodingOf(bytes);
        var body = bytes[mark..];
        // Programs that each put a mark in front leave several; YAML allows one at a document's beginning, and as content none is meant.
        while (encoding is null && body.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (encoding is null && IsBinary(body))
        {
            var none = new SourceText(name, "");
            return (none, [Diagnostic.Of(YamlRules.Binary, new Location(none, default))]);
        }
        if (encoding is null ? Utf8.IsValid(body) : TryDecode(encoding, body, out _))
            return (new SourceText(name, (encoding ?? Encoding.UTF8).GetString(body)), []);
        return encoding is null ? DecodeBroken(name, body) : DecodeBroken(name, body, encoding, label);
    }

    /// <summary>Control characters (NUL among them), half surrogate pairs and non-characters.</summary>
    public static List<Diagnostic> Check(SourceText source)
    {
        var findings = new List<Diagnostic>();
        var text = source.Text;
        for (var at = 0; at < text.Length && findings.Count < MostFindings; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(Suspects);
            var half = NextHalf(text, at, next < 0 ? text.Length : at + next);
            if (half < 0 && next < 0)
                break;
            at = half >= 0 ? half : at + next;
            findings.Add(Diagnostic.Of(YamlRules.ControlCharacter, new Location(source, new Span(at, at + 1)), $"U+{(int)text[at]:X4}"));
        }
        return findings;
    }

    private static int NextHalf(string text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            var next = text.AsSpan(at, to - at).IndexOfAnyInRange('\ud800', '\udfff');
            if (next < 0)
                return -1;
            at += next;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return at;
            at++;
        }
        return -1;
    }

    private static (Encoding? Encoding, string Label, int Mark) EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xff, 0xfe, 0, 0, ..] => (new UTF32Encoding(false, false, true), "UTF-32", 4),
        [0, 0, 0xfe, 0xff, ..] => (new UTF32Encoding(true, false, true), "UTF-32", 4),
        [0xff, 0xfe, ..] => (new UnicodeEncoding(false, false, true), "UTF-16", 2),
        [0xfe, 0xff, ..] => (new UnicodeEncoding(true, false, true), "UTF-16", 2),
        [0xef, 0xbb, 0xbf, ..] => (null, "UTF-8", 3),
        _ => (null, "UTF-8", 0),
    };

    private static bool TryDecode(Encoding encoding, ReadOnlySpan<byte> body, out string text)
    {
        try
        {
            text = encoding.GetString(body);
            return true;
        }
        catch (ArgumentException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>A text in another encoding has no control bytes; a program, an archive or an image has many, and early.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> body)
    {
        var start = body[..Math.Min(body.Length, 4096)];
        var controls = 0;
        foreach (var b in start)
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x1b))
                controls++;
        return controls >= 4 && controls * 20 > start.Length;
    }

    private static (SourceText, IReadOnlyList<Diagnostic>) DecodeBroken(string name, ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(body.Length);
        var faults = new List<(int At, string Bytes)>();
        Span<char> units = stackalloc char[2];
        while (!body.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(body, out var rune, out var used) != OperationStatus.Done && faults.Count < MostFindings)
                AddFault(faults, text.Length, body[..used]);
            text.Append(units[..rune.EncodeToUtf16(units)]);
            body = body[used..];
        }
        var source = new SourceText(name, text.ToString());
        return (source, [.. faults.Select(f => InvalidBytes(source, f.At, "UTF-8", f.Bytes))]);
    }

    /// <summary>Neighbouring faults, such as the bytes of one word in GBK, are one finding.</summary>
    private static void AddFault(List<(int At, string Bytes)> faults, int at, ReadOnlySpan<byte> bytes)
    {
        var hex = string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));
        if (faults.Count > 0 && at - faults[^1].At <= 8)
            faults[^1] = faults[^1].Bytes.Length < 24 ? (faults[^1].At, faults[^1].Bytes + " " + hex) : faults[^1];
        else
            faults.Add((at, hex));
    }

    /// <summary>UTF-16 and UTF-32: the first place that no longer decodes.</summary>
    private static (SourceText, IReadOnlyList<Diagnostic>) DecodeBroken(string name, ReadOnlySpan<byte> body, Encoding strict, string label)
    {
        var lenient = (Encoding)strict.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\ufffd");
        var source = new SourceText(name, lenient.GetString(body));
        var at = Math.Max(source.Text.IndexOf('\ufffd'), 0);
        return (source, [InvalidBytes(source, at, label, "U+FFFD")]);
    }

    private static Diagnostic InvalidBytes(SourceText source, int at, string label, string bytes)
        => Diagnostic.Of(YamlRules.InvalidBytes, new Location(source, new Span(at, Math.Min(at + 1, source.Text.Length))), label, bytes);
}
