using System.Buffers.Binary;
using System.Text;

namespace Slipway.Packages;

/// <summary>A block of 512 bytes that begins a member of a tar: v7, ustar, GNU's form, or pax's.</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int Length = 512;

    private readonly ReadOnlySpan<byte> block = block;

    public bool IsEnd => !block.ContainsAnyExcept((byte)0);

    public char Type => (char)block[156];

    public string LinkPath => Text(block.Slice(157, 100));

    /// <summary>Null for a number that none can be.</summary>
    public long? Size => Number(block.Slice(124, 12));

    public int Mode => (int)((Number(block.Slice(100, 8)) ?? 0) & 0xFFF);

    /// <summary>GNU's old sparse form: the map of pieces goes on in the next block.</summary>
    public bool SparseMapGoesOn => block[482] != 0;

    public string Path
    {
        get
        {
            var name = Text(block[..100]);
            // GNU's own form keeps times where ustar has the front part of a long path.
            var isUstar = block.Slice(257, 6).SequenceEqual("ustar\0"u8);
            var prefix = isUstar ? Text(block.Slice(345, 155)) : "";
            return prefix.Length == 0 ? name : $"{prefix}/{name}";
        }
    }

    /// <summary>The sum over the block with its own field as blanks; very old programs added signed bytes.</summary>
    public bool HasRightSum
    {
        get
        {
            var (plain, signed) = (0L, 0L);
            for (var i = 0; i < Length; i++)
            {
                var value = i is >= 148 and < 156 ? (byte)' ' : block[i];
                plain += value;
                signed += (sbyte)value;
            }
            return Number(block.Slice(148, 8)) is { } sum && (sum == plain || sum == signed);
        }
    }

    /// <summary>Octal digits, or where the first bit is set, a big-endian number. Null where it is neither, negative or too large.</summary>
    private static long? Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            var high = field[..^8];
            var isSmall = high.IsEmpty || ((high[0] & 0x7F) == 0 && !high[1..].ContainsAnyExcept((byte)0));
            var value = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            if (high.IsEmpty)
                value &= long.MaxValue;
            return isSmall && value >= 0 ? value : null;
        }
        var number = 0L;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7' || number > long.MaxValue >> 3)
                return null;
            number = (number << 3) + (digit - '0');
        }
        return number;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}
