using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Something that must be fetched or opened before an application can be composed.</summary>
/// <param name="Key">By what a lock knows it.</param>
/// <param name="Folder">Where its files are looked for.</param>
/// <param name="At">The place that names it.</param>
internal sealed record SourceNeed(string Key, string Folder, Location? At)
{
    /// <summary>Null for a package's file, which is <see cref="Folder"/> itself.</summary>
    public ComponentOrigin? Origin { get; init; }

    /// <summary>The path of an image layout on this disk.</summary>
    public string? Layout { get; init; }
}

/// <summary>Where the walk finds what a component is made from.</summary>
internal sealed partial class CompositionWalk
{
    /// <summary>What is not there yet.</summary>
    public List<SourceNeed> Missing { get; } = [];

    public List<PackagedPart> Packaged { get; } = [];

    /// <summary>By the path of a component's names: the commit or digest of what it was fetched from, or the digest of its package.</summary>
    public Dictionary<string, string> Pins { get; } = new(StringComparer.Ordinal);

    /// <summary>Packages on this disk that components are made from.</summary>
    public List<string> Packages { get; } = [];

    /// <param name="Path">A file or folder.</param>
    /// <param name="Root">The source that it is part of.</param>
    private sealed record SourcePlace(string Path, string Root, string Sources);

    /// <returns>Null where it is not there yet, or has something wrong that was told.</returns>
    private SourcePlace? Place(ApplicationComponent component, CompositionLevel level)
    {
        if (component.Origin is { } origin)
            return Fetched(component, origin, level);
        var path = level.Beside(component.Source.Value);
        if (!Sees(component.Source, level))
            return null;
        // One inside a source was taken apart with it; its images lie nowhere by themselves.
        if (ApplicationPackage.IsOne(path) && store is MountedFiles && level.Root.Length == 0 && !Packages.Contains(path))
            Packages.Add(path);
        return ApplicationPackage.IsOne(path)
            ? Headed(component, new SourceNeed(path, path, component.Source.At), "", level)
            : new SourcePlace(path, level.Root, level.Sources);
    }

    /// <summary>Whether a path that stands in a file may be looked at from there; else it is told.</summary>
    private bool Sees(Placed<string> path, CompositionLevel level)
    {
        if (level.Sees(level.Beside(path.Value)))
            return true;
        Findings.Add(Diagnostic.Of(SourceRules.LeadsOut, path.At, path.Value, level.Root));
        return false;
    }

    private SourcePlace? Fetched(ApplicationComponent component, ComponentOrigin origin, CompositionLevel level)
    {
        var isLayout = origin.Oci is { Value: ['.', ..] };
        var layout = isLayout ? level.Beside(origin.Oci!.Value.Value) : null;
        // A layout's path means another one in another folder.
        var key = layout is null ? origin.Key : $"oci {Path.GetRelativePath(Path.GetDirectoryName(level.Sources) is { Length: > 0 } folder ? folder : ".", layout).Replace('\\', '/')}";
        var need = new SourceNeed(key, $"{level.Sources}/{SourceKey.NameOf(key)}", origin.At) { Origin = origin, Layout = layout };
        if (layout is not null && level.Root.Length > 0 && !store.IsFolder(need.Folder))
        {
            Findings.Add(Diagnostic.Of(SourceRules.LeadsOut, origin.At, origin.Oci!.Value.Value, level.Root));
            return null;
        }
        return Headed(component, need, origin.Path, level);
    }

    /// <summary>A package says itself which of its files is meant.</summary>
    private SourcePlace? Headed(ApplicationComponent component, SourceNeed need, string path, CompositionLevel level)
    {
        if (!store.IsFolder(need.Folder))
        {
            if (Missing.All(known => known.Folder != need.Folder))
                Missing.Add(need);
            return null;
        }
        var marker = $"{need.Folder}/{PackageHead.Marker}";
        Files.AddRange(new[] { $"{need.Folder}/{SourceKey.Marker}", marker }.Where(store.HasFile).Except(Files));
        var head = path.Length == 0 && store.HasFile(marker) && store.Read(marker).Bytes is { } bytes ? PackageHead.Read(bytes) : null;
        if ((SourceKey.StateOf(store.Read($"{need.Folder}/{SourceKey.Marker}").Bytes) ?? head?.Digest) is { } state)
            Pins[string.Join('/', [.. level.Path, component.Name.Value])] = state;
        if (head is null && path.Length == 0 && component.Kind == ComponentKind.Chart && store.HasFile($"{need.Folder}/{OciSource.ChartFile}"))
            path = OciSource.ChartFile;
        if (head is null)
            return new SourcePlace(path.Length == 0 ? need.Folder : $"{need.Folder}/{path}", need.Folder, level.Sources);
        if (head.IsComponent == (component.Kind == ComponentKind.Application))
        {
            var (holds, needs) = head.IsComponent ? (SourceRules.Service, SourceRules.Application) : (SourceRules.Application, SourceRules.Service);
            Findings.Add(new Diagnostic(SourceRules.OtherContent, component.Source.At, [component.Name.Value, need.Key, holds.English, needs.English])
            {
                ChineseArguments = [component.Name.Value, need.Key, holds.Chinese, needs.Chinese],
            });
            return null;
        }
        Packaged.Add(new PackagedPart(string.Join('/', [.. level.Path, component.Name.Value]), component.Source.Value is { Length: > 0 } written ? written : need.Key, head.Platform, component.Source.At ?? need.At));
        var file = $"{need.Folder}/{head.File}";
        // A package carries the sources of what it holds.
        return new SourcePlace(file, need.Folder, new CompositionLevel(file).Beside(SourceKey.Folder));
    }
}
