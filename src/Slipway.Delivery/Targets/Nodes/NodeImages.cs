using System.ComponentModel;
using System.Diagnostics;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>How a node is spoken to.</summary>
/// <param name="Tool">The program; null for the first of those known that is on PATH.</param>
/// <param name="Address">containerd's socket; null for the program's own default.</param>
/// <param name="Namespace">containerd's namespace: the kubelet's is <c>k8s.io</c>.</param>
public sealed record NodeAccess(string? Tool, string? Address, string Namespace)
{
    public const string Kubelet = "k8s.io";

    /// <summary>Gives environment variables: PATH is looked at.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}

/// <param name="Program">What did it; null exactly where <paramref name="Problem"/> says why nothing was done.</param>
public sealed record NodeLoaded(string? Program, Diagnostic? Problem);

/// <summary>Gives image archives to the containerd of this machine, by the client programs that nodes have.</summary>
public static partial class NodeImages
{
    private static readonly string[] Known = ["ctr", "k3s", "nerdctl"];

    /// <param name="archive">An image layout or what <c>docker save</c> wrote, as one file. Names in it are taken as they are.</param>
    public static async Task<NodeLoaded> Load(string archive, NodeAccess access, CancellationToken cancellation)
    {
        var (tool, lacking) = Tool(archive, access);
        if (tool is null)
            return new NodeLoaded(null, lacking);
        var arguments = Arguments(Path.GetFileNameWithoutExtension(tool), access, archive);
        var (code, said) = await Run(tool, arguments, cancellation).ConfigureAwait(false);
        return code == 0
            ? new NodeLoaded(tool, null)
            : new NodeLoaded(null, new Diagnostic(NodeRules.ToolFailed, null, [$"{tool} {string.Join(' ', arguments)}", code?.ToString() ?? "-", said.Length == 0 ? "-" : said]));
    }

    /// <summary>That no program is there to speak to containerd; null where there is one. Nothing is started.</summary>
    /// <param name="archive">What is to be given, as messages name it.</param>
    public static Diagnostic? Lacking(string archive, NodeAccess access) => Tool(archive, access).Lacking;

    private static (string? Tool, Diagnostic? Lacking) Tool(string archive, NodeAccess access)
        => access.Tool is { } named
            ? File.Exists(named) ? (named, null) : (null, new Diagnostic(NodeRules.ToolMissing, null, [named]))
            : OnPath(access) is { } found ? (found, null) : (null, new Diagnostic(NodeRules.NoTool, null, [string.Join(", ", Known), archive]));

    private static string? OnPath(NodeAccess access)
    {
        var folders = (access.Environment("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return Known.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static IReadOnlyList<string> Arguments(string tool, NodeAccess access, string archive)
    {
        var reach = Reach(access);
        return tool switch
        {
            "nerdctl" => [.. reach, "load", "--all-platforms", "--input", archive],
            "k3s" => ["ctr", .. reach, "images", "import", "--digests=false", "--all-platforms", archive],
            _ => [.. reach, "images", "import", "--digests=false", "--all-platforms", archive],
        };
    }

    /// <returns>No code where it did not start.</returns>
    private static async Task<(int? Code, string Said)> Run(string tool, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new IOException($"{tool} did not start.");
        }
        catch (Win32Exception refused)
        {
            return (null, refused.Message);
        }
        using (process)
        {
            process.StandardInput.Close();
            using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return (process.ExitCode, Last(await error.ConfigureAwait(false), await output.ConfigureAwait(false)));
        }
    }

    /// <summary>The last line that says something: in front of it these programs print progress.</summary>
    private static string Last(params IEnumerable<string> texts)
        => texts.SelectMany(text => text.Split('\n').Reverse()).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
}
