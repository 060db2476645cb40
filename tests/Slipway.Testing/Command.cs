using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>A program run to its end, for tests that judge us with other people's tools.</summary>
public static class Command
{
    /// <summary>Standard output; the test fails with both streams when the exit code is not 0.</summary>
    public static async Task<string> Run(string program, params IEnumerable<string> arguments)
    {
        var (code, output, error) = await Try(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}{error}");
        return output;
    }

    public static async Task<(int Code, string Output, string Error)> Try(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new IOException($"{program} did not start.");
    }
}
