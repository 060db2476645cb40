using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Where the images of the definitions are looked at.</summary>
/// <param name="Source">A layout, an archive or an image; null: each definition's own image, in its registry.</param>
/// <param name="Registry">Completes image names that begin with a slash.</param>
internal sealed record ImageChoice(string? Source, string? Registry, ImageOptions Options);

/// <summary>The options by which <c>check</c> looks into images.</summary>
internal sealed record ImageCheckOptions(
    Option<string?> Image, Option<string?> Platform, Option<string?> Registry, Option<string?> Authority, Option<bool> PlainHttp)
{
    private const string ImageName = "--image";

    /// <summary>Stands for no source. No argument that a program is given can hold this character.</summary>
    private const string NoSource = "\0";

    public static ImageCheckOptions In(Language language) => new(
        new Option<string?>(ImageName)
        {
            HelpName = "[=SOURCE]",
            Arity = ArgumentArity.ZeroOrOne,
            Description = new LocalText(
                "Look into the image too: can its layers start the command and the probes? SOURCE is an OCI layout, an archive or an image; else the registry is asked",
                "同时查看镜像：其中能否启动 command 和各个探针？SOURCE 为 OCI 布局、归档文件或镜像；不写时查询镜像仓库").In(language),
        },
        Options.Text("--image-platform", "OS/ARCH", new LocalText("What the cluster's nodes run", "集群节点的平台").In(language), ImagePlatform.LinuxAmd64.ToString()),
        Options.Text("--registry", "HOST/PREFIX", new LocalText(
            "The registry of images whose name begins with a slash", "以斜杠开头的镜像名所用的仓库").In(language)),
        Options.Text("--registry-ca", "FILE", new LocalText(
            "Certificates (PEM) of authorities to trust for registries, besides the system's", "除系统自带的以外，访问仓库时还信任的 CA 证书（PEM）").In(language)),
        Options.Flag("--plain-http", new LocalText(
            "Speak HTTP without TLS to registries on other machines", "以不加密的 HTTP 访问其他机器上的仓库").In(language)));

    public IEnumerable<Symbol> All => [Image, Platform, Registry, Authority, PlainHttp];

    /// <summary>Other commands have an option of this name that always takes a value.</summary>
    public static bool IsFor(ParseResult parsed, IReadOnlyList<string> arguments) => parsed.CommandResult.Command.Name == "check" && arguments.Contains(ImageName);

    /// <summary>Those that say how a registry is reached.</summary>
    public IEnumerable<Symbol> Reaching => [Registry, Authority, PlainHttp];

    /// <summary>A source is joined by an equals sign, so that in <c>check --image service.yaml</c> the file is still what is checked.</summary>
    public static string[] Joined(IReadOnlyList<string> arguments)
    {
        // The command `init` has an --image of its own, with a value like any other.
        if (arguments.FirstOrDefault(word => word is "check" or "init") == "init")
            return [.. arguments];
        var end = arguments.TakeWhile(word => word != "--").Count();
        return [.. arguments.Select((word, i) => i < end && word == ImageName ? $"{ImageName}={NoSource}" : word)];
    }

    private static readonly LocalText WithImage = new(
        "write `--image`, or `--image=SOURCE` for an archive or a layout; `slipway check --help` explains it",
        "请写上 `--image`；若是归档或镜像布局，请写 `--image=SOURCE`；说明见 `slipway check --help`");

    /// <returns>No choice where images are not asked for, or where a finding says what is wrong.</returns>
    public (ImageChoice? Choice, Diagnostic? Wrong) Read(Session session, ParseResult parsed)
    {
        if (parsed.GetResult(Image) is not { Implicit: false })
            return (null, ((IEnumerable<Option>)[Platform, Registry, Authority, PlainHttp]).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } alone
                ? Diagnostic.Of(UsageRules.OptionMissing, (Location?)null, ImageName, $"slipway check {alone.Name}", "") with { SpecialHelp = WithImage }
                : null);
        if (ImagePlatform.Parse(parsed.GetValue(Platform) ?? "") is not { } platform)
            return (null, Diagnostic.Of(UsageRules.WrongForm, (Location?)null, Platform.Name, parsed.GetValue(Platform) ?? "", "linux/arm64"));
        if (parsed.GetValue(Registry) is { } registry && ImageReference.Parse($"{registry.TrimEnd('/')}/x") is not { } read)
            return (null, Diagnostic.Of(UsageRules.WrongForm, (Location?)null, Registry.Name, registry, "registry.example.com/team"));
        var source = parsed.GetValue(Image);
        return (Reach(session, parsed, platform) with { Source = source is null or NoSource ? null : source }, null);
    }

    public ImageChoice Reach(Session session, ParseResult parsed, ImagePlatform platform) => new(null, parsed.GetValue(Registry), new ImageOptions
    {
        Platform = platform,
        AuthorityFile = parsed.GetValue(Authority),
        PlainHttp = parsed.GetValue(PlainHttp),
        Environment = session.Environment,
        Time = session.Time,
    });
}

