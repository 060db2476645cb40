using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>What the program printed and how it ended.</summary>
internal sealed record Ran(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Out);
            return document.RootElement.Clone();
        }
    }

    /// <summary>All that a person at a terminal sees, for a golden.</summary>
    public string Shown => $"exit code {ExitCode}\n--- standard output\n{Out}--- standard error\n{Error}";
}

/// <summary>Runs the built program as users do: as a process, in the repository's root, with an environment that the test names.</summary>
internal static class TheProgram
{
    /// <summary>SLIPWAY_TEST_PROGRAM names another one, such as the one compiled ahead of time.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("SLIPWAY_TEST_PROGRAM")
        ?? System.IO.Path.Combine(TestEnvironment.Root, "artifacts", "bin", "Slipway.Cli", Configuration, "slipway");

    private static string Configuration => System.IO.Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    private static readonly Lazy<string> Copy = new(CopyForOthers);

    /// <summary>The program where another user may read it: the repository may lie in somebody's home.</summary>
    public static string ReadableCopy() => Copy.Value;

    public static Task<Ran> Run(params string[] arguments) => RunWith([], arguments);

    /// <param name="environment">On top of an environment that says nothing of language, colours or Helm; null removes a variable.</param>
    public static Task<Ran> RunWith(Dictionary<string, string?> environment, params string[] arguments) => Start(Path, environment, arguments);

    /// <summary>Sends Ctrl-C's signal as soon as a line on standard error holds a text.</summary>
    public static async Task<Ran> Interrupted(string when, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            WorkingDirectory = TestEnvironment.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var (error, sent) = (new StringBuilder(), false);
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            error.Append(line).Append('\n');
            if (sent || !line.Contains(when, StringComparison.Ordinal))
                continue;
            sent = true;
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ran(process.ExitCode, await output, error.ToString());
    }

    private static string CopyForOthers()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-program-").FullName;
        const UnixFileMode all = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder, all);
        foreach (var file in Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!))
        {
            var to = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file));
            File.Copy(file, to);
            File.SetUnixFileMode(to, all);
        }
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return System.IO.Path.Combine(folder, System.IO.Path.GetFileName(Path));
    }

    /// <summary>Another program (a shell, <c>script</c>, <c>setpriv</c>) with this one inside.</summary>
    public static async Task<Ran> Start(string program, Dictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            // setpriv: another user cannot stand in a folder that only its owner may enter.
            WorkingDirectory = program.EndsWith("/setpriv", StringComparison.Ordinal) ? "/" : TestEnvironment.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in (string[])["LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR_FORCE"])
            start.Environment.Remove(name);
        start.Environment["TERM"] = "xterm";
        foreach (var (name, value) in environment)
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ran(process.ExitCode, output, await error);
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("slipway-cli-").FullName;

    public string File(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
