using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The last line of a terminal, written anew where it changes: how many components are ready, and what the others are at. Elsewhere there is none.</summary>
internal sealed class StatusLine(Session session)
{
    private static readonly LocalText Text = new("{0} of {1} ready; {2} at work: {3}", "{1} 个中有 {0} 个就绪；{2} 个进行中：{3}");
    private const int Usual = 80;

    /// <summary>A narrower terminal would hold no more than the numbers.</summary>
    private const int Narrowest = 20;

    /// <summary>The `^C` that a terminal shows, the sign for what is left out, and the last column, where some terminals go on to the next line.</summary>
    private const int Free = 4;

    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private readonly List<string> busy = [];
    private readonly bool isPossible = session.ErrorIsTerminal && session.Environment("TERM") is { Length: > 0 } terminal && terminal != "dumb";
    private int all;
    private string shown = "";

    /// <summary>It speaks for several components at once, so that not each of them needs lines of its own.</summary>
    public bool Speaks => isPossible && all > 1;

    public void Clear()
    {
        if (shown.Length == 0)
            return;
        session.Error.Write("\r\u001b[K");
        shown = "";
    }

    public void Follow(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.Planned planned:
                all = planned.Components.Count;
                break;
            case RunEvent.Started { Component.Length: > 0 } started when all > 0 && !busy.Contains(started.Component) && !done.Contains(started.Component):
                busy.Add(started.Component);
                break;
            case RunEvent.Ready ready:
                busy.Remove(ready.Component);
                done.Add(ready.Component);
                break;
            case RunEvent.Over:
                all = 0;
                busy.Clear();
                break;
            case RunEvent.Stopped stopped:
                busy.Remove(stopped.Component);
                break;
        }
    }

    public void Write()
    {
        var text = Speaks && busy.Count > 0 ? Cut(SafeText.Line(Text.In(session.Language, [$"{done.Count}", $"{all}", $"{busy.Count}", string.Join(", ", busy)]))) : "";
        if (text == shown)
            return;
        Clear();
        session.Error.Write(text);
        session.Error.Flush();
        shown = text;
    }

    private string Cut(string line)
    {
        var (room, end) = (Math.Max(session.Columns() ?? Usual, Narrowest) - Free, 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if ((room -= ScreenText.Columns(rune)) < 0)
                return line[..end] + "…";
            end += rune.Utf16SequenceLength;
        }
        return line;
    }
}
