using System.Formats.Tar;
using System.IO.Compression;
using CsCheck;

namespace Slipway.Packages.Tests;

public class LayerBytesTests
{
    [Fact]
    public void Packed_bytes_hang_on_the_content_and_not_on_the_pieces_in_which_it_comes()
        => Gen.Select(Gen.Byte.Array[0, 300_000].Select(bytes => bytes.Select(b => (byte)(b & 3)).ToArray()), Gen.Int[1, 100_000].List[1, 5]).Sample(input =>
        {
            var (content, sizes) = input;
            var whole = Pack(content, [int.MaxValue]);
            Unpack(whole).AsSpan().SequenceEqual(content).ShouldBeTrue();
            Pack(content, sizes).AsSpan().SequenceEqual(whole).ShouldBeTrue();
        }, iter: 60);

    [Fact]
    public void Every_name_owner_and_link_is_read_again_by_others_and_by_ourselves()
    {
        var part = Gen.OneOf(Gen.Char["abcXYZ0-_. "].Array[1, 60], Gen.Char["名字éß"].Array[1, 20]).Select(chars => new string(chars)).Where(name => name is not ("." or "..") && name.Trim().Length > 0);
        Gen.Select(part.List[1, 6], part.List[1, 6], Gen.UInt[0, int.MaxValue], Gen.UInt[0, 3_000_000], Gen.Int[0, 0xFFF], Gen.Int[0, 2]).Sample(input =>
        {
            var (path, target, user, group, mode, kind) = input;
            var item = new TarItem(kind switch { 0 => TarKind.File, 1 => TarKind.Directory, _ => TarKind.SymbolicLink }, string.Join('/', path), 0, mode) { User = user, Group = group, Target = kind == 2 ? string.Join('/', target) : "" };
            byte[] bytes = [.. TarBlocks.Header(item), .. TarBlocks.End];
            using var reader = new TarReader(new MemoryStream(bytes));
            var read = reader.GetNextEntry()!;
            read.Name.TrimEnd('/').ShouldBe(item.Path);
            ((int)read.Mode, (uint)read.Uid, (uint)read.Gid, read.LinkName).ShouldBe((mode, user, group, item.Target));
            var own = new TarStream(new MemoryStream(bytes), 1 << 16, (english, _) => new InvalidDataException(english)).Next(CancellationToken.None).AsTask().GetAwaiter().GetResult()!;
            (own.Path.TrimEnd('/'), own.LinkPath, own.Kind, own.Mode).ShouldBe((item.Path, item.Target, item.Kind, mode));
        }, iter: 500);
    }

    private static byte[] Pack(byte[] content, List<int> sizes)
    {
        var packed = new MemoryStream();
        var gzip = new GzipWriter(bytes =>
        {
            packed.Write(bytes.Span);
            return ValueTask.CompletedTask;
        });
        for (var (at, i) = (0, 0); at < content.Length; i++)
        {
            var count = Math.Min(sizes[i % sizes.Count], content.Length - at);
            gzip.Write(content.AsMemory(at, count)).AsTask().GetAwaiter().GetResult();
            at += count;
        }
        gzip.Finish().AsTask().GetAwaiter().GetResult();
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
