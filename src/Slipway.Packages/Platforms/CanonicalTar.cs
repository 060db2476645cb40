using System.Text;

namespace Slipway.Packages;

/// <summary>A tar (ustar) that depends on names and contents alone: no owner, no time, one mode.</summary>
internal static class CanonicalTar
{
    private const int Block = 512;

    /// <summary>Paths of at most 100 characters of ASCII.</summary>
    public static byte[] Write(IEnumerable<(string Path, byte[] Content)> files)
    {
        using var tar = new MemoryStream();
        foreach (var (path, content) in files)
        {
            tar.Write(Header(path, content.Length));
            tar.Write(content);
            tar.Write(new byte[-content.Length & (Block - 1)]);
        }
        tar.Write(new byte[2 * Block]);
        return tar.ToArray();
    }

    public static byte[] Header(string path, long size)
    {
        var header = new byte[Block];
        Put(0, path);
        Put(100, "0000644\0");
        Put(108, "0000000\0");
        Put(116, "0000000\0");
        Put(124, Octal(size, 11) + "\0");
        Put(136, "00000000000\0");
        Put(148, "        ");
        Put(156, "0");
        Put(257, "ustar\0" + "00");
        Put(148, Octal(header.Sum(b => (int)b), 6) + "\0 ");
        return header;

        void Put(int at, string text) => Encoding.ASCII.GetBytes(text, header.AsSpan(at));
    }

    private static string Octal(long number, int digits) => Convert.ToString(number, 8).PadLeft(digits, '0');
}
