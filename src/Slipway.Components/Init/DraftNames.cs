using System.Buffers;
using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Names, versions and images of other formats in the form that a definition wants.</summary>
internal static class DraftNames
{
    private static readonly string[] PreReleases = ["alpha", "beta", "rc", "pre", "preview", "dev", "snapshot", "next", "canary", "nightly", "m"];

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly Dictionary<int, string> WellKnown = new()
    {
        [21] = "ftp",
        [22] = "ssh",
        [25] = "smtp",
        [53] = "dns",
        [80] = "http",
        [443] = "https",
        [1433] = "mssql",
        [2181] = "zookeeper",
        [2379] = "etcd",
        [3306] = "mysql",
        [5432] = "postgresql",
        [5672] = "amqp",
        [6379] = "redis",
        [8080] = "http",
        [8443] = "https",
        [9092] = "kafka",
        [9200] = "http",
        [11211] = "memcached",
        [27017] = "mongodb",
    };

    public static Found<string> Service(string written, LocalText? why = null)
        => written.Length <= 40 && Texts.IsLetterLabel(written)
            ? new Found<string>(written, why)
            : new Found<string>(Texts.LabelFrom(written, 40, "service"), InferredFrom(written));

    /// <summary>A container's name where it is not the service's own.</summary>
    public static Found<string>? Container(string? written, string service)
        => written is null || written == service ? null
            : Texts.IsLabel(written) ? new Found<string>(written)
            : new Found<string>(Texts.LabelFrom(written, 63, "main"), InferredFrom(written));

    /// <summary>A name for a port, different from those that are taken.</summary>
    public static Found<string> Port(string? written, int number, string protocol, IReadOnlyCollection<string> taken)
    {
        if (written is not null && Texts.IsPortName(written) && !taken.Contains(written))
            return new Found<string>(written);
        var made = written is null ? WellKnown.GetValueOrDefault(number) : Texts.LabelFrom(written.Replace("--", "-", StringComparison.Ordinal), 15, "port");
        var plain = $"{protocol.ToLowerInvariant()}-{number}";
        var name = made is not null && protocol != "UDP" && Texts.IsPortName(made) && !taken.Contains(made) ? made : plain;
        return new Found<string>(taken.Contains(name) ? Free(plain, taken) : name);
    }

    /// <summary>What every supported Kubernetes takes for the name of an environment variable.</summary>
    public static bool IsEnv(string name)
        => name.Length > 0 && name[0] != '.' && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    public static LocalText Inferred(string from, string fromInChinese) => new($"inferred from {from}", $"由 {fromInChinese} 推断");

    /// <summary>Out of a value that the source writes another way.</summary>
    public static LocalText InferredFrom(string written) => Inferred($"`{OneLine(written)}`", $"`{OneLine(written)}`");

    /// <summary>Image, tag and version out of one reference such as <c>registry:5000/a/b:1.2.3@sha256:…</c>.</summary>
    /// <param name="version">What the source says elsewhere; null lets the tag speak.</param>
    public static (Found<string>? Name, Found<string>? Tag, Found<string> Version) Image(string reference, string? version)
    {
        var (name, tag) = Cut(reference);
        var faults = new List<Diagnostic>();
        var isImage = name.Length > 0 && ImageReader.Read(Node.Of(name), faults) is not null;
        var found = Version(version, tag);
        return (isImage ? new Found<string>(name) : null,
            tag is null && name.Contains('@', StringComparison.Ordinal) || tag == found.Value ? null
                : tag is null ? new Found<string>("latest", new LocalText("inferred: without a tag, container tools take this one", "推断：没有标签时，容器工具使用它"))
                : ImageReader.IsTag(tag) ? new Found<string>(tag)
                : new Found<string>(ImageReader.TagFrom(tag), InferredFrom(tag)),
            found);
    }

    public static Found<string> Version(string? said, string? tag)
    {
        if (said is not null && SemVersion.TryParse(said, SemVersionStyles.Strict, out _) && ImageReader.IsTag(said.Replace('+', '_')))
            return new Found<string>(said);
        var from = said is not null && FromText(said) is not null ? said : tag;
        return from is not null && FromText(from) is { } made
            ? new Found<string>(made, made == from ? null : InferredFrom(from))
            : new Found<string>("0.1.0", new LocalText("inferred: the source names no version", "推断：来源中没有版本号"));
    }

    /// <summary><c>v1.2</c> is 1.2.0; what follows, such as <c>-alpine</c>, counts only where it means a version before the release.</summary>
    private static string? FromText(string text)
    {
        var rest = text.AsSpan(text.StartsWith('v') ? 1 : 0);
        var end = rest.IndexOfAnyExcept(NumberCharacters);
        var numbers = (end < 0 ? rest : rest[..end]).ToString().Trim('.').Split('.');
        if (numbers.Length > 3 || numbers.Any(number => number.Length is 0 or > 9))
            return null;
        var padded = string.Join('.', numbers.Concat(["0", "0"]).Take(3).Select(number => number.TrimStart('0') is { Length: > 0 } kept ? kept : "0"));
        var suffix = end < 0 ? "" : rest[end..].ToString();
        return suffix.StartsWith('-') && PreReleases.Any(word => suffix.AsSpan(1).StartsWith(word, StringComparison.OrdinalIgnoreCase))
            && SemVersion.TryParse(padded + suffix, SemVersionStyles.Strict, out _) ? padded + suffix : padded;
    }

    private static (string Name, string? Tag) Cut(string reference)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        var (name, digest) = at < 0 ? (reference, "") : (reference[..at], reference[at..]);
        var colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        return colon < 0 ? (name + digest, null) : (name[..colon] + digest, name[(colon + 1)..]);
    }

    private static string Free(string name, IReadOnlyCollection<string> taken)
        => Enumerable.Range(2, taken.Count + 1).Select(i => $"{name[..Math.Min(name.Length, 12)].TrimEnd('-')}-{i}").First(made => !taken.Contains(made));

    /// <summary>Foreign text inside a comment: short, and without anything that could end the line.</summary>
    public static string OneLine(string text)
        => string.Concat(Place.Cut(text).EnumerateRunes().Select(rune => System.Text.Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xfeff or >= 0x202a and <= 0x202e or >= 0x2066 and <= 0x2069 ? "?" : rune.ToString()));
}
