using System.ComponentModel;
using System.Diagnostics;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Images to a node without a file in between.</summary>
public static partial class NodeImages
{
    /// <summary>The names that the node has whole, each with the digest that it means. Empty where the program cannot tell: then everything is given to it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Whole(NodeAccess access, CancellationToken cancellation)
    {
        var whole = new Dictionary<string, string>(StringComparer.Ordinal);
        if ((access.Tool ?? OnPath(access)) is not { } tool || Path.GetFileNameWithoutExtension(tool) == "nerdctl")
            return whole;
        var (code, said) = await Output(tool, [.. Path.GetFileNameWithoutExtension(tool) == "k3s" ? ["ctr"] : (string[])[], .. Reach(access), "images", "check"], cancellation).ConfigureAwait(false);
        if (code != 0)
            return whole;
        // REF TYPE DIGEST STATUS …
        foreach (var words in said.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            if (words is [var name, _, var digest, "complete", ..])
                whole[name] = digest;
        return whole;
    }

    /// <param name="write">Writes an image layout as a tar; what it throws ends the program and is thrown on.</param>
    public static async Task<NodeLoaded> Load(string name, Func<Stream, CancellationToken, Task> write, NodeAccess access, CancellationToken cancellation)
    {
        var (tool, lacking) = Tool(name, access);
        if (tool is null)
            return new NodeLoaded(null, lacking);
        var arguments = Path.GetFileNameWithoutExtension(tool) switch
        {
            "nerdctl" => [.. Reach(access), "load"],
            "k3s" => ["ctr", .. Reach(access), "images", "import", "--digests=false", "-"],
            _ => (IReadOnlyList<string>)[.. Reach(access), "images", "import", "--digests=false", "-"],
        };
        var (code, said) = await Fed(tool, arguments, write, cancellation).ConfigureAwait(false);
        return code == 0
            ? new NodeLoaded(tool, null)
            : new NodeLoaded(null, new Diagnostic(NodeRules.ToolFailed, null, [$"{tool} {string.Join(' ', arguments)}", code?.ToString() ?? "-", said.Length == 0 ? "-" : said]));
    }

    private static string[] Reach(NodeAccess access) => [.. access.Address is { } address ? ["--address", address] : (string[])[], "--namespace", access.Namespace];

    private static async Task<(int? Code, string Said)> Output(string tool, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var process = Begin(tool, arguments, out var refused);
        if (process is null)
            return (null, refused);
        process.StandardInput.Close();
        using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        await error.ConfigureAwait(false);
        return (process.ExitCode, await output.ConfigureAwait(false));
    }

    private static async Task<(int? Code, string Said)> Fed(string tool, IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        using var process = Begin(tool, arguments, out var refused);
        if (process is null)
            return (null, refused);
        using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await write(process.StandardInput.BaseStream, cancellation).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException) when (!cancellation.IsCancellationRequested)
        {
            // The program has read enough, or has ended: what it says of it is what counts.
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, Last(await error.ConfigureAwait(false), await output.ConfigureAwait(false)));
    }

    private static Process? Begin(string tool, IReadOnlyList<string> arguments, out string refused)
    {
        refused = "";
        try
        {
            return Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception no)
        {
            refused = no.Message;
            return null;
        }
    }
}
