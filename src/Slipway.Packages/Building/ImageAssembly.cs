using System.Globalization;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>One build: base image, layers, configuration and manifest put together, and the result looked at as a node would.</summary>
/// <param name="baseImage">Null for <c>scratch</c>.</param>
internal sealed class ImageAssembly(
    ServiceDefinition definition, BuildDefinition build, ImageBuildOptions options, Image? baseImage, ImagePlatform machine, Staging staging, List<Diagnostic> findings)
{
    /// <summary>OCI's own labels say what an image is: those of the base image are not true of this one.</summary>
    private const string OwnLabels = "org.opencontainers.image.";

    private readonly ImageLimits limits = options.Images.Limits;
    private readonly Dictionary<Digest, byte[]> contents = [];
    private readonly Dictionary<Digest, string> staged = [];
    private readonly Meter meter = new(options.Progress);

    /// <summary>Where what is new lies until it is written.</summary>
    public Staging Staging => staging;

    private string Name => Names()[0];

    /// <summary>A problem without a place is the base image's.</summary>
    public void Tell(Diagnostic problem) => findings.Add(problem with { At = problem.At ?? build.Base.At ?? build.Node.At });

    /// <summary>Null where a finding says why.</summary>
    public async Task<BuiltImage?> Run(IReadOnlyList<LayerItem> files, LayerItem binary, CancellationToken cancellation)
    {
        var merge = new LayerMerge(limits);
        IReadOnlyList<Descriptor> below = [];
        if (baseImage is null)
            files = [.. files, .. UserFiles.Write(build.User.Value, staging.Folder, files)];
        else
            below = await Below(merge, baseImage, cancellation).ConfigureAwait(false);
        var plan = new LayerPlan(merge.Files, build.Base.Value, findings);
        var layers = new List<IReadOnlyList<LayerItem>> { plan.Layer(files), plan.Layer([binary]) };
        if (findings.Count > 0)
            return null;
        var made = new List<StagedLayer>();
        foreach (var layer in layers.Where(layer => layer.Count > 0))
            made.Add(await LayerWriter.Write(layer, staging.Folder, meter, cancellation).ConfigureAwait(false));
        foreach (var layer in made)
            staged[layer.Descriptor.Digest] = layer.File;
        var config = Config(made);
        var image = Image(config, [.. below, .. made.Select(layer => layer.Descriptor)]);
        await LayerReader.Read(merge, below.Count, image.Name, image.Manifest, config, limits, layer => image.Blob(layer, cancellation), cancellation).ConfigureAwait(false);
        Check(image, merge.Files);
        LayerOrigin[] origins = [.. below.Select(_ => LayerOrigin.Base), .. made.Count > 1 ? [LayerOrigin.Files] : (LayerOrigin[])[], LayerOrigin.Program];
        return findings.Any(finding => finding.Severity == Severity.Error) ? null : new BuiltImage(staging, baseImage, image, Names(), origins);
    }

    /// <summary>The base image's layers, read whole and compared with their digests. Those of a registry are kept: they are wanted a second time.</summary>
    private async Task<IReadOnlyList<Descriptor>> Below(LayerMerge merge, Image image, CancellationToken cancellation)
    {
        var (manifest, config) = (image.Manifest, image.Config);
        if (config.DiffIds.Count != manifest.Layers.Count)
            throw ContentRules.BadManifest.With(image.Name, "config", $"rootfs.diff_ids: {config.DiffIds.Count}, layers: {manifest.Layers.Count}");
        if (image.IsRemote)
            foreach (var layer in manifest.Layers)
                staged.TryAdd(layer.Digest, await Fetch(image, layer, cancellation).ConfigureAwait(false));
        async Task<Stream> Open(Descriptor layer) => staged.TryGetValue(layer.Digest, out var file) ? File.OpenRead(file) : await image.Blob(layer, cancellation).ConfigureAwait(false);
        await LayerReader.Read(merge, 0, image.Name, manifest, config, limits, Open, cancellation).ConfigureAwait(false);
        var layers = new List<Descriptor>();
        foreach (var layer in manifest.Layers)
            layers.Add(layer with { MediaType = await MediaType(Open, layer, cancellation).ConfigureAwait(false), Annotations = new Dictionary<string, string>() });
        return layers;
    }

    private async Task<string> Fetch(Image image, Descriptor layer, CancellationToken cancellation)
    {
        var file = Path.Combine(staging.Folder, Path.GetRandomFileName());
        using var from = new VerifiedStream(await image.Blob(layer, cancellation).ConfigureAwait(false), layer, image.Name);
        using var to = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        await Copying.Run(from, to, meter, layer, cancellation).ConfigureAwait(false);
        return file;
    }

    /// <summary>By the first bytes, in OCI's words: Docker's archives say nothing of their layers' compression.</summary>
    private static async Task<string> MediaType(Func<Descriptor, Task<Stream>> open, Descriptor layer, CancellationToken cancellation)
    {
        using var stream = await open(layer).ConfigureAwait(false);
        var head = new byte[4];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return MediaTypes.Layer + (read < head.Length ? "" : head is [0x1F, 0x8B, ..] ? "+gzip" : head is [0x28, 0xB5, 0x2F, 0xFD] ? "+zstd" : "");
    }

    private ImageConfig Config(IReadOnlyList<StagedLayer> made)
    {
        var below = baseImage?.Config;
        return new ImageConfig
        {
            Platform = below is { Platform.Architecture.Length: > 0 } ? below.Platform : machine,
            EntryPoint = [.. build.EntryPoint.Select(word => word.Value)],
            Env = below?.Env ?? [],
            ExposedPorts = [.. definition.Ports.Select(port => new ExposedPort(port.Number.Value, port.Protocol.Value.ToLowerInvariant())).OrderBy(port => port.Number).ThenBy(port => port.Protocol, StringComparer.Ordinal)],
            Volumes = below?.Volumes ?? [],
            User = build.User.Value,
            WorkingDirectory = below?.WorkingDirectory ?? "/",
            Labels = Labels(),
            StopSignal = below?.StopSignal,
            DiffIds = [.. below?.DiffIds ?? [], .. made.Select(layer => layer.Diff)],
        };
    }

    private Dictionary<string, string> Labels()
    {
        var labels = (baseImage?.Config.Labels ?? new Dictionary<string, string>()).Where(label => !label.Key.StartsWith(OwnLabels, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        foreach (var (key, value) in Annotations())
            labels[key] = value;
        foreach (var label in build.Labels)
            labels[label.Name] = label.Value.Value;
        return labels;
    }

    /// <summary>What OCI has names for: of the manifest, and of the configuration too, where nodes see it.</summary>
    private Dictionary<string, string> Annotations()
    {
        var annotations = new Dictionary<string, string> { [$"{OwnLabels}title"] = definition.Name.Value, [$"{OwnLabels}version"] = definition.VersionText };
        if (baseImage is null)
            return annotations;
        annotations[$"{OwnLabels}base.digest"] = baseImage.Manifest.Self.Digest.ToString();
        if (options.Platform.BaseImages.First(image => image.Name == build.Base.Value).Image is { } name)
            annotations[$"{OwnLabels}base.name"] = name.Value.Split('@')[0];
        return annotations;
    }

    private Image Image(ImageConfig config, IReadOnlyList<Descriptor> layers)
    {
        var content = ConfigWriter.Write(config);
        var described = Keep(MediaTypes.Config, content);
        var manifest = ManifestWriter.Manifest(described, layers, Annotations());
        var self = Keep(MediaTypes.Manifest, manifest) with { Platform = config.Platform };
        return new Image(new BuiltRegistry(Name, contents, staged, baseImage), LayoutSource.AnyName, new ImageManifest(self, described, layers), config, limits)
        {
            Names = Names(),
            Platforms = [config.Platform],
        };
    }

    private Descriptor Keep(string type, byte[] content)
    {
        var digest = Digest.Of(content);
        contents[digest] = content;
        return new Descriptor(type, digest, content.Length);
    }

    /// <summary>As the pods ask for it: every container that names no image of its own has this one; where each names one, it is the first one's.</summary>
    private IReadOnlyList<string> Names()
        => [.. Built(definition).Select(container => Reference(container) with { Digest = null }).Select(reference => reference.ToString()).Distinct()];

    /// <summary>The containers whose image a definition's <c>build</c> makes.</summary>
    internal static IReadOnlyList<ContainerDefinition> Built(ServiceDefinition definition)
    {
        var unnamed = definition.Containers.Where(container => container.ImagesName.IsDefault).ToList();
        return unnamed.Count > 0 ? unnamed : [definition.Containers[0]];
    }

    private ImageReference Reference(ContainerProgram container)
        => ImageReference.Of(container.ImagesName.Value, container.ImagesTag.Value, options.Registry)
            ?? ImageReference.Of(container.ImagesName.Value with { SiteRegistry = false }, container.ImagesTag.Value, null)!;

    /// <summary>Can it be started: the program, its interpreter or loader, and what the containers of this image start instead?</summary>
    private void Check(Image image, ImageFiles files)
    {
        var names = Names();
        var started = new ProgramCheck(image, files, image.Config["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", [])
            .Check(new ProgramStart(image.Config.EntryPoint, build.EntryPoint[0].At ?? build.Binary.At, "its own entry point", "自带入口"));
        var program = new ProgramCheck(image, files, "", [])
            .Check(new ProgramStart([build.Path.Value], build.Binary.At, "its own entry point", "自带入口"));
        findings.AddRange(new[] { program, started }.OfType<Diagnostic>());
        foreach (var container in definition.Containers.Where(container => names.Contains((Reference(container) with { Digest = null }).ToString())))
        {
            findings.AddRange(ImageCheck.Check(definition, container, image, files).Select(finding => finding with { At = finding.At ?? build.Binary.At }));
            if (container.ImagesName.Value.Digest is { } pinned && pinned != image.Manifest.Self.Digest.ToString())
                findings.Add(new Diagnostic(BuildRules.PinnedOther, container.ImagesName.At, [pinned, image.Manifest.Self.Digest.ToString()]));
        }
        var distinct = findings.DistinctBy(finding => (finding.Rule.Code, string.Create(CultureInfo.InvariantCulture, $"{finding.Arguments[1]}"))).ToList();
        findings.Clear();
        findings.AddRange(distinct);
    }
}
