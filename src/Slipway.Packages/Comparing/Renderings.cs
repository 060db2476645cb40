using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What became of one mixture.</summary>
/// <param name="Rendered">Null where a finding is an error.</param>
internal sealed record Rendering(RenderedComponent? Rendered, Component? Built, IReadOnlyList<Diagnostic> Findings);

/// <summary>Gathers mixtures and renders all of one platform together: a comparison costs a Helm process a platform, not one a question.</summary>
internal sealed class Renderings
{
    private readonly List<Mixed> wanted = [];
    private readonly List<Rendering> done = [];

    /// <returns>The number under which the result will be found.</returns>
    public int Add(Mixed mixed)
    {
        wanted.Add(mixed);
        return wanted.Count - 1;
    }

    public Rendering this[int number] => done[number];

    public async Task Run(RenderTarget target, HelmProgram helm, CancellationToken cancellation)
    {
        var built = wanted.Select(Build).ToList();
        done.AddRange(built.Select(one => new Rendering(null, one.Component, one.Findings)));
        foreach (var group in Enumerable.Range(0, wanted.Count).Where(number => built[number].Component is not null).GroupBy(number => wanted[number].Platform))
        {
            var numbers = group.ToList();
            var rendered = await Renderer.Render([.. numbers.Select(number => built[number].Component!)], group.Key, target, helm, cancellation).ConfigureAwait(false);
            for (var i = 0; i < numbers.Count; i++)
                done[numbers[i]] = new Rendering(
                    rendered[i].HasErrors ? null : rendered[i], built[numbers[i]].Component, [.. built[numbers[i]].Findings, .. rendered[i].Findings]);
        }
    }

    // Settings that a site has still to give are told as such, and stop no comparison.
    private static (Component? Component, IReadOnlyList<Diagnostic> Findings) Build(Mixed mixed)
    {
        if (mixed.Findings.Any(finding => finding.Severity == Severity.Error))
            return (null, mixed.Findings);
        var (components, findings) = ComposedBuilder.Build([mixed.Component], mixed.Platform, mixed.Installation, mixed.Registry, isComplete: false);
        return (components is [var one] ? MovedImages.Pin(one, mixed.Digests) : null, [.. mixed.Findings, .. findings]);
    }
}
