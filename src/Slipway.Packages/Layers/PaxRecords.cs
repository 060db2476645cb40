using System.Text;

namespace Slipway.Packages;

/// <summary>What a pax header says about the member behind it.</summary>
internal sealed record PaxRecords(string? Path, string? LinkPath, long? Size, bool Sparse)
{
    /// <summary>Null where the text is no list of <c>LENGTH KEY=VALUE</c>.</summary>
    public static PaxRecords? Parse(ReadOnlySpan<byte> text)
    {
        var records = new PaxRecords(null, null, null, false);
        while (!text.IsEmpty)
        {
            var blank = text.IndexOf((byte)' ');
            if (blank is <= 0 or > 9 || !int.TryParse(text[..blank], out var length) || length <= blank + 1 || length > text.Length || text[length - 1] != '\n')
                return null;
            var record = text[(blank + 1)..(length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals <= 0 || records.With(Encoding.UTF8.GetString(record[..equals]), record[(equals + 1)..]) is not { } changed)
                return null;
            records = changed;
            text = text[length..];
        }
        return records;
    }

    private PaxRecords? With(string key, ReadOnlySpan<byte> value) => key switch
    {
        "path" or "linkpath" or "GNU.sparse.name" when value.Contains((byte)0) => null,
        "path" => this with { Path = Path is not null && Sparse ? Path : Encoding.UTF8.GetString(value) },
        "linkpath" => this with { LinkPath = Encoding.UTF8.GetString(value) },
        "size" => long.TryParse(value, out var size) && size >= 0 ? this with { Size = size } : null,
        "GNU.sparse.name" => this with { Path = Encoding.UTF8.GetString(value), Sparse = true },
        _ when key.StartsWith("GNU.sparse.", StringComparison.Ordinal) => this with { Sparse = true },
        _ => this,
    };
}
