using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What an image's own configuration says, as OCI names it.</summary>
/// <param name="Reference">Name and tag as they were given; empty for a file in which no name was chosen.</param>
public sealed record ImageFacts(string Reference)
{
    /// <summary>Where it was found, for the draft's first line; the reference where there is nothing better.</summary>
    public string Place { get; init; } = Reference;

    public IReadOnlyList<string> EntryPoint { get; init; } = [];

    public IReadOnlyList<string> Cmd { get; init; } = [];

    /// <summary><c>8080/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Empty for root.</summary>
    public string User { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Empty where there is none: <c>CMD</c> or <c>CMD-SHELL</c> and its words.</summary>
    public IReadOnlyList<string> HealthTest { get; init; } = [];

    /// <summary>Seconds.</summary>
    public int? HealthInterval { get; init; }

    public int? HealthTimeout { get; init; }

    public int? HealthStartPeriod { get; init; }

    public int? HealthRetries { get; init; }
}

/// <summary>An image to one draft. Its entry point and environment stay in the image; they are not repeated.</summary>
public static class ImageDraft
{
    private static readonly LocalText FromImage = new("inferred from the image", "由镜像推断");

    private static readonly LocalText FromHealthCheck = new("inferred from the image's HEALTHCHECK", "由镜像的 HEALTHCHECK 推断");

    public static DraftsRead Read(ImageFacts image)
    {
        var said = image.Labels.GetValueOrDefault("org.opencontainers.image.version");
        var (imagesName, tag, version) = DraftNames.Image(image.Reference, said);
        var last = imagesName?.Value.Split('@')[0].Split('/')[^1] ?? "";
        var draft = new Draft
        {
            Origin = new($"from the image {DraftNames.OneLine(image.Place)}", $"来自镜像 {DraftNames.OneLine(image.Place)}"),
            Key = last,
            Name = last.Length == 0 ? null : DraftNames.Service(last, FromImage),
            Version = version,
            ImagesName = imagesName,
            ImagesTag = imagesName is null ? null : tag,
            Command = image.EntryPoint is ["/dockerentrypoint.sh"] ? new(image.EntryPoint) : null,
            Ports = Ports(image),
        };
        draft = draft with { Storage = Storage(image), SingleActive = image.Volumes.Count == 0 ? null : new(true, new("inferred: its volume cannot be mounted by several pods", "推断：它的卷不能被多个 Pod 同时挂载")) };
        if (DockerHealth.Command(image.HealthTest) is { Count: > 0 } command)
            draft = DockerHealth.Into(draft, new DockerHealth(
                command, Number(image.HealthInterval), Number(image.HealthTimeout), image.HealthStartPeriod, Number(image.HealthRetries)), FromHealthCheck);
        return new DraftsRead([DraftProbes.Complete(draft)], []);
    }

    /// <summary>Zero is Docker's default.</summary>
    private static HealthNumber? Number(long? number) => number is null or 0 ? null : new(Math.Clamp(number.Value, 1, 10_000));

    private static List<DraftPort> Ports(ImageFacts image)
    {
        var ports = new List<DraftPort>();
        foreach (var parts in image.ExposedPorts.Select(port => port.Split('/')).OrderBy(parts => int.TryParse(parts[0], out var number) ? number : 0))
            if (int.TryParse(parts[0], out var number) && number is > 0 and <= 65535 && (parts.Length < 2 ? "TCP" : parts[1].ToUpperInvariant()) is "TCP" or "UDP" or "SCTP")
            {
                var protocol = parts.Length < 2 ? "TCP" : parts[1].ToUpperInvariant();
                if (!ports.Any(port => port.Number == number && port.Protocol == protocol))
                    ports.Add(new DraftPort(DraftNames.Port(null, number, protocol, [.. ports.Select(port => port.Name.Value)]) with { Why = FromImage }, number, protocol));
            }
        return ports;
    }

    private static List<DraftStorage> Storage(ImageFacts image)
    {
        var storage = new List<DraftStorage>();
        foreach (var path in image.Volumes.Order(StringComparer.Ordinal).Where(DraftStorages.IsPath))
            if (!storage.Any(other => DraftStorages.Overlap(other.Path, path)))
                storage.Add(new DraftStorage(DraftStorages.Name(null, path, storage), DraftStorages.Clean(path), FromImage));
        return storage;
    }
}
