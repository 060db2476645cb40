using System.Text.Json;

namespace Slipway.Packages;

/// <summary>From the JSON of an image's configuration (OCI's or Docker's, which are the same here).</summary>
internal static class ImageConfigReader
{
    private const int MostPortsOfARange = 100;

    /// <param name="image">For messages.</param>
    public static ImageConfig Read(string image, byte[] content)
    {
        using var document = ManifestReader.Parse(image, "config", content);
        var root = document.RootElement;
        var config = root.Member("config") is { ValueKind: JsonValueKind.Object } inner ? inner : default;
        return new ImageConfig
        {
            Platform = new ImagePlatform(root.Text("os") ?? "", root.Text("architecture") ?? "", root.Text("variant") is { Length: > 0 } variant ? variant : null),
            EntryPoint = config.Texts("Entrypoint"),
            Command = config.Texts("Cmd"),
            Env = [.. config.Texts("Env").Select(Variable)],
            ExposedPorts = [.. config.Keys("ExposedPorts").SelectMany(Ports).Distinct().OrderBy(port => port.Number).ThenBy(port => port.Protocol, StringComparer.Ordinal)],
            Volumes = [.. config.Keys("Volumes").Order(StringComparer.Ordinal)],
            User = config.Text("User") is { Length: > 0 } user ? user : null,
            WorkingDirectory = config.Text("WorkingDir") is { Length: > 0 } folder ? folder : "/",
            Labels = config.Map("Labels"),
            HealthCheck = HealthCheck(config.Member("Healthcheck") ?? default),
            StopSignal = config.Text("StopSignal") is { Length: > 0 } signal ? signal : null,
            DiffIds = [.. (root.Member("rootfs") ?? default).Texts("diff_ids").Select(text => Digest.Parse(text)
                ?? throw ContentRules.BadManifest.With(image, "config", $"rootfs.diff_ids: `{text}`"))],
        };
    }

    private static (string Name, string Value) Variable(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, "") : (text[..equals], text[(equals + 1)..]);
    }

    private static IEnumerable<ExposedPort> Ports(string text)
    {
        var (numbers, protocol) = text.Split('/') switch { [var n] => (n, "tcp"), [var n, var p] => (n, p.ToLowerInvariant()), _ => ("", "") };
        var (first, last) = numbers.Split('-') switch { [var one] => (one, one), [var a, var b] => (a, b), _ => ("", "") };
        if (!int.TryParse(first, out var from) || !int.TryParse(last, out var to) || from < 1 || to > 65535 || protocol is not ("tcp" or "udp" or "sctp"))
            return [];
        return Enumerable.Range(from, Math.Clamp(to - from + 1, 0, MostPortsOfARange)).Select(number => new ExposedPort(number, protocol));
    }

    private static ImageHealthCheck? HealthCheck(JsonElement check) => check.Texts("Test") switch
    {
        ["CMD", .. var words] when words.Length > 0 => Check(words, false, check),
        ["CMD-SHELL", var line, ..] => Check([line], true, check),
        _ => null,
    };

    private static ImageHealthCheck Check(IReadOnlyList<string> words, bool inShell, JsonElement check)
        => new(words, inShell, Time(check, "Interval"), Time(check, "Timeout"), Time(check, "StartPeriod"), check.Number("Retries") is > 0 and <= int.MaxValue and { } retries ? (int)retries : null);

    /// <summary>Written in nanoseconds; 0 stands for the default.</summary>
    private static TimeSpan? Time(JsonElement check, string name)
        => check.Number(name) is > 0 and { } nanoseconds ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick) : null;
}
