using System.Diagnostics;
using System.Text;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>The program in a terminal of its own (<c>script</c>), 40 columns wide, with somebody at the keys.</summary>
internal static class Keyboard
{
    /// <summary>How the terminal was set before the program ran.</summary>
    public static string Before(string shown) => shown.Split("before: ")[1].Split('\r')[0];

    /// <summary>How it was set afterwards.</summary>
    public static string After(string shown) => shown.Split("after: ")[1].Split('\r')[0];

    /// <summary>Types each answer once its question has been shown.</summary>
    /// <returns>Everything that the terminal was sent.</returns>
    public static async Task<string> Typed(ClusterSite site, (string When, string Keys)[] answers, params string[] arguments)
    {
        var command = string.Join(' ', arguments.Prepend(TheProgram.Path).Append("--helm").Append(TestEnvironment.Find("helm", "SLIPWAY_HELM")!).Select(word => $"'{word}'"));
        var start = new ProcessStartInfo(TestEnvironment.Needs("script"),
            ["-qec", $"trap : INT; stty cols 40 rows 24; echo before: $(stty -g); {command}; echo exit code $?; echo after: $(stty -g)", "/dev/null"])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        (start.Environment["TERM"], start.Environment["LC_ALL"], start.Environment["XDG_STATE_HOME"], start.Environment["SHELL"]) = ("xterm", "C", site.Folder, "/bin/sh");
        using var process = Process.Start(start)!;
        var (shown, next, from, buffer) = (new StringBuilder(), 0, 0, new char[4096]);
        while (await process.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
        {
            shown.Append(buffer, 0, count);
            while (next < answers.Length && shown.ToString(from, shown.Length - from).Contains(answers[next].When, StringComparison.Ordinal))
            {
                from = shown.Length;
                await process.StandardInput.WriteAsync(answers[next++].Keys);
                await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            }
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        next.ShouldBe(answers.Length, shown.ToString());
        return shown.ToString();
    }
}
