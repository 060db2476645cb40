namespace Slipway.Packages;

/// <summary>How far the copying of one large content has come.</summary>
/// <param name="What">The file, or the digest of a base image's layer.</param>
public sealed record CopyProgress(string What, long Done, long Total);

/// <summary>Tells now and then how far a copy has come; nothing of small ones.</summary>
internal sealed class Meter(Action<CopyProgress>? told)
{
    private const long Step = 64L << 20;

    private string what = "";
    private long done;
    private long total;

    public void Begin(string name, long size) => (what, done, total) = (name, 0, size);

    public void Add(long bytes)
    {
        var before = done;
        done += bytes;
        if (told is not null && total > Step && before / Step != done / Step)
            told(new CopyProgress(what, done, total));
    }
}
