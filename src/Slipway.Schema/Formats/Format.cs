using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>format</c>, where it is more than a note. Formats that are not known fit everything.</summary>
internal sealed class Format(Subschema home, string name, KnownFormat known) : Assertion(home, "format")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Text("format") is { } name && schema.AssertsFormats && KnownFormats.Find(name.Text) is { } known)
            into.Add(new Format(schema.Home, name.Text, known));
    }

    protected override bool Fits(Node instance) => instance switch
    {
        ScalarNode { Kind: ScalarKind.String } text => known.Text is null || known.Text(text.Text),
        ScalarNode scalar when known.Number is not null && Number.TryRead(scalar, out var number) => known.Number(number),
        _ => true,
    };

    protected override void Explain(Node instance, Evaluation run)
        => run.Refuse(this, SchemaRules.FormatDiffers, instance.At, [Words.Neutral(Words.Short(instance)), Words.Neutral(name), Words.Neutral(known.Example)]);
}

/// <param name="Text">What texts must satisfy; null when the format is about numbers only.</param>
internal sealed record KnownFormat(string Example, Func<string, bool>? Text, Func<Number, bool>? Number = null);

internal static class KnownFormats
{
    private static readonly Dictionary<string, KnownFormat> All = new(StringComparer.Ordinal)
    {
        ["date-time"] = new("2026-03-01T08:30:00Z", Times.IsDateTime),
        ["date"] = new("2026-03-01", Times.IsDate),
        ["time"] = new("08:30:00Z", Times.IsTime),
        ["duration"] = new("P1DT12H", Times.IsDuration),
        ["email"] = new("someone@example.com", Hosts.IsEmail),
        ["idn-email"] = new("someone@example.com", Hosts.IsIdnEmail),
        ["hostname"] = new("registry.example.com", Hosts.IsHostname),
        ["idn-hostname"] = new("registry.example.com", Hosts.IsIdnHostname),
        ["ipv4"] = new("192.0.2.10", Addresses.IsIPv4),
        ["ipv6"] = new("2001:db8::1", Addresses.IsIPv6),
        ["uri"] = new("https://example.com/path", text => Uris.IsUri(text, international: false)),
        ["uri-reference"] = new("/path?query", text => Uris.IsReference(text, international: false)),
        ["iri"] = new("https://example.com/path", text => Uris.IsUri(text, international: true)),
        ["iri-reference"] = new("/path?query", text => Uris.IsReference(text, international: true)),
        ["uri-template"] = new("https://example.com/{name}", Uris.IsTemplate),
        ["uuid"] = new("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", text => Guid.TryParseExact(text, "D", out _) && text.Length == 36),
        ["json-pointer"] = new("/containers/0", text => JsonPointer.Parse(text) is not null),
        ["relative-json-pointer"] = new("1/name", IsRelativePointer),
        ["regex"] = new("^[a-z]+$", text => Pattern.Read(text).Pattern is not null),
        ["float"] = new("1.5", null, number => IsWithin(number, SingleLimit)),
        ["double"] = new("1.5", null, number => IsWithin(number, DoubleLimit)),
        ["binary"] = new("", _ => true),
        ["password"] = new("", _ => true),
        ["byte"] = new("c2xpcHdheQ==", IsBase64),
        ["int32"] = new("42", null, number => Between(number, int.MinValue, int.MaxValue)),
        ["int64"] = new("42", null, number => Between(number, long.MinValue, long.MaxValue)),
    };

    public static KnownFormat? Find(string name) => All.GetValueOrDefault(name);

    private static readonly Number SingleLimit = Limit("3.4028234663852886e38");
    private static readonly Number DoubleLimit = Limit("1.7976931348623157e308");

    private static Number Limit(string text) => Number.TryRead(new ScalarNode(ScalarKind.Float, text), out var limit) ? limit : default;

    private static bool IsWithin(Number number, Number limit) => number.Magnitude.CompareTo(limit) <= 0;

    public static IReadOnlyCollection<string> Names => All.Keys;

    private static bool Between(Number number, long least, long most)
        => number.IsWhole && number.CompareTo(Number.Of(least)) >= 0 && number.CompareTo(Number.Of(most)) <= 0;

    private static bool IsRelativePointer(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        return text.AsSpan(digits) is "#" || JsonPointer.Parse(text[digits..]) is not null;
    }

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);
}
