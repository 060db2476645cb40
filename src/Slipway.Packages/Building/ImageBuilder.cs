using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a build needs besides the definition.</summary>
public sealed record ImageBuildOptions
{
    public required PlatformDefinition Platform { get; init; }

    /// <summary>Where the image will be written: beside it stands a folder until <see cref="BuiltImage"/> is disposed of.</summary>
    public required string Target { get; init; }

    /// <summary>The site's registry, which completes a name that begins with a slash; null for none, as a node reads such a name then.</summary>
    public string? Registry { get; init; }

    /// <summary>A layout's folder or archive to take the base image from, whatever the platform says of its place. Its digest must be the platform's.</summary>
    public string? BasePlace { get; init; }

    /// <summary>What the program must be made for; null for whatever it is made for, and linux/amd64 for a script.</summary>
    public ImagePlatform? Machine { get; init; }

    /// <summary>How a registry is reached that has the base image. <see cref="ImageOptions.Platform"/> is not looked at.</summary>
    public ImageOptions Images { get; init; } = new();

    public Action<CopyProgress>? Progress { get; init; }
}

/// <summary>A definition's <c>build</c> to an image, without any daemon. The same files give the same bytes, whoever builds, wherever and whenever.</summary>
public static class ImageBuilder
{
    /// <summary>What is wrong with the definition, its files or the base image is a finding; what the disk refuses where the image is written is thrown.</summary>
    public static async Task<ImageBuilding> Build(ServiceDefinition definition, ImageBuildOptions options, CancellationToken cancellation)
    {
        if (definition.Build is not { } build)
            return new ImageBuilding(null, [new Diagnostic(BuildRules.NoBuild, definition.Name.At, [definition.Name.Value])]);
        var findings = new List<Diagnostic>();
        var sources = new SourceFiles(Path.GetDirectoryName(build.Node.At?.Source.Name) ?? "", options.Target, findings);
        var binary = sources.Binary(build);
        var files = build.Files.SelectMany(sources.Files).ToList();
        var machine = binary is null ? null : ProgramMachine.Of(build, binary, options.Machine, findings);
        if (findings.Count > 0 || binary is null || machine is null)
            return new ImageBuilding(null, findings);
        var (opened, problem) = await OpenBase(build, machine, options, cancellation).ConfigureAwait(false);
        if (problem is not null)
            return new ImageBuilding(null, [problem with { At = problem.At ?? build.Base.At ?? build.Node.At }]);
        var work = new ImageAssembly(definition, build, options, opened, machine, Staging.For(options.Target), findings);
        return new ImageBuilding(await Assemble(work, opened, files, binary, cancellation).ConfigureAwait(false), findings);
    }

    /// <summary>Null where a finding says why; then nothing is left.</summary>
    private static async Task<BuiltImage?> Assemble(ImageAssembly work, Image? opened, IReadOnlyList<LayerItem> files, LayerItem binary, CancellationToken cancellation)
    {
        BuiltImage? image = null;
        try
        {
            work.Staging.Make();
            return image = await work.Run(files, binary, cancellation).ConfigureAwait(false);
        }
        catch (ImageException e)
        {
            work.Tell(e.Problem);
            return null;
        }
        finally
        {
            if (image is null)
            {
                opened?.Dispose();
                work.Staging.Dispose();
            }
        }
    }

    /// <summary>No image and no problem for <c>scratch</c>.</summary>
    private static async Task<ImageOpened> OpenBase(BuildDefinition build, ImagePlatform machine, ImageBuildOptions options, CancellationToken cancellation)
    {
        if (build.Base.Value == BaseImage.Scratch)
            return new ImageOpened(null, null);
        if (options.Platform.BaseImages.FirstOrDefault(image => image.Name == build.Base.Value) is not { } named)
            return new ImageOpened(null, new Diagnostic(BuildRules.UnknownBase, build.Base.At, [build.Base.Value, string.Join(", ", options.Platform.BaseImages.Select(image => image.Name).Prepend(BaseImage.Scratch))]));
        var opened = await BaseImages.Open(named, options.BasePlace, options.Images with { Platform = machine, PlatformMustFit = true }, cancellation).ConfigureAwait(false);
        return opened.Problem?.Rule == ContentRules.NoPlatform
            ? new ImageOpened(null, new Diagnostic(BuildRules.OtherMachine, build.Binary.At, [build.Binary.Value, machine.ToString(), named.Name, opened.Problem.Arguments[2]]))
            : opened;
    }
}
