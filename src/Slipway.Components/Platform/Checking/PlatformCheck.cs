using Slipway.Yaml;

namespace Slipway.Components;

/// <param name="Rendered">How many combinations of workload and trait.</param>
/// <param name="Untried">Traits and workloads that could not be tried: nobody can guess the parameters that they require.</param>
public sealed record PlatformChecked(int Rendered, IReadOnlyList<string> Untried, IReadOnlyList<Diagnostic> Findings);

/// <summary>A platform that could be read, tried out: everything that it offers is rendered once.</summary>
public static class PlatformCheck
{
    /// <summary>What a trait says of parameters or of its company is an answer; what does not render or does not fit is a fault.</summary>
    private static readonly Rule[] Answers = [RenderingRules.TraitError, RenderingRules.TraitWarning, RenderingRules.Requires, RenderingRules.Conflict, RenderingRules.DoesNotApply, RenderingRules.WorkloadRequires];

    public static async Task<PlatformChecked> Run(PlatformDefinition platform, HelmProgram helm, CancellationToken cancellation = default)
    {
        var samples = PlatformSamples.All(platform, out var untried);
        var findings = samples.SelectMany(sample => sample.Findings).Where(IsFault).ToList();
        var tried = samples.Where(sample => sample.Component is not null).ToList();
        var open = platform with { Policy = PlatformPolicy.Default with { Limits = platform.Policy.Limits }, Defaults = PlatformSamples.Unlocked(platform) };
        var rendered = await Renderer.Render([.. tried.Select(sample => sample.Component!)], open, new RenderTarget("default"), helm, cancellation).ConfigureAwait(false);
        var broken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tried.Count; i++)
        {
            var faults = rendered[i].Findings.Where(IsFault).Where(fault => tried[i].Trait is null || fault.Rule != PolicyRules.AboveMost).ToList();
            if (faults.Count > 0 && tried[i].Trait is null)
                broken.Add(tried[i].Workload.Name);
            if (tried[i].Trait is null || !broken.Contains(tried[i].Workload.Name))
                findings.AddRange(faults.Select(fault => Placed(fault, tried[i])));
        }
        findings.AddRange(MeetingPatches.Find([.. tried.Zip(rendered)]));
        return new PlatformChecked(tried.Count, untried, [.. findings.DistinctBy(f => f.At is null ? (object)f : (f.Rule.Code, f.At))]);
    }

    private static bool IsFault(Diagnostic finding) => finding.Severity == Severity.Error && !Answers.Any(answer => answer.Code == finding.Rule.Code);

    /// <summary>What the finished model shows has no place; whoever made it has.</summary>
    private static Diagnostic Placed(Diagnostic fault, PlatformSample sample)
    {
        if (fault.At is not null && fault.At.Source.Name != "sample")
            return fault;
        var file = sample.Trait is null ? sample.Workload.Model : sample.Trait.Patch ?? sample.Trait.Objects;
        return file is null ? fault : fault with { At = new Location(file.Source, new Span(0, 0)) };
    }
}
