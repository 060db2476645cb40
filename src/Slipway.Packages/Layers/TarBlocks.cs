using System.Text;

namespace Slipway.Packages;

/// <summary>What one member of a tar that we write says about itself. No time goes in.</summary>
/// <param name="Path">Without a leading slash.</param>
internal sealed record TarItem(TarKind Kind, string Path, long Size, int Mode)
{
    public uint User { get; init; }

    public uint Group { get; init; }

    /// <summary>Of a symbolic link.</summary>
    public string Target { get; init; } = "";
}

/// <summary>The blocks around contents in a tar: ustar, and pax records only for what ustar has no room for. The same item gives the same bytes.</summary>
internal static class TarBlocks
{
    private const int LongestName = 100;
    private const long LargestSize = (1L << 33) - 1;
    private const uint LargestOwner = (1 << 21) - 1;

    /// <summary>Two blocks of zeros.</summary>
    public static byte[] End => new byte[2 * TarHeader.Length];

    /// <summary>What stands in front of the content.</summary>
    public static byte[] Header(TarItem item)
    {
        var path = item.Kind == TarKind.Directory ? item.Path + "/" : item.Path;
        var pax = Pax(item, path);
        var header = Block(path, item.Target, item, item.Kind switch { TarKind.Directory => '5', TarKind.SymbolicLink => '2', _ => '0' });
        if (pax.Length == 0)
            return header;
        var before = Block("pax", "", new TarItem(TarKind.File, "pax", pax.Length, 0b110_100_100), 'x');
        return [.. before, .. pax, .. Padding(pax.Length), .. header];
    }

    /// <summary>What stands behind the content.</summary>
    public static byte[] Padding(long size) => new byte[-size & (TarHeader.Length - 1)];

    private static byte[] Pax(TarItem item, string path)
    {
        var records = new List<byte>();
        if (item.Group > LargestOwner)
            Record("gid", $"{item.Group}");
        if (!Fits(item.Target))
            Record("linkpath", item.Target);
        if (!Fits(path))
            Record("path", path);
        if (item.Size > LargestSize)
            Record("size", $"{item.Size}");
        if (item.User > LargestOwner)
            Record("uid", $"{item.User}");
        return [.. records];

        // A record begins with its own length, whose digits count too.
        void Record(string key, string value)
        {
            var rest = Encoding.UTF8.GetBytes($" {key}={value}\n");
            var length = rest.Length + 1;
            while (length != rest.Length + $"{length}".Length)
                length = rest.Length + $"{length}".Length;
            records.AddRange([.. Encoding.ASCII.GetBytes($"{length}"), .. rest]);
        }
    }

    private static bool Fits(string text) => text.Length <= LongestName && Ascii.IsValid(text);

    private static byte[] Block(string path, string target, TarItem item, char type)
    {
        var header = new byte[TarHeader.Length];
        Text(0, path);
        Number(100, item.Mode, 7);
        Number(108, item.User > LargestOwner ? 0 : item.User, 7);
        Number(116, item.Group > LargestOwner ? 0 : item.Group, 7);
        Number(124, item.Size > LargestSize ? 0 : item.Size, 11);
        Number(136, 0, 11);
        header.AsSpan(148, 8).Fill((byte)' ');
        header[156] = (byte)type;
        Text(157, target);
        "ustar\0"u8.CopyTo(header.AsSpan(257));
        "00"u8.CopyTo(header.AsSpan(263));
        Number(148, header.Sum(b => (int)b), 6);
        return header;

        void Text(int at, string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            bytes.AsSpan(0, Math.Min(bytes.Length, LongestName)).CopyTo(header.AsSpan(at));
        }

        void Number(int at, long number, int digits)
        {
            Encoding.ASCII.GetBytes(Convert.ToString(number, 8).PadLeft(digits, '0'), header.AsSpan(at));
            header[at + digits] = 0;
        }
    }
}
