using System.Diagnostics;
using System.Text;

namespace Slipway.Components;

/// <summary>What a Helm process printed and how it ended.</summary>
public sealed record HelmResult(int ExitCode, byte[] Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>The one Helm executable of this process. Rendering and delivery start it; nothing else starts programs.</summary>
/// <param name="Path">The executable's full path.</param>
/// <param name="Version">As Helm says it, without the leading <c>v</c>: <c>4.1.4</c>.</param>
public sealed record HelmProgram(string Path, string Version)
{
    /// <summary>Many times what a thousand components print; a foreign chart may print without end.</summary>
    internal const int MostOutput = 128 << 20;

    /// <summary>The exit code of a process that SIGINT ended.</summary>
    private const int Interrupted = 128 + 2;

    /// <summary>Of util-linux and of busybox: starts a program as the leader of a session, under the same process id. Null on a machine without it.</summary>
    private static readonly Lazy<string?> Starter = new(() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Where(System.IO.Path.IsPathRooted).Select(folder => System.IO.Path.Combine(folder, "setsid")).FirstOrDefault(File.Exists));

    /// <summary>
    /// Runs Helm to its end. Cancellation asks it to stop (SIGTERM, so that it can release what it holds) and kills it after ten seconds.
    /// The environment is ours, with Helm's own plugin, cache and configuration folders pointing at nothing of the user's.
    /// </summary>
    /// <param name="arguments">Handed over one by one; no shell takes part.</param>
    /// <param name="input">Standard input; null closes it at once.</param>
    /// <param name="environment">Set beside the inherited ones; a null value removes one.</param>
    public Task<HelmResult> Run(
        IEnumerable<string> arguments,
        byte[]? input = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellation = default)
        => Run(arguments, _ => Task.FromResult(input), environment, isApart: false, cancellation);

    /// <summary>
    /// As the other, in a session of its own: Ctrl-C in a terminal goes to every process of the group in front, and a Helm that is changing something must not end before this
    /// process has decided what becomes of it.
    /// </summary>
    public async Task<HelmResult> RunApart(IReadOnlyList<string> arguments, byte[]? input, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellation)
    {
        var result = await Run(arguments, _ => Task.FromResult(input), environment, isApart: true, cancellation).ConfigureAwait(false);
        // For the millisecond until it has its session, Ctrl-C still ends it: then nothing of Helm has run.
        return result is { ExitCode: Interrupted, Output.Length: 0, Error: "" }
            ? await Run(arguments, _ => Task.FromResult(input), environment, isApart: true, cancellation).ConfigureAwait(false)
            : result;
    }

    /// <param name="input">Makes the standard input while Helm is starting. When it throws, Helm is ended.</param>
    public Task<HelmResult> Run(
        IEnumerable<string> arguments,
        Func<CancellationToken, Task<byte[]?>> input,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellation = default)
        => Run(arguments, input, environment, isApart: false, cancellation);

    private async Task<HelmResult> Run(
        IEnumerable<string> arguments,
        Func<CancellationToken, Task<byte[]?>> input,
        IReadOnlyDictionary<string, string?>? environment,
        bool isApart,
        CancellationToken cancellation)
    {
        var starter = isApart ? Starter.Value : null;
        var start = new ProcessStartInfo(starter ?? Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        foreach (var argument in starter is null ? arguments : arguments.Prepend(Path))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new IOException($"{Path} did not start.");
        using var onCancel = cancellation.Register(() => Stop(process));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = new MemoryStream();
        var copy = Copy(process, output);
        byte[]? content;
        try
        {
            content = await input(cancellation).ConfigureAwait(false);
        }
        catch
        {
            Stop(process);
            throw;
        }
        try
        {
            if (content is not null)
                await process.StandardInput.BaseStream.WriteAsync(content, CancellationToken.None).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Helm may end before it has read everything; its exit code and error text say why.
        }
        var isWhole = await copy.ConfigureAwait(false);
        var said = await error.ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return isWhole ? new HelmResult(process.ExitCode, output.ToArray(), said) : new HelmResult(1, [], $"Error: more than {MostOutput >> 20} MiB were printed");
    }

    /// <returns>False where it printed more than is taken; it is ended then.</returns>
    private static async Task<bool> Copy(Process process, MemoryStream into)
    {
        var buffer = new byte[80 << 10];
        for (int read; (read = await process.StandardOutput.BaseStream.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false)) > 0;)
        {
            if (into.Length + read > MostOutput)
            {
                Stop(process);
                return false;
            }
            into.Write(buffer, 0, read);
        }
        return true;
    }

    private static void Stop(Process process)
    {
        try
        {
            Ask(process);
            if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It had ended already.
        }
    }

    /// <summary>Helm ends its release's record when it is asked to end. What <c>kill</c> says, such as that Helm has just ended by itself, is nobody's concern.</summary>
    private static void Ask(Process process)
    {
        try
        {
            using var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", process.Id.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true });
            kill?.StandardError.ReadToEnd();
            kill?.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // A system without that program: Helm is ended without being asked.
            process.Kill(entireProcessTree: true);
        }
    }
}
