using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The batch chart on disk for one call; gone afterwards.</summary>
internal sealed class BatchFolder : IDisposable
{
    private readonly string folder;
    private readonly MapNode defaults;

    private BatchFolder(string folder, MapNode defaults)
    {
        this.folder = folder;
        this.defaults = defaults;
    }

    public static BatchFolder Create(PlatformDefinition platform)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-batch-").FullName;
        GenericChart.Batch(platform).Write(folder);
        return new BatchFolder(folder, GenericChart.DefaultValues(platform));
    }

    public async Task<HelmResult> Run(IReadOnlyList<Component> components, RenderTarget target, HelmProgram helm, CancellationToken cancellation)
    {
        var lines = new StringBuilder();
        foreach (var component in components)
            lines.Append(JsonText.Write(Line(component, target))).Append('\n');
        await File.WriteAllTextAsync(Path.Combine(folder, "components.jsonl"), lines.ToString(), new UTF8Encoding(false), cancellation).ConfigureAwait(false);
        var values = JsonText.Write(Node.Map(("namespace", Node.Of(target.Namespace)), ("kubeVersion", Node.Of(target.KubeVersion))));
        return await helm.Run(
            ["template", "slipway", folder, "--namespace", target.Namespace, "--values", "-"],
            Encoding.UTF8.GetBytes(values),
            HelmEnvironment.ForBatches(folder),
            cancellation).ConfigureAwait(false);
    }

    private MapNode Line(Component component, RenderTarget target)
    {
        var line = Node.Map(("values", ComponentBuilder.Complete(component.Values, defaults)));
        return target.LiveReplicas.TryGetValue(component.Name, out var replicas)
            ? line.With("live", Node.Map(("replicas", Node.Of((long)replicas))))
            : line;
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
