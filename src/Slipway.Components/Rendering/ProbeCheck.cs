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
        foreach (var entry in defined.Entries)
        {
            // A sidecar that a trait adds follows its own rules; a container of the service that is gone has no probes.
            if ((entry.Value as MapNode)?["health"] is not MapNode { Count: > 0 })
                continue;
            var name = Called(component, entry.Name);
            var container = containers[name] as MapNode ?? Node.Map();
            foreach (var missing in Probes.Where(p => container[p] is not MapNode))
                yield return Diagnostic.Of(RenderingRules.MissingProbe, (Location?)null, component.Name, name, missing);
            for (var i = 0; i < Probes.Length; i++)
                for (var j = i + 1; j < Probes.Length; j++)
                    if (container[Probes[i]] is MapNode one && container[Probes[j]] is MapNode other && Form(one) == Form(other))
                        yield return Diagnostic.Of(RenderingRules.EqualProbes, (Location?)null, component.Name, name, Probes[i], Probes[j]);
        }
    }

    /// <summary>The main container of a release that was taken over goes on under its old name.</summary>
    private static string Called(Component component, string defined)
        => (component.Values["main"] as ScalarNode)?.Text == defined && ((component.Values["identity"] as MapNode)?["container"] as ScalarNode)?.Text is { Length: > 0 } kept ? kept : defined;

    private static string Form(MapNode probe)
    {
        var handler = probe.Entries.Where(e => Numbers.All(n => n.Name != e.Name) && e.Name != "terminationGracePeriodSeconds").OrderBy(e => e.Name, StringComparer.Ordinal);
        var numbers = Numbers.Select(n => (probe[n.Name] as ScalarNode)?.Text ?? n.Default);
        return string.Join('\n', [.. handler.Select(h => h.Name + JsonText.Write(h.Value)), .. numbers]);
    }
}
