using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Slipway.Packages;

/// <summary>Runs other programs: never by a shell, with a bound on their time and on what is kept of what they write. Whoever starts one sees its end.</summary>
public static class ProgramRun
{
    private const int MostSaid = 64 << 10;
    private const int MostLines = 200;

    /// <summary>How long a pipe that a child of the program still holds open is listened to after the program's own end.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(2);

    /// <summary>Throws <see cref="IOException"/> for a program that cannot be started, and passes an interruption on once the program is ended.</summary>
    public static async Task<ProgramEnd> Run(ProgramCall call, CancellationToken cancellation)
    {
        using var process = Start(call);
        var kin = Kin.Of(process, isAsked: call.Mark is not null);
        await using var watching = kin.ConfigureAwait(false);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = new CancellationTokenSource(call.Limit, call.Time);
        using var onTimer = timer.Token.Register(limited.Cancel);
        var said = new TextTail(MostLines, MostSaid);
        var output = new MemoryStream();
        var reading = Task.WhenAll(
            call.IsTalk ? Keep(process.StandardOutput.BaseStream, said, call.Line) : Take(process.StandardOutput.BaseStream, output, call.MostOutput, limited),
            Keep(process.StandardError.BaseStream, said, call.Line));
        try
        {
            await Tell(process, call.Input, limited.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Too long or too much: which of the two stands in the answer.
        }
        finally
        {
            if (!process.HasExited && call.Mark is not null)
                await ProgramGroup.Stop(process, call, kin).ConfigureAwait(false);
            else if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        var left = call.Mark is { } mark ? await ProgramGroup.Kill(mark, kin).ConfigureAwait(false) : [];
        cancellation.ThrowIfCancellationRequested();
        await Task.WhenAny(reading, Task.Delay(Echo, call.Time, CancellationToken.None)).ConfigureAwait(false);
        lock (output)
            return new ProgramEnd(process.ExitCode, output.ToArray(), said.ToString()) { TimedOut = timer.IsCancellationRequested, SaidTooMuch = output.Length > call.MostOutput, LeftBehind = left };
    }

    private static Process Start(ProgramCall call)
    {
        // Started by it, the program leads a session of its own under the same process id.
        var start = new ProcessStartInfo(call.Mark is null ? call.Program : ProgramGroup.Starter, call.Mark is null ? call.Arguments : [call.Program, .. call.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = call.Folder ?? "",
        };
        if (call.Environment is { } environment)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
        }
        try
        {
            return Process.Start(start) ?? throw new IOException($"{call.Program} did not start.");
        }
        catch (Win32Exception e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static async Task Tell(Process process, byte[]? input, CancellationToken cancellation)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.BaseStream.WriteAsync(input, cancellation).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // One that reads nothing may have ended before all was written; its exit code says how it went.
        }
    }

    private static async Task Take(Stream from, MemoryStream to, int most, CancellationTokenSource tooMuch)
    {
        var buffer = new byte[1 << 15];
        while (await from.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) is > 0 and var read)
        {
            lock (to)
                if (to.Length <= most)
                    to.Write(buffer, 0, read);
                else
                    continue;
            if (to.Length > most)
                await tooMuch.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task Keep(Stream from, TextTail said, Action<string>? tell)
    {
        var lines = new LineCutter(tell);
        var buffer = new byte[1 << 15];
        var decoder = Encoding.UTF8.GetDecoder();
        var text = new char[buffer.Length + 1];
        while (await from.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) is > 0 and var read)
        {
            var more = text.AsSpan(0, decoder.GetChars(buffer.AsSpan(0, read), text, flush: false));
            said.Add(more);
            lines.Add(more);
        }
        lines.End();
    }
}

/// <summary>The end of a text of any length.</summary>
internal sealed class TextTail(int mostLines, int mostCharacters)
{
    private readonly StringBuilder text = new();
    private readonly Lock gate = new();

    public void Add(ReadOnlySpan<char> more)
    {
        lock (gate)
        {
            text.Append(more);
            if (text.Length > 2 * mostCharacters)
                text.Remove(0, text.Length - mostCharacters);
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            var all = text.ToString();
            return string.Join('\n', (all.Length > mostCharacters ? all[^mostCharacters..] : all).Split('\n').TakeLast(mostLines + 1));
        }
    }
}
