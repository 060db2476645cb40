using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a case made, beside what it would make without the trait and what it is expected to make.</summary>
/// <param name="Made">All objects with the trait, and behind them, as comments, what the trait says of its parameters.</param>
/// <param name="Expected">Null where nothing is expected yet.</param>
public sealed record TriedCase(TraitCase Case, RenderedComponent? With, RenderedComponent? Without, string Made, string? Expected)
{
    /// <summary>Null where there is nothing to compare.</summary>
    public bool? IsAsExpected => With is null || Expected is null ? null : Made == Expected;
}

public sealed record TriedTraits(IReadOnlyList<TriedCase> Cases, IReadOnlyList<Diagnostic> Findings);

/// <summary>Tries a team's traits by their cases: all of them in one Helm process, by the checks that hold for built-in ones.</summary>
public static class TraitTrial
{
    private static readonly Rule[] OfTraits = [RenderingRules.TraitError, RenderingRules.TraitWarning];

    /// <param name="folder">The platform's folder, for what is said.</param>
    /// <param name="only">The name of one trait, or null for all that the folder defines.</param>
    public static async Task<TriedTraits> Run(PlatformDefinition platform, string folder, string? only, HelmProgram helm, CancellationToken cancellation = default)
    {
        var own = platform.Traits.Where(trait => TraitCase.Home(trait) is not null).ToList();
        if (own.Count == 0)
            return new TriedTraits([], [Diagnostic.Of(TryingRules.NoTraits, (Location?)null, folder)]);
        var meant = own.Where(trait => only is null || trait.Name == only).ToList();
        if (meant.Count == 0)
            return new TriedTraits([], [Diagnostic.Of(TryingRules.NotInFolder, (Location?)null, only!, folder, string.Join(", ", own.Select(t => t.Name)))]);
        var findings = new List<Diagnostic>();
        var cases = new List<TraitCase>();
        // A trait is held against all of its folder, also where it alone is asked for.
        foreach (var trait in own)
        {
            var (found, missing) = TraitCase.Find(trait, platform);
            cases.AddRange(found);
            if (meant.Contains(trait))
                findings.AddRange(missing);
        }
        var components = cases.SelectMany(one => new[] { one.With, one.Without }).OfType<Component>().ToList();
        var rendered = (await Renderer.Render(components, platform, new RenderTarget("default"), helm, cancellation).ConfigureAwait(false))
            .ToDictionary<RenderedComponent, Component>(r => r.Component, ReferenceEqualityComparer.Instance);
        var tried = cases.Select(one => Try(one, rendered)).ToList();
        var told = tried.Where(one => meant.Contains(one.Case.Trait)).ToList();
        foreach (var one in told)
            findings.AddRange(Findings(one));
        findings.AddRange(Meetings(platform, tried).Where(m => meant.Exists(t => t.Name == m.Arguments[0] || t.Name == m.Arguments[1])));
        return new TriedTraits(told, [.. findings.DistinctBy(f => (f.Rule.Code, f.At, string.Join('\0', f.Arguments)))]);
    }

    private static TriedCase Try(TraitCase one, Dictionary<Component, RenderedComponent> rendered)
    {
        var with = one.With is null ? null : rendered[one.With];
        var without = one.Without is null ? null : rendered[one.Without];
        var expected = File.Exists(one.ExpectedFile) ? File.ReadAllText(one.ExpectedFile) : null;
        return new TriedCase(one, with, without is { HasErrors: false } ? without : null, with is null ? "" : Text(with), expected);
    }

    private static string Text(RenderedComponent with)
    {
        var text = new StringBuilder().AppendJoin("---\n", with.Objects.Select(o => o.Yaml));
        foreach (var said in with.Findings.Where(IsOfTrait))
            text.Append("# ").Append(said.Severity).Append(": ").Append(said.Message(Language.English).ReplaceLineEndings(" ")).Append('\n');
        return text.ToString();
    }

    /// <summary>What a trait says itself is part of what a case expects, errors too; what is wrong with the trait is a fault always.</summary>
    private static IEnumerable<Diagnostic> Findings(TriedCase one)
    {
        foreach (var finding in one.Case.Findings.Concat(one.With?.Findings ?? []))
            if (!IsOfTrait(finding) || one.Expected is null)
                yield return finding;
        if (one.IsAsExpected == false)
            yield return Diagnostic.Of(TryingRules.Differs, (Location?)null, one.Case.Title, one.Case.Trait.Name);
    }

    private static bool IsOfTrait(Diagnostic finding) => OfTraits.Any(rule => rule.Code == finding.Rule.Code);

    private static IEnumerable<Diagnostic> Meetings(PlatformDefinition platform, IReadOnlyList<TriedCase> tried)
    {
        var patches = tried.Where(one => one.With is not null)
            .SelectMany(one => one.With!.Trace.Patches.Where(p => p.Trait == one.Case.Trait.Name && !p.IsOperations).Select(p => (one.Case, Leaves: Commuting.Leaves(p.Patch)))).ToList();
        for (var i = 0; i < patches.Count; i++)
        {
            var (own, leaves) = patches[i];
            foreach (var (other, others) in patches.Skip(i + 1))
                if (other.Trait != own.Trait && other.Workload == own.Workload)
                    foreach (var pointer in Commuting.Unsettled(own.Trait, leaves, other.Trait, others))
                        yield return Say(own.Trait, other.Trait, pointer);
            // Of built-in traits no case is at hand, but what they own is data.
            foreach (var other in platform.Traits.Where(t => TraitCase.Home(t) is null && platform.Applies(t, own.Workload)))
                foreach (var pointer in Commuting.Trespasses(own.Trait, leaves, other))
                    yield return Say(own.Trait, other, pointer);
        }
    }

    private static Diagnostic Say(TraitDefinition own, TraitDefinition other, string pointer)
        => Diagnostic.Of(TryingRules.DoNotCommute, own.Patch is { } patch ? TemplatePlace.Find(patch.Source, pointer) : null, own.Name, other.Name, pointer, $"{Math.Max(own.Order, other.Order)}");
}