/// <summary>What was looked at, for data.</summary>
internal sealed record CheckedImage(string Service, string Container, string Image, string Digest, string Platform);

/// <summary>Looks into the images of definitions: each image once, however many containers use it.</summary>
internal sealed class CheckImages(Session session, ImageChoice choice) : IDisposable
{
    private static readonly LocalText Reading = new("Reading the image {0}", "正在读取镜像 {0}");

    private readonly Dictionary<string, (Image? Image, ImageFiles? Files, Diagnostic? Problem)> read = new(StringComparer.Ordinal);
    private readonly List<CheckedImage> looked = [];

    public static async Task<(IReadOnlyList<Diagnostic> Findings, IReadOnlyList<CheckedImage> Images)> Run(
        Session session, ImageChoice choice, IReadOnlyList<ServiceDefinition> definitions, CancellationToken cancellation)
    {
        using var images = new CheckImages(session, choice);
        var findings = new List<Diagnostic>();
        foreach (var definition in definitions)
            foreach (var container in definition.Containers.Concat(definition.Updaters.Select(updater => updater.Container).OfType<ContainerProgram>()))
                findings.AddRange(await images.Check(definition, container, cancellation).ConfigureAwait(false));
        return (findings, images.looked);
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<CheckedImage> images)
    {
        json.WriteStartArray("images");
        foreach (var image in images)
        {
            json.WriteStartObject();
            json.WriteString("service", image.Service);
            json.WriteString("container", image.Container);
            json.WriteString("image", image.Image);
            json.WriteString("digest", image.Digest);
            json.WriteString("platform", image.Platform);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public void Dispose()
    {
        foreach (var (image, _, _) in read.Values)
            image?.Dispose();
    }

    private static readonly LocalText WithRegistry = new(
        "write `--registry HOST`; `slipway check --help` explains it", "请写上 `--registry HOST`；说明见 `slipway check --help`");

    private async Task<IReadOnlyList<Diagnostic>> Check(ServiceDefinition definition, ContainerProgram container, CancellationToken cancellation)
    {
        var name = container.ImagesName;
        if (choice.Source is null && name.Value.SiteRegistry && choice.Registry is null)
            return [Diagnostic.Of(UsageRules.OptionMissing, name.At, "--registry", "slipway check --image", "") with { SpecialHelp = WithRegistry }];
        // In a layout, a name that the site's registry would complete is found without it.
        var reference = ImageReference.Of(name.Value, container.ImagesTag.Value, choice.Registry ?? "")!;
        var key = reference.ToString();
        if (!read.TryGetValue(key, out var there))
            read[key] = there = await Read(reference, cancellation).ConfigureAwait(false);
        if (there is not { Image: { } image, Files: { } files })
            return [ImageCheck.At(container, there.Problem!)];
        looked.Add(new CheckedImage(definition.Name.Value, container.Name.Value, image.Name, image.Manifest.Self.Digest.ToString(), image.Config.Platform.ToString()));
        return ImageCheck.Check(definition, container, image, files);
    }

    private async Task<(Image? Image, ImageFiles? Files, Diagnostic? Problem)> Read(ImageReference reference, CancellationToken cancellation)
    {
        if (session.ErrorIsTerminal)
            session.Say(Reading, choice.Source ?? reference.ToString());
        var (image, problem) = choice.Source is { } source
            ? await ImageReader.Open(source, choice.Options with { Name = reference }, cancellation).ConfigureAwait(false)
            : await ImageReader.Open(reference, choice.Options, cancellation).ConfigureAwait(false);
        if (image is null)
            return (null, null, problem);
        var (files, broken) = await image.ReadFiles(cancellation).ConfigureAwait(false);
        return (image, files, broken);
    }
}
