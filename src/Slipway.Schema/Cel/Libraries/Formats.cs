using System.Text.RegularExpressions;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>A named format of Kubernetes.</summary>
/// <param name="faults">What is wrong with a text; empty when it fits.</param>
internal sealed class FormatValue(string name, Func<string, IEnumerable<string>> faults) : CelOpaque
{
    public override CelType Type => CelTypes.Format;

    public override string Text => name;

    public override bool Same(CelOpaque other) => other is FormatValue format && format.Text == name;

    public IReadOnlyList<string> Faults(string text) => [.. faults(text)];
}

/// <summary>Kubernetes' library for formats.</summary>
internal static partial class Formats
{
    private const int LongestLabel = 63;
    private const int LongestSubdomain = 253;

    private const string LabelFault = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
    private const string SubdomainFault = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
    private const string OldLabelFault = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
    private const string NameFault = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
    private const string ValueFault = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private static readonly Dictionary<string, FormatValue> Known = new[]
    {
        new FormatValue("dns1123Label", text => Check(text, Label(), LongestLabel, LabelFault)),
        new FormatValue("dns1123LabelPrefix", text => Check(Completed(text), Label(), LongestLabel, LabelFault)),
        new FormatValue("dns1123Subdomain", text => Check(text, Subdomain(), LongestSubdomain, SubdomainFault)),
        new FormatValue("dns1123SubdomainPrefix", text => Check(Completed(text), Subdomain(), LongestSubdomain, SubdomainFault)),
        new FormatValue("dns1035Label", text => Check(text, OldLabel(), LongestLabel, OldLabelFault)),
        new FormatValue("dns1035LabelPrefix", text => Check(Completed(text), OldLabel(), LongestLabel, OldLabelFault)),
        new FormatValue("qualifiedName", QualifiedName),
        new FormatValue("labelValue", text => Check(text, LabelValue(), LongestLabel, ValueFault)),
        new FormatValue("uri", text => UrlValue.Read(text) is null ? ["invalid URI for request"] : []),
        new FormatValue("uuid", text => Uuid().IsMatch(text) ? [] : ["does not match the UUID format"]),
        new FormatValue("byte", text => text.Length > 0 && Convert.TryFromBase64String(text, new byte[text.Length], out _) ? [] : ["invalid base64"]),
        new FormatValue("date", text => Times.IsDate(text) ? [] : ["invalid date"]),
        new FormatValue("datetime", text => Times.IsDateTime(text) ? [] : ["invalid datetime"]),
    }.ToDictionary(f => f.Text, StringComparer.Ordinal);

    public static IEnumerable<CelOverload> All { get; } =
    [
        On("format.named(string): optional_type(Format)", (_, a) => Known.TryGetValue(a[0].AsString, out var format) ? CelValue.Optional(CelValue.Of(format)) : CelValue.None),
        On("Format.validate(string): optional_type(list(string))", Validate),
        .. Known.Values.Select(format => On($"format.{format.Text}(): Format", (_, _) => CelValue.Of(format))),
    ];

    private static CelValue Validate(Frame frame, ReadOnlySpan<CelValue> a)
    {
        if (!frame.Charge(a[1].AsString.Length))
            return Fail(CelErrors.TooMuchWork);
        var faults = ((FormatValue)a[0].AsOpaque).Faults(a[1].AsString);
        return faults.Count == 0 ? CelValue.None : CelValue.Optional(CelValue.List([.. faults.Select(CelValue.Of)]));
    }

    /// <summary>A prefix may end in a dash: something follows it.</summary>
    private static string Completed(string text) => text.Length > 1 && text.EndsWith('-') ? text[..^2] + "a" : text;

    private static IEnumerable<string> Check(string text, Regex pattern, int longest, string fault)
    {
        if (text.Length > longest)
            yield return $"must be no more than {longest} characters";
        if (!pattern.IsMatch(text))
            yield return fault;
    }

    private static IEnumerable<string> QualifiedName(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2)
            return [NameFault + " with an optional DNS subdomain prefix and '/'"];
        var prefix = parts.Length == 2 ? parts[0].Length == 0 ? ["prefix part must be non-empty"] : Check(parts[0], Subdomain(), LongestSubdomain, "prefix part " + SubdomainFault) : [];
        return prefix.Concat(parts[^1].Length == 0 ? ["name part must be non-empty", NameFault] : Check(parts[^1], Name(), LongestLabel, NameFault));
    }

    [GeneratedRegex(@"^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.None, 1_000)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^[a-z](?:[-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex OldLabel();

    [GeneratedRegex(@"^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z")]
    private static partial Regex LabelValue();

    [GeneratedRegex(@"^[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}\z")]
    private static partial Regex Uuid();
}
