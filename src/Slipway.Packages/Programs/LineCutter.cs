using System.Text;

namespace Slipway.Packages;

/// <summary>A stream of text as lines, each cut where it gets long. Empty ones are left out.</summary>
/// <param name="tell">Null: nobody listens.</param>
internal sealed class LineCutter(Action<string>? tell)
{
    private const int Longest = 500;
    private readonly StringBuilder line = new();

    public void Add(ReadOnlySpan<char> more)
    {
        if (tell is null)
            return;
        foreach (var c in more)
            if (c is '\n' or '\r')
                End();
            else if (line.Length < Longest)
                line.Append(c);
    }

    public void End()
    {
        if (tell is not null && line.Length > 0)
            tell(line.ToString());
        line.Clear();
    }
}
