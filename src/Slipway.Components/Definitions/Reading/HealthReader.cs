using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The three probes of a container, each there and each different from the others.</summary>
internal static class HealthReader
{
    /// <summary>A day, in seconds.</summary>
    private const int LongestStart = 86_400;

    private static readonly (ProbeKind Kind, string Name)[] Three =
        [(ProbeKind.Liveness, "livenessProbe"), (ProbeKind.Startup, "startupProbe"), (ProbeKind.Readiness, "readinessProbe")];

    public static HealthDefinition Read(FieldReader container, DefinitionScope scope)
    {
        if (container.Has("health") && container.Fields("health", KnownFields.Health) is { } fields)
        {
            var probes = Three.Select(probe => One(probe.Kind, probe.Name, fields, scope)).ToArray();
            CheckDistinct(probes.OfType<Probe>(), container.Place.To("health"), scope);
            References.CheckProbes(probes.OfType<Probe>(), container, scope);
            var seconds = fields.Whole("startupSeconds", 1, LongestStart);
            if (seconds is { } declared && probes[1] is { } startup)
                CheckPatience(startup, declared, fields, scope);
            return new HealthDefinition(probes[0], probes[1], probes[2]) { StartupSeconds = seconds };
        }
        if (!container.Has("health"))
            foreach (var (_, name) in Three)
                Missing(name, container.Place with { Path = container.Place.To("health") }, scope);
        return new HealthDefinition(null, null, null);
    }

    /// <summary>Kubernetes ends a container whose startup probe has not succeeded by then.</summary>
    private static void CheckPatience(Probe startup, Placed<int> declared, FieldReader health, DefinitionScope scope)
    {
        var (delay, period, times) = (startup.InitialDelaySeconds.Value, startup.PeriodSeconds.Value, startup.FailureThreshold);
        var patience = delay + (long)period * times.Value;
        if (patience >= declared.Value)
            return;
        var enough = (declared.Value - delay + period - 1) / period;
        scope.Findings.Add(Diagnostic.Of(
            ProbeRules.StartupTooShort, times.At ?? startup.Key.At, health.Place.To("startupSeconds"), $"{patience}", $"{declared}", $"{enough}") with
        {
            Related = declared.At is { } at ? [at] : [],
            Edits = times.At is { } written ? [new Edit(written, $"{enough}", Safe: false)] : [],
        });
    }

    private static Probe? One(ProbeKind kind, string name, FieldReader health, DefinitionScope scope)
    {
        if (!health.Has(name))
            Missing(name, health.Place, scope);
        return health.Entry(name) is { } entry ? ProbeReader.Read(kind, entry, health.PlaceOf(name), scope) : null;
    }

    private static void Missing(string name, Place health, DefinitionScope scope)
    {
        if (scope.Adopted?.Excuses(name) != true)
            scope.Add(ProbeRules.Missing, health.At, health.To(name), name);
    }

    /// <summary>Each probe against those that stand before it: of three equal ones the second and the third are told.</summary>
    private static void CheckDistinct(IEnumerable<Probe> probes, string path, DefinitionScope scope)
    {
        if (scope.Adopted?.Excuses(Adopted.DistinctProbes) == true)
            return;
        var before = new List<Probe>();
        foreach (var probe in probes.OrderBy(probe => probe.Key.At?.Span.Start))
        {
            var alike = before.Where(other => other.Handler.Form == probe.Handler.Form).ToList();
            if (alike.FirstOrDefault(other => Times(other, scope.Grace) == Times(probe, scope.Grace)) is { } equal)
                Tell(ProbeRules.Equal, probe, equal);
            else if (alike.FirstOrDefault(other => MayRestartForReadiness(probe, other)) is { } same)
                Tell(ProbeRules.SameHandler, probe, same);
            before.Add(probe);
        }

        void Tell(Rule rule, Probe later, Probe first)
            => scope.Findings.Add(TwoPlaces.Say(rule, later.Key, first.Key, $"{path}.{later.Key.Text}", $"{path}.{first.Key.Text}"));
    }

    // A startup probe only waits, so it may well ask what another asks; a command that is asked twice is told all the same: it is easily made another.
    private static bool MayRestartForReadiness(Probe one, Probe other)
        => one.Handler is ExecProbe || (one.Kind != ProbeKind.Startup && other.Kind != ProbeKind.Startup);

    private static (int, int, int, int, int, int) Times(Probe probe, int grace) => (
        probe.InitialDelaySeconds.Value, probe.TimeoutSeconds.Value, probe.PeriodSeconds.Value,
        probe.SuccessThreshold.Value, probe.FailureThreshold.Value, probe.TerminationGracePeriodSeconds?.Value ?? grace);
}
