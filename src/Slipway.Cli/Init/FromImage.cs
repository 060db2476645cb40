using Slipway.Components;
using Slipway.Packages;

namespace Slipway.Cli;

/// <summary>An image's own configuration, out of a registry, a layout or an archive. No layer is read.</summary>
internal static class FromImage
{
    public static async Task<DraftsRead> Read(string source, string? registry, ImageOptions options, CancellationToken cancellation)
    {
        var completed = source.StartsWith('/') && registry is not null ? ImageReference.Parse($"{registry.TrimEnd('/')}{source}") : null;
        var (image, problem) = completed is null
            ? await ImageReader.Open(source, options, cancellation).ConfigureAwait(false)
            : await ImageReader.Open(completed, options, cancellation).ConfigureAwait(false);
        if (image is null)
            return new DraftsRead([], [problem!]);
        using (image)
            return ImageDraft.Read(Facts(source, image.Config));
    }

    private static ImageFacts Facts(string source, ImageConfig config) => new(Reference(source))
    {
        Place = IsOnDisk(source) ? Path.GetFileName(source.TrimEnd('/')) : source,
        EntryPoint = config.EntryPoint,
        Cmd = config.Command,
        ExposedPorts = [.. config.ExposedPorts.Select(port => $"{port.Number}/{port.Protocol}")],
        Volumes = config.Volumes,
        User = config.User ?? "",
        Labels = config.Labels,
        HealthTest = config.HealthCheck is { } check ? [check.InShell ? "CMD-SHELL" : "CMD", .. check.Command] : [],
        HealthInterval = Seconds(config.HealthCheck?.Interval),
        HealthTimeout = Seconds(config.HealthCheck?.Timeout),
        HealthStartPeriod = Seconds(config.HealthCheck?.StartPeriod),
        HealthRetries = config.HealthCheck?.Retries,
    };

    /// <summary>What stands behind a layout's or an archive's path; a reference to a registry as it is.</summary>
    private static string Reference(string source)
    {
        if (!IsOnDisk(source))
            return source;
        for (var colon = source.IndexOf(':', StringComparison.Ordinal); colon > 0; colon = source.IndexOf(':', colon + 1))
            if (Path.Exists(source[..colon]))
                return source[(colon + 1)..];
        return "";
    }

    /// <summary>Also with the name of an image behind the path.</summary>
    public static bool IsOnDisk(string source)
        => Path.Exists(source) || Path.Exists(source.Split('@')[0]) || Enumerable.Range(1, Math.Max(0, source.Length - 1)).Any(i => source[i] == ':' && Path.Exists(source[..i]));

    private static int? Seconds(TimeSpan? time) => time is { } given ? (int)Math.Ceiling(Math.Min(given.TotalSeconds, 86_400)) : null;
}
