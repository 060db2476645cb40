using System.Collections.Concurrent;

namespace Slipway.Components;

/// <summary>The charts of a run on disk, as Helm wants them: the platform's generic one, and those that components bring along, each once. Gone when disposed.</summary>
/// <param name="generic">Where the generic chart lies; it stays.</param>
public sealed class ChartFolders(string generic) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<string>> own = new(StringComparer.Ordinal);
    private DirectoryInfo? root;

    /// <summary>With the platform's generic chart written beside the others.</summary>
    public static ChartFolders For(GenericChart chart)
    {
        var root = TemporaryFolder.Make("slipway-charts-");
        var generic = Path.Combine(root.FullName, "generic");
        var folders = new ChartFolders(generic) { root = root };
        try
        {
            chart.Write(generic);
            return folders;
        }
        catch
        {
            folders.Dispose();
            throw;
        }
    }

    /// <summary>The folder of a component's chart.</summary>
    public string Of(Component component)
        => component.Chart is { } chart ? own.GetOrAdd(chart.Digest, digest => new Lazy<string>(() => Written(chart, digest))).Value : generic;

    public void Dispose() => root?.Delete(recursive: true);

    private string Written(ComponentChart chart, string digest)
    {
        lock (own)
            root ??= TemporaryFolder.Make("slipway-charts-");
        var folder = Path.Combine(root.FullName, digest);
        chart.Write(folder);
        return folder;
    }
}
