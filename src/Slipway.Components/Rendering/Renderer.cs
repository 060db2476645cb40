namespace Slipway.Components;

/// <summary>
/// Components to objects: all of the generic chart in one Helm process, and one process for each that brings its own chart. One that fails is told apart; the others
/// are rendered.
/// </summary>
public static class Renderer
{
    /// <summary>A process of Helm uses a core for a while; more of them side by side are not faster.</summary>
    private const int SideBySide = 4;

    /// <summary>The results in the components' order. Throws only where Helm cannot be started or the world (disk) refuses.</summary>
    public static async Task<IReadOnlyList<RenderedComponent>> Render(
        IReadOnlyList<Component> components, PlatformDefinition platform, RenderTarget target, HelmProgram helm, CancellationToken cancellation = default)
    {
        var generic = components.Where(component => component.Chart is null).ToList();
        var foreign = components.Where(component => component.Chart is not null).ToList();
        var all = new Dictionary<Component, RenderedComponent>(ReferenceEqualityComparer.Instance);
        if (generic.Count > 0)
            foreach (var (component, rendered) in generic.Zip(await Together(generic, platform, target, helm, cancellation).ConfigureAwait(false)))
                all[component] = rendered;
        await Parallel.ForEachAsync(foreign, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellation }, async (component, stop) =>
        {
            var rendered = await ChartRenderer.Render(component, platform, target, helm, stop).ConfigureAwait(false);
            lock (all)
                all[component] = rendered;
        }).ConfigureAwait(false);
        return [.. components.Select(component => all[component])];
    }

    private static async Task<RenderedComponent[]> Together(
        List<Component> components, PlatformDefinition platform, RenderTarget target, HelmProgram helm, CancellationToken cancellation)
    {
        using var batch = BatchFolder.Create(platform);
        var results = new RenderedComponent[components.Count];
        await RenderRange(new Batch(batch, components, platform, target, helm, results), 0, components.Count, cancellation).ConfigureAwait(false);
        return results;
    }

    private sealed record Batch(
        BatchFolder Folder, IReadOnlyList<Component> Components, PlatformDefinition Platform, RenderTarget Target, HelmProgram Helm, RenderedComponent[] Results);

    /// <summary>A template error ends the whole process without naming the component: halves are tried until it stands alone.</summary>
    private static async Task RenderRange(Batch batch, int start, int end, CancellationToken cancellation)
    {
        var components = batch.Components.Skip(start).Take(end - start).ToList();
        var result = await batch.Folder.Run(components, batch.Target, batch.Helm, cancellation).ConfigureAwait(false);
        if (result.Succeeded)
        {
            var rendered = BatchOutput.Read(result.Output, components, batch.Platform);
            for (var i = 0; i < rendered.Count; i++)
                batch.Results[start + i] = rendered[i];
        }
        else if (components.Count == 1)
            batch.Results[start] = new RenderedComponent(components[0], [], [TemplateError.Read(result.Error, components[0].Name, batch.Platform)]);
        else
        {
            var middle = (start + end) / 2;
            await RenderRange(batch, start, middle, cancellation).ConfigureAwait(false);
            await RenderRange(batch, middle, end, cancellation).ConfigureAwait(false);
        }
    }
}
