using Slipway.Components;

namespace Slipway.Packages;

/// <summary>The files of an image layout, wherever it lies.</summary>
internal abstract class LayoutFiles(string name)
{
    /// <summary>As the user wrote it.</summary>
    public string Name { get; } = name;

    /// <summary>Null where there is no such file.</summary>
    /// <param name="path">With <c>/</c> between its parts.</param>
    public abstract Task<Stream?> Open(string path, CancellationToken cancellation);

    /// <summary>A small file whole; null where there is none.</summary>
    public async Task<byte[]?> Read(string path, int limit, CancellationToken cancellation)
    {
        using var stream = await Open(path, cancellation).ConfigureAwait(false);
        return stream is null ? null : await ReadAll(stream, limit, () => ContentRules.BadManifest.With(Name, path, $"> {limit} bytes"), cancellation).ConfigureAwait(false);
    }

    public static async Task<byte[]> ReadAll(Stream stream, int limit, Func<ImageException> tooLarge, CancellationToken cancellation)
    {
        var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            if (content.Length + read > limit)
                throw tooLarge();
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }
}

/// <summary>A layout in a folder.</summary>
internal sealed class LayoutFolder(string path) : LayoutFiles(path)
{
    public override Task<Stream?> Open(string path, CancellationToken cancellation)
    {
        var file = Path.Combine([Name, .. path.Split('/')]);
        // A pipe or device in the place of a file would be read without end.
        return Task.FromResult<Stream?>(File.Exists(file) && FileKinds.IsOrdinary(file) ? File.OpenRead(file) : null);
    }
}
