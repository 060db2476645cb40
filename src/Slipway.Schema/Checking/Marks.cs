namespace Slipway.Schema;

/// <summary>Which entries of a map, or items of a list, some keyword has looked at: what <c>unevaluated…</c> asks for.</summary>
internal sealed class Marks(int count)
{
    private readonly ulong[] more = count <= 64 ? [] : new ulong[(count - 1) / 64];
    private ulong first;

    public Marks Empty() => new(count);

    public void Set(int index)
    {
        if (index < 64)
            first |= 1UL << index;
        else
            more[index / 64 - 1] |= 1UL << (index % 64);
    }

    public bool Has(int index)
        => index < 64 ? (first & (1UL << index)) != 0 : (more[index / 64 - 1] & (1UL << (index % 64))) != 0;

    public void Add(Marks other)
    {
        first |= other.first;
        for (var i = 0; i < more.Length; i++)
            more[i] |= other.more[i];
    }
}
