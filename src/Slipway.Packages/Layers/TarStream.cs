using System.Text;

namespace Slipway.Packages;

/// <summary>
/// Reads a tar from front to back. What a hostile archive announces is never believed: nothing is allocated by a length that it names, and a header
/// beside the content is at most <see cref="ImageLimits.TarHeader"/> bytes long. (System.Formats.Tar allocates up to 2 GB for such a header.)
/// </summary>
/// <param name="fault">From what is wrong, in English and Chinese, to the exception that says where.</param>
internal sealed class TarStream(Stream stream, int headerLimit, Func<string, string, Exception> fault)
{
    private readonly byte[] buffer = new byte[1 << 16];
    private int from;
    private int until;
    private long position;
    private long left;
    private long padding;

    /// <summary>The next member, or null behind the last. What was not read of the one before is passed over.</summary>
    public async ValueTask<TarMember?> Next(CancellationToken cancellation)
    {
        PaxRecords? pax = null;
        string? path = null, linkPath = null;
        while (await Header(cancellation).ConfigureAwait(false) is { } header)
        {
            switch (header.Type)
            {
                case 'x':
                    pax = PaxRecords.Parse(await Beside(header.Size, cancellation).ConfigureAwait(false)) ?? throw fault("a pax header is broken", "pax 头损坏");
                    continue;
                case 'L':
                    path = Line(await Beside(header.Size, cancellation).ConfigureAwait(false));
                    continue;
                case 'K':
                    linkPath = Line(await Beside(header.Size, cancellation).ConfigureAwait(false));
                    continue;
                case 'g':
                    // Holds for all that follows; git writes its commit here. Nobody names files by it.
                    Announce(header.Size);
                    continue;
                default:
                    return Member(header, pax, path, linkPath);
            }
        }
        return pax is null && path is null && linkPath is null ? null : throw fault("it ends behind a header", "在头之后就结束了");
    }

    /// <summary>Content of the member that <see cref="Next"/> gave last; 0 at its end.</summary>
    public async ValueTask<int> Read(Memory<byte> into, CancellationToken cancellation)
    {
        if (left == 0 || into.IsEmpty)
            return 0;
        if (from == until)
            await Fill(cancellation).ConfigureAwait(false);
        var count = (int)Math.Min(Math.Min(left, into.Length), until - from);
        if (count == 0)
            throw fault("it ends within a file", "在文件中途就结束了");
        buffer.AsSpan(from, count).CopyTo(into.Span);
        (from, left, position) = (from + count, left - count, position + count);
        return count;
    }

    private sealed record Block(char Type, string Path, string LinkPath, long Size, int Mode);

    private TarMember Member(Block header, PaxRecords? pax, string? path, string? linkPath)
    {
        var name = pax?.Path ?? path ?? header.Path;
        var kind = header.Type switch
        {
            '\0' or '0' when name.EndsWith('/') => TarKind.Directory,
            '\0' or '0' or '7' or 'S' => TarKind.File,
            '1' => TarKind.HardLink,
            '2' => TarKind.SymbolicLink,
            '3' or '4' or '6' => TarKind.Device,
            '5' => TarKind.Directory,
            _ => TarKind.Other,
        };
        // Links, folders and devices have no content, whatever their size says.
        Announce(kind is TarKind.File or TarKind.Other ? pax?.Size ?? header.Size : 0);
        return new TarMember(kind, name, pax?.LinkPath ?? linkPath ?? header.LinkPath, left, header.Mode, position, header.Type == 'S' || pax is { Sparse: true });
    }

    private void Announce(long size)
    {
        if (size > long.MaxValue - TarHeader.Length)
            throw fault("a file is larger than any can be", "文件大小超出可能的范围");
        left = size;
        padding = -size & (TarHeader.Length - 1);
    }

    /// <summary>Null at the end: a block of zeros, or no more bytes.</summary>
    private async ValueTask<Block?> Header(CancellationToken cancellation)
    {
        await Skip(left + padding, cancellation).ConfigureAwait(false);
        (left, padding) = (0, 0);
        if (!await Need(TarHeader.Length, cancellation).ConfigureAwait(false))
            return null;
        var block = Parse();
        (from, position) = (from + TarHeader.Length, position + TarHeader.Length);
        while (block is { } read && read.SparseGoesOn)
        {
            if (!await Need(TarHeader.Length, cancellation).ConfigureAwait(false))
                throw fault("it ends within a sparse file's map", "在稀疏文件的映射表中途就结束了");
            block = read with { SparseGoesOn = buffer[from + 504] != 0 };
            (from, position) = (from + TarHeader.Length, position + TarHeader.Length);
        }
        return block?.Header;
    }

    private (Block Header, bool SparseGoesOn)? Parse()
    {
        var header = new TarHeader(buffer.AsSpan(from, TarHeader.Length));
        if (header.IsEnd)
            return null;
        if (!header.HasRightSum)
            throw fault("a header's checksum is wrong", "头的校验和错误");
        if (header.Size is not { } size)
            throw fault("a header names no size", "头中没有有效的大小");
        return (new Block(header.Type, header.Path, header.LinkPath, size, header.Mode), header.Type == 'S' && header.SparseMapGoesOn);
    }

    private async ValueTask<byte[]> Beside(long size, CancellationToken cancellation)
    {
        if (size > headerLimit)
            throw fault($"a name or pax header has {size} bytes", $"名称或 pax 头有 {size} 字节");
        Announce(size);
        var bytes = new byte[size];
        for (var read = 0; read < bytes.Length;)
            read += await Read(bytes.AsMemory(read), cancellation).ConfigureAwait(false);
        return bytes;
    }

    private static string Line(byte[] bytes)
    {
        var end = Array.IndexOf(bytes, (byte)0);
        return Encoding.UTF8.GetString(bytes, 0, end < 0 ? bytes.Length : end);
    }

    private async ValueTask Skip(long count, CancellationToken cancellation)
    {
        if (stream.CanSeek && count > until - from)
        {
            var there = Math.Min(count - (until - from), stream.Length - stream.Position);
            stream.Seek(there, SeekOrigin.Current);
            (position, count, from) = (position + (until - from) + there, count - (until - from) - there, until);
            if (count > 0)
                throw fault("it ends within a file", "在文件中途就结束了");
        }
        while (count > 0)
        {
            if (from == until)
                await Fill(cancellation).ConfigureAwait(false);
            var step = (int)Math.Min(count, until - from);
            if (step == 0)
                throw fault("it ends within a file", "在文件中途就结束了");
            (from, position, count) = (from + step, position + step, count - step);
        }
    }

    /// <summary>False where nothing more comes; a piece of a block at the end is a fault.</summary>
    private async ValueTask<bool> Need(int count, CancellationToken cancellation)
    {
        while (until - from < count)
        {
            var before = until - from;
            await Fill(cancellation).ConfigureAwait(false);
            if (until - from == before)
                return before == 0 ? false : throw fault("it ends within a header", "在头中途就结束了");
        }
        return true;
    }

    private async ValueTask Fill(CancellationToken cancellation)
    {
        buffer.AsSpan(from, until - from).CopyTo(buffer);
        (from, until) = (0, until - from);
        until += await stream.ReadAsync(buffer.AsMemory(until), cancellation).ConfigureAwait(false);
    }
}
