using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Three different probes out of those that a source has. What is proposed says so; what nothing points to is left open.</summary>
internal static class DraftProbes
{
    private static readonly LocalText FromPort = new(
        "inferred from the port, to be checked: it only shows that something listens", "由端口推断，请核实：它只说明有程序在监听");

    private static readonly LocalText Longer = new(
        "inferred from the readiness probe: the same question, asked for longer", "由就绪探针推断：问题相同，只是等待更久");

    private static readonly LocalText MorePatient = new(
        "inferred from the readiness probe, with more patience: to be checked, a failure restarts the container", "由就绪探针推断，更有耐心；请核实，失败会重启容器");

    private static readonly LocalText Sooner = new(
        "inferred from the liveness probe, asked more often", "由存活探针推断，探测更频繁");

    private static readonly LocalText WereEqual = new(
        "inferred: more patience, because it was the same as readinessProbe", "推断：原先与 readinessProbe 相同，故放宽了次数");

    /// <summary>As it is where neither a port nor a probe tells anything.</summary>
    public static Draft Complete(Draft draft)
    {
        var port = draft.Ports.Where(port => port.Protocol == "TCP").Select(port => Tcp(port.Name.Value)).FirstOrDefault();
        var readiness = draft.Readiness
            ?? (port is not null ? port with { Why = FromPort } : null)
            ?? (draft.Liveness is { } alive ? Often(alive) : draft.Startup is { } started ? started with { Times = [], Why = Sooner } : null);
        if (readiness is null)
            return draft;
        var liveness = draft.Liveness ?? (port is not null && port.Form != readiness.Form ? port with { Why = FromPort } : Patient(readiness, MorePatient));
        if (Equal(liveness, readiness))
            liveness = Patient(liveness, WereEqual);
        var startup = draft.Startup ?? Start(port, liveness, readiness);
        for (var threshold = 30; Equal(startup, liveness) || Equal(startup, readiness); threshold++)
            startup = startup.With("failureThreshold", threshold, startup.Why ?? Longer);
        return draft with { Startup = startup, Liveness = liveness, Readiness = readiness };
    }

    private static DraftProbe Start(DraftProbe? port, DraftProbe liveness, DraftProbe readiness)
    {
        // A command that is run for two probes does one thing twice; that something listens may well be asked twice.
        var fromPort = port is not null && port.Form != readiness.Form && (port.Form != liveness.Form || readiness.Handler == "exec");
        var times = readiness.Times.Where(time => time.Name is "timeoutSeconds" or "periodSeconds").ToList();
        return fromPort
            ? port!.With("failureThreshold", 30, FromPort)
            : (readiness with { Times = times }).With("failureThreshold", 30, readiness.Why == FromPort ? FromPort : Longer);
    }

    private static DraftProbe Tcp(string port) => new("tcpSocket", Node.Map(("port", Node.Of(port))), []);

    private static DraftProbe Patient(DraftProbe probe, LocalText why)
    {
        var patient = probe.With("failureThreshold", Math.Min(10_000, (probe.Time("failureThreshold") ?? 3) * 2), why);
        // Only readiness may ask for several successes.
        return patient with { Times = [.. patient.Times.Where(time => time.Name != "successThreshold")] };
    }

    private static DraftProbe Often(DraftProbe liveness)
    {
        var period = Math.Max(1, (liveness.Time("periodSeconds") ?? 10) / 2);
        var often = liveness.With("periodSeconds", period, Sooner).With("failureThreshold", period == (liveness.Time("periodSeconds") ?? 10) ? 2 : 1, Sooner);
        return often with { Times = [.. often.Times.Where(time => time.Name is not "terminationGracePeriodSeconds")] };
    }

    private static bool Equal(DraftProbe one, DraftProbe other) => one.Form == other.Form && Times(one).SequenceEqual(Times(other));

    private static readonly (string Name, long Default)[] Defaults =
        [("initialDelaySeconds", 0), ("timeoutSeconds", 1), ("periodSeconds", 10), ("successThreshold", 1), ("failureThreshold", 3), ("terminationGracePeriodSeconds", -1)];

    private static IEnumerable<long> Times(DraftProbe probe) => Defaults.Select(time => probe.Time(time.Name) ?? time.Default);
}
