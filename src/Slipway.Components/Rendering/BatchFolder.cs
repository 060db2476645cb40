using System.Buffers;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The batch chart on disk for one call; gone afterwards.</summary>
internal sealed class BatchFolder : IDisposable
{
    /// <summary>What YAML refuses even in a comment, or takes for the end of a line: DEL, the C1 controls (NEL among them) and the byte order mark.</summary>
    private static readonly SearchValues<char> Uncommentable = SearchValues.Create([.. Enumerable.Range(0x7F, 0x21).Select(c => (char)c), '\u2028', '\u2029', '\uFEFF', '\uFFFE', '\uFFFF']);

    private readonly string folder;
    private readonly BatchLines writer;
    private readonly bool encodeAll;

    private BatchFolder(string folder, BatchLines writer, bool encodeAll)
    {
        this.encodeAll = encodeAll;
        this.folder = folder;
        this.writer = writer;
    }

    public static BatchFolder Create(PlatformDefinition platform)
    {
        var folder = TemporaryFolder.Make("slipway-batch-").FullName;
        var chart = GenericChart.Batch(platform);
        var batch = new BatchFolder(folder, new BatchLines(platform), chart.Files.Values.Any(t => t.AsSpan().ContainsAny(Uncommentable)));
        try
        {
            chart.Write(folder);
            return batch;
        }
        catch
        {
            // A disk without room keeps nothing half written.
            batch.Dispose();
            throw;
        }
    }

    public Task<HelmResult> Run(IReadOnlyList<Component> components, RenderTarget target, HelmProgram helm, CancellationToken cancellation)
        // Helm reads its values to their end before it looks at the chart's folder, so it may start while the components are still being written there.
        => helm.Run(
            ["template", "slipway", folder, "--namespace", target.Namespace, "--values", "-"],
            async cancelled => await Write(components, target, cancelled).ConfigureAwait(false),
            HelmEnvironment.ForBatches(folder),
            cancellation);

    /// <returns>The values that all components share.</returns>
    private async Task<byte[]> Write(IReadOnlyList<Component> components, RenderTarget target, CancellationToken cancellation)
    {
        var lines = new string[components.Count];
        Parallel.For(0, lines.Length, i => lines[i] = Text(components[i], target));
        await File.WriteAllLinesAsync(Path.Combine(folder, "components.jsonl"), lines, new UTF8Encoding(false), cancellation).ConfigureAwait(false);
        var values = JsonText.Write(Node.Map(("namespace", Node.Of(target.Namespace)), ("kubeVersion", Node.Of(target.KubeVersion))));
        return Encoding.UTF8.GetBytes(values);
    }

    private string Text(Component component, RenderTarget target)
    {
        var line = writer.Of(component, target);
        var text = JsonText.Write(line);
        // Our JSON escapes these characters, Helm's prints them as they are.
        return encodeAll || text.Contains("\\u", StringComparison.Ordinal) || text.AsSpan().ContainsAny(Uncommentable) ? JsonText.Write(line.With("encoded", Node.Of(true))) : text;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // A temporary folder that stays behind harms nobody, and the rendering has succeeded.
        }
    }
}
