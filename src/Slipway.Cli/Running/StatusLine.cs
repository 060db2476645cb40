using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The last line of a terminal, written anew with each change: how many components are ready, and what the others are at. Elsewhere there is none.</summary>
internal sealed class StatusLine(Session session)
{
    private static readonly LocalText Text = new("{0} of {1} ready; at work: {2}", "{1} 个中有 {0} 个就绪；进行中：{2}");
    private const int Narrow = 80;

    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private readonly List<string> busy = [];
    private int all;
    private bool shown;

    public void Clear()
    {
        if (!shown)
            return;
        session.Error.Write("\r\u001b[K");
        shown = false;
    }

    public void Write(RunEvent happened)
    {
        Follow(happened);
        if (!session.ErrorIsTerminal || busy.Count == 0 || all < 2)
            return;
        session.Error.Write(Cut(SafeText.Line(Text.In(session.Language, [$"{done.Count}", $"{all}", string.Join(", ", busy)]))));
        session.Error.Flush();
        shown = true;
    }

    private void Follow(RunEvent happened)
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

    // Chinese characters are two columns wide.
    private static string Cut(string line)
    {
        var room = Width() - 2;
        for (var i = 0; i < line.Length; i++)
            if ((room -= line[i] >= 0x2E80 ? 2 : 1) < 0)
                return line[..i] + "…";
        return line;
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth is var width and > 20 ? width : Narrow;
        }
        catch (IOException)
        {
            return Narrow;
        }
    }
}
