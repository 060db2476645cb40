namespace Slipway.Packages;

/// <summary>All layers of an image, the lowest first, to the files that a container sees. Nothing is written anywhere.</summary>
internal static class LayerReader
{
    /// <param name="image">For messages.</param>
    public static async Task<ImageFiles> Read(
        string image, ImageManifest manifest, ImageConfig config, ImageLimits limits, Func<Descriptor, Task<Stream>> open, CancellationToken cancellation)
    {
        var merge = new LayerMerge(limits);
        await Read(merge, 0, image, manifest, config, limits, open, cancellation).ConfigureAwait(false);
        return merge.Files;
    }

    /// <summary>The layers from <paramref name="first"/> on, on top of what has been merged already.</summary>
    public static async Task Read(
        LayerMerge merge, int first, string image, ImageManifest manifest, ImageConfig config, ImageLimits limits, Func<Descriptor, Task<Stream>> open, CancellationToken cancellation)
    {
        var unpacked = 0L;
        for (var i = first; i < manifest.Layers.Count; i++)
        {
            var descriptor = manifest.Layers[i];
            merge.Begin(i);
            using var blob = new VerifiedStream(await open(descriptor).ConfigureAwait(false), descriptor, image);
            using var layer = new UnpackedLayer(
                await Unpacked.Open(blob, cancellation).ConfigureAwait(false), () => blob.Count, limits, unpacked, image, descriptor.Digest.Short);
            await Merge(merge, layer, limits, image, descriptor.Digest.Short, cancellation).ConfigureAwait(false);
            await layer.Finish(config.DiffIds.Count > i ? config.DiffIds[i] : null, cancellation).ConfigureAwait(false);
            // What stands behind the packed data is part of the blob, too.
            await Drain(blob, cancellation).ConfigureAwait(false);
            unpacked += layer.Count;
        }
    }

    private static async Task Merge(LayerMerge merge, Stream layer, ImageLimits limits, string image, string name, CancellationToken cancellation)
    {
        var tar = new TarStream(layer, limits.TarHeader, (english, chinese) => BadTar(image, name, english, chinese));
        var head = new byte[ProgramForm.Head];
        while (await tar.Next(cancellation).ConfigureAwait(false) is { } member)
        {
            ProgramForm? program = null;
            if (member is { Kind: TarKind.File, Sparse: false } && (member.Mode & 0b001_001_001) != 0)
                program = ProgramForm.Of(head.AsSpan(0, await Fill(tar, head, cancellation).ConfigureAwait(false)));
            if (merge.Add(member, program) is { } fault)
                throw Fault(fault, image, name, limits);
        }
    }

    private static async Task<int> Fill(TarStream tar, byte[] head, CancellationToken cancellation)
    {
        var read = 0;
        while (read < head.Length && await tar.Read(head.AsMemory(read), cancellation).ConfigureAwait(false) is > 0 and var more)
            read += more;
        return read;
    }

    private static async Task Drain(Stream stream, CancellationToken cancellation)
    {
        var rest = new byte[1 << 16];
        while (await stream.ReadAsync(rest, cancellation).ConfigureAwait(false) > 0)
        {
        }
    }

    private static ImageException BadTar(string image, string layer, string english, string chinese)
        => new(new(ContentRules.BadTar, null, [image, layer, english]) { ChineseArguments = [image, layer, chinese] });

    private static ImageException Fault(MergeFault fault, string image, string layer, ImageLimits limits) => fault.Problem switch
    {
        MergeProblem.TooMany => ContentRules.TooMany.With(image, layer, $"{limits.Entries}"),
        MergeProblem.Climbs => ContentRules.Climbs.With(image, layer, fault.Path),
        MergeProblem.LinksToNothing => ContentRules.LinksToNothing.With(image, layer, fault.Path, fault.Target!),
        MergeProblem.TooLong => BadTar(image, layer, $"the path `{fault.Path} …` is longer than Linux allows", $"路径 `{fault.Path} …` 超出 Linux 允许的长度"),
        _ => BadTar(image, layer, $"links lead in a circle on the way to `{fault.Path}`", $"通往 `{fault.Path}` 的链接形成循环"),
    };
}
