using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The rule of three mutually different probes, once more behind all traits: a patch can make two of them equal, or take one away.</summary>
internal static class ProbeCheck
{
    private static readonly string[] Probes = ["startupProbe", "livenessProbe", "readinessProbe"];

    private static readonly (string Name, string Default)[] Numbers =
        [("initialDelaySeconds", "0"), ("timeoutSeconds", "1"), ("periodSeconds", "10"), ("successThreshold", "1"), ("failureThreshold", "3")];

    public static IEnumerable<Diagnostic> Check(Component component, MapNode model)
    {
        if ((model["pod"] as MapNode)?["containers"] is not MapNode containers || component.Values["containers"] is not MapNode defined)
            yield break;
        foreach (var entry in containers.Entries)
        {
            // A sidecar that a trait adds follows its own rules.
            if (entry.Value is not MapNode container || (defined[entry.Name] as MapNode)?["health"] is not MapNode { Count: > 0 })
                continue;
            foreach (var missing in Probes.Where(p => container[p] is not MapNode))
                yield return Diagnostic.Of(RenderingRules.MissingProbe, (Location?)null, component.Name, entry.Name, missing);
            for (var i = 0; i < Probes.Length; i++)
                for (var j = i + 1; j < Probes.Length; j++)
                    if (container[Probes[i]] is MapNode one && container[Probes[j]] is MapNode other && Form(one) == Form(other))
                        yield return Diagnostic.Of(RenderingRules.EqualProbes, (Location?)null, component.Name, entry.Name, Probes[i], Probes[j]);
        }
    }

    private static string Form(MapNode probe)
    {
        var handler = probe.Entries.Where(e => Numbers.All(n => n.Name != e.Name) && e.Name != "terminationGracePeriodSeconds").OrderBy(e => e.Name, StringComparer.Ordinal);
        var numbers = Numbers.Select(n => (probe[n.Name] as ScalarNode)?.Text ?? n.Default);
        return string.Join('\n', [.. handler.Select(h => h.Name + JsonText.Write(h.Value)), .. numbers]);
    }
}
