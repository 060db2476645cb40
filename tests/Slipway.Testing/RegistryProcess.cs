using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Testing;

/// <summary>The distribution project's registry on this machine, on a port that it chooses itself.</summary>
public static partial class RegistryProcess
{
    /// <param name="file">Where its configuration is written.</param>
    /// <param name="more">Further lines of it.</param>
    /// <returns>The process, which the caller ends, and the port of 127.0.0.1 at which it listens.</returns>
    public static async Task<(Process Process, int Port)> Start(string registry, string file, string data, string more = "")
    {
        await File.WriteAllTextAsync(file, $"version: 0.1\nstorage: {{filesystem: {{rootdirectory: {data}}}}}\nhttp: {{addr: 127.0.0.1:0}}\n{more}", TestContext.Current.CancellationToken);
        var process = Process.Start(new ProcessStartInfo(registry, ["serve", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var ready = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Listen(string? line)
        {
            if (line is not null && Listening().Match(line) is { Success: true } match)
                ready.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
        process.OutputDataReceived += (_, line) => Listen(line.Data);
        process.ErrorDataReceived += (_, line) => Listen(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (process, await ready.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"listening on 127\.0\.0\.1:([0-9]+)")]
    private static partial Regex Listening();
}
