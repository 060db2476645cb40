using System.Diagnostics;
using System.Globalization;

namespace Slipway.Dev;

/// <summary>One run of a program: wall time, and the peak resident memory of it and of the largest program that it started.</summary>
public sealed record Measured(double Milliseconds, double OwnMegabytes, double ChildMegabytes)
{
    /// <summary>Wall time in milliseconds of a short run. Nothing else happens meanwhile: looking at memory would cost more than such a run.</summary>
    public static double Time(string program, string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(Quiet(program, arguments)) ?? throw new DevException($"{program} did not start.", 3);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? clock.Elapsed.TotalMilliseconds : throw Failed(process.ExitCode, program, arguments, process.StandardError.ReadToEnd());
    }

    /// <summary>Memory is read from the kernel's high-water mark every few milliseconds: what it rises by after the last look is lost.</summary>
    public static async Task<Measured> Run(string program, string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(Quiet(program, arguments)) ?? throw new DevException($"{program} did not start.", 3);
        var error = process.StandardError.ReadToEndAsync();
        var drain = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var end = process.WaitForExitAsync();
        double own = 0, child = 0;
        while (!end.IsCompleted)
        {
            own = Math.Max(own, Peak(process.Id.ToString()));
            child = Math.Max(child, Children(process.Id).Select(Peak).DefaultIfEmpty().Max());
            await Task.WhenAny(end, Task.Delay(5));
        }
        var elapsed = clock.Elapsed.TotalMilliseconds;
        await drain;
        return process.ExitCode == 0 ? new Measured(elapsed, own, child)
            : throw Failed(process.ExitCode, program, arguments, await error);
    }

    private static ProcessStartInfo Quiet(string program, string[] arguments)
        => new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Shell.Root };

    private static DevException Failed(int code, string program, string[] arguments, string error)
        => new($"'{Path.GetFileName(program)} {string.Join(' ', arguments)}' ended with exit code {code}:\n{error}", 1);

    private static IEnumerable<string> Children(int process)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        }
        catch (IOException)
        {
            return []; // It ended meanwhile.
        }
    }

    private static double Peak(string process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
