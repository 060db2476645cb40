using System.Diagnostics;
using System.Text;

namespace Slipway.Dev;

/// <summary>Where things are, and how programs are started and awaited.</summary>
public static class Shell
{
    /// <summary>The repository's root: the folder of dev.cs.</summary>
    public static string Root { get; } = (string?)AppContext.GetData("EntryPointFileDirectoryPath") ?? Directory.GetCurrentDirectory();

    public static bool InCi { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    public static bool Colours { get; } = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb" && !Console.IsOutputRedirected;

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A line that says what comes next, set apart from what programs print.</summary>
    public static void Say(string text) => Console.WriteLine(Colours ? $"\e[1m==> {text}\e[0m" : $"==> {text}");

    public static void Note(string text) => Console.WriteLine($"    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}");

    /// <summary>Runs a program with this terminal's input and output.</summary>
    public static async Task<int> Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var process = Start(program, arguments, environment, redirect: false);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>As <see cref="Run"/>, showing the command; anything but exit code 0 ends the verb.</summary>
    public static async Task Show(string program, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        Console.WriteLine($"\n$ {Path.GetFileName(program)} {string.Join(' ', arguments.Select(Quote))}");
        var code = await Run(program, arguments, environment);
        if (code != 0)
            throw new DevException($"'{Path.GetFileName(program)} {string.Join(' ', arguments)}' ended with exit code {code}.", 1);
    }

    /// <summary>Runs a program and keeps what it printed.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> Capture(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        using var process = Start(program, arguments, environment, redirect: true, folder);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Arguments that belong to every build: in CI no process may outlive it.</summary>
    public static string[] BuildArguments { get; } = InCi ? ["-nodeReuse:false", "-p:UseSharedCompilation=false"] : [];

    public static Dictionary<string, string?> English(params (string Name, string? Value)[] more)
    {
        var all = new Dictionary<string, string?> { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_NOLOGO"] = "1" };
        foreach (var (name, value) in more)
            all[name] = value;
        return all;
    }

    private static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment, bool redirect, string? folder = null)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, WorkingDirectory = folder ?? Root };
        if (redirect)
        {
            start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
            start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        }
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        try
        {
            return Process.Start(start) ?? throw new DevException($"{program} did not start.", 3);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new DevException($"{program} cannot be started: {e.Message}.", 3);
        }
    }

    private static string Quote(string word) => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./=:@,+".Contains(c)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
