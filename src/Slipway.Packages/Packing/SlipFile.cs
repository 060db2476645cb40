using System.Buffers;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// A package's file: an OCI image layout in a tar of one canonical form. Opening it reads every header and the gaps between contents, never the contents, so it takes
/// the same memory for a gigabyte of images as for none; contents are compared with their digests as they are read.
/// </summary>
internal sealed class SlipFile : IDisposable
{
    private const int Block = 512;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const int MostMembers = 100_000;

    /// <summary>The smallest things that are read whole: the layout's own files and manifests.</summary>
    internal const int LargestDocument = 4 << 20;

    private readonly FileStream file;
    private readonly Dictionary<string, (long Offset, long Size)> members = new(StringComparer.Ordinal);

    private SlipFile(string path, FileStream file) => (Name, this.file) = (path, file);

    /// <summary>As the user wrote it.</summary>
    public string Name { get; }

    /// <summary>Digests of all contents, in the file's order.</summary>
    public List<Digest> Blobs { get; } = [];

    public static SlipFile Open(string path)
    {
        var slip = new SlipFile(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1));
        try
        {
            slip.Index();
            return slip;
        }
        catch
        {
            slip.Dispose();
            throw;
        }
    }

    /// <summary>A small content whole, compared with its digest.</summary>
    /// <param name="most">Bytes.</param>
    public byte[] Read(Descriptor descriptor, string called, int most = LargestDocument)
    {
        if (!members.TryGetValue(PathOf(descriptor.Digest), out var member))
            throw PackageRules.MissingContent.With(Name, descriptor.Digest.Short, called);
        if (descriptor.Size > most)
            throw PackageRules.TooLarge.With(Name, $"{called}: {descriptor.Size} bytes");
        var content = member.Size == descriptor.Size ? Bytes(member) : [];
        return member.Size == descriptor.Size && descriptor.Digest.Names(content) ? content : throw PackageRules.Changed.With(Name, descriptor.Digest.Short, called);
    }

    /// <summary>A small content by its digest alone.</summary>
    public byte[] Document(Digest digest, string called)
        => members.TryGetValue(PathOf(digest), out var member) ? Read(new Descriptor("", digest, member.Size), called) : throw PackageRules.MissingContent.With(Name, digest.Short, called);

    /// <summary>A content in pieces, unchecked: whoever reads it compares size and digest (<see cref="VerifiedStream"/>).</summary>
    public Stream Open(Descriptor descriptor)
        => !members.TryGetValue(PathOf(descriptor.Digest), out var member) ? throw PackageRules.MissingContent.With(Name, descriptor.Digest.Short, descriptor.MediaType)
            : member.Size != descriptor.Size ? throw PackageRules.Changed.With(Name, descriptor.Digest.Short, descriptor.MediaType)
            : new Part(file.SafeFileHandle, member.Offset, member.Size);

    /// <summary>Whether a content of this size is there; what is in it is not looked at.</summary>
    public bool Has(Descriptor descriptor) => members.TryGetValue(PathOf(descriptor.Digest), out var member) && member.Size == descriptor.Size;

    /// <summary>Every byte of contents compared with their digests, some of them side by side: hashing takes the time, not reading.</summary>
    public Task Verify(IReadOnlyList<(Descriptor Content, string Called)> contents, CancellationToken cancellation)
        => Parallel.ForEachAsync(
            contents, new ParallelOptions { MaxDegreeOfParallelism = Math.Min(4, Environment.ProcessorCount), CancellationToken = cancellation },
            async (one, stop) => await Verify(one.Content, one.Called, stop).ConfigureAwait(false));

    private async Task Verify(Descriptor descriptor, string called, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 20];
        try
        {
            using var content = new VerifiedStream(Open(descriptor), descriptor, Name);
            while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (ImageException no) when (no.Problem.Rule == ContentRules.WrongDigest || no.Problem.Rule == ContentRules.WrongSize)
        {
            throw PackageRules.Changed.With(no, Name, descriptor.Digest.Short, called);
        }
    }

    /// <summary>The layout's <c>index.json</c>.</summary>
    public byte[] ReadIndex()
        => members.TryGetValue(PlatformArtifact.IndexFile, out var member) && member.Size <= LargestDocument
            ? Bytes(member)
            : throw PackageRules.NotAPackage.With(Name, PlatformArtifact.IndexFile);

    /// <summary>The layout's <c>oci-layout</c>.</summary>
    public byte[] ReadLayout() => members[PlatformArtifact.LayoutFile] is { Size: <= 1024 } member ? Bytes(member) : [];

    public void Dispose() => file.Dispose();

    private static string PathOf(Digest digest) => $"blobs/{digest.Algorithm}/{digest.Hex}";

    private void Index()
    {
        var at = 0L;
        var last = "";
        var header = new byte[Block];
        while (true)
        {
            if (Fill(header, at) < Block)
                throw at == 0 ? NotOne("it is too short", "内容过短") : Damaged(at, $"the file ends here, behind {last}", $"文件在 {last} 之后结束");
            if (!header.AsSpan().ContainsAnyExcept((byte)0))
                break;
            var (path, size) = Member(header, at, last);
            if (members.Count >= MostMembers)
                throw PackageRules.TooLarge.With(Name, $"{MostMembers}");
            CheckPlace(path, last, at);
            members[path] = (at + Block, size);
            if (Digest.Parse(path.StartsWith("blobs/sha256/", StringComparison.Ordinal) ? $"sha256:{path[13..]}" : null) is { } digest)
                Blobs.Add(digest);
            last = path;
            at += Block + size;
            at = CheckZeros(at, (int)(-size & (Block - 1)), $"behind {path}", $"{path} 之后");
        }
        CheckZeros(at, 2 * Block, "at the end", "末尾");
        if (file.Length != at + 2 * Block)
            throw Damaged(at + 2 * Block, "something follows the end", "结尾之后还有内容");
    }

    /// <summary>What a header says; only the header that we would write for it is taken.</summary>
    private (string Path, long Size) Member(byte[] header, long at, string last)
    {
        var path = Encoding.ASCII.GetString(header, 0, 100).TrimEnd('\0');
        var size = 0L;
        foreach (var digit in header.AsSpan(124, 11))
            size = digit is >= (byte)'0' and <= (byte)'7' ? size * 8 + digit - '0' : throw NoHeader(header, at, last);
        if (path.Length is 0 or > 99 || path.AsSpan().ContainsAnyExceptInRange('!', '~') || !header.AsSpan().SequenceEqual(CanonicalTar.Header(path, size)))
            throw NoHeader(header, at, last);
        return size <= file.Length - at - Block ? (path, size) : throw Damaged(at, $"{path} is cut off", $"{path} 不完整");
    }

    /// <summary>The layout's own two files come first, then contents by their digests: a path that climbs, or one of another kind, has no place.</summary>
    private void CheckPlace(string path, string last, long at)
    {
        var isRight = members.Count switch
        {
            0 => path == PlatformArtifact.LayoutFile,
            1 => path == PlatformArtifact.IndexFile,
            _ => IsContent(path) && (members.Count == 2 || string.CompareOrdinal(path, last) > 0),
        };
        if (!isRight)
            throw members.Count == 0 ? NotOne($"it begins with `{path}`", $"以 `{path}` 开头") : Damaged(at, $"`{path}` has no place here", $"此处不能有 `{path}`");
    }

    private long CheckZeros(long at, int count, string where, string whereChinese)
    {
        var zeros = new byte[count];
        var read = Fill(zeros, at);
        if (read < count)
            throw Damaged(at + read, "the file ends here", "文件在此结束");
        return zeros.AsSpan().IndexOfAnyExcept((byte)0) is var odd and >= 0
            ? throw Damaged(at + odd, $"the padding {where} is not empty", $"{whereChinese}的填充不为空")
            : at + count;
    }

    private byte[] Bytes((long Offset, long Size) member)
    {
        var content = new byte[member.Size];
        return Fill(content, member.Offset) == content.Length ? content : throw Damaged(member.Offset, "the file ends here", "文件在此结束");
    }

    private int Fill(Span<byte> buffer, long at)
    {
        var filled = 0;
        while (filled < buffer.Length && RandomAccess.Read(file.SafeFileHandle, buffer[filled..], at + filled) is > 0 and var read)
            filled += read;
        return filled;
    }

    private sealed class Part(Microsoft.Win32.SafeHandles.SafeFileHandle file, long from, long length) : ForwardStream
    {
        private long done;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, buffer.Span[..(int)Math.Min(buffer.Length, length - done)], from + done);
            done += read;
            return new(read);
        }
    }

    /// <summary>The first two members are always the same; a later one is called as its header says, as far as that can be read.</summary>
    private ImageException NoHeader(byte[] header, long at, string last)
    {
        if (at == 0 && !IsNearlyFirst(header))
            return NotOne("it does not begin as a package does", "开头不符合应用包的形式");
        var path = Encoding.ASCII.GetString(header, 0, 100).TrimEnd('\0');
        var name = members.Count switch
        {
            0 => PlatformArtifact.LayoutFile,
            1 => PlatformArtifact.IndexFile,
            _ => IsContent(path) ? path : null,
        };
        return name is null
            ? Damaged(at, $"the header behind {last} is not one that Slipway writes", $"{last} 之后的文件头不是 Slipway 所写的形式")
            : Damaged(at, $"the header of {name} is not one that Slipway writes", $"{name} 的文件头不是 Slipway 所写的形式");
    }

    /// <summary>A package of which some bytes were damaged is still one; another tar or no tar at all differs in more.</summary>
    private static bool IsNearlyFirst(byte[] header)
        => header.Zip(CanonicalTar.Header(PlatformArtifact.LayoutFile, PlatformArtifact.LayoutVersion.Length)).Count(pair => pair.First != pair.Second) <= 8;

    private static bool IsContent(string path)
        => path.Length == 77 && path.StartsWith("blobs/sha256/", StringComparison.Ordinal) && !path.AsSpan(13).ContainsAnyExcept(HexDigits);

    private ImageException NotOne(string english, string chinese)
        => new(new Diagnostic(PackageRules.NotAPackage, null, [Name, english]) { ChineseArguments = [Name, chinese] });

    private ImageException Damaged(long at, string english, string chinese)
        => new(new Diagnostic(PackageRules.NotCanonical, null, [Name, $"{at}", english]) { ChineseArguments = [Name, $"{at}", chinese] });
}
