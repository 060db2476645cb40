using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One probe, by Kubernetes' rules and defaults.</summary>
internal static class ProbeReader
{
    public static Probe? Read(ProbeKind kind, MapEntry entry, Place place, DefinitionScope scope)
    {
        if (FieldReader.Of(entry.Value, place, KnownFields.Probe, scope.Findings) is not { } fields)
            return null;
        var handler = HandlerReader.Read(fields, scope);
        var success = fields.Whole("successThreshold", 1);
        if (kind != ProbeKind.Readiness && success is { Value: > 1 } wrong)
            scope.Add(ProbeRules.SuccessThreshold, wrong.At, fields.Place.To("successThreshold"), $"{wrong}");
        var grace = fields.Whole("terminationGracePeriodSeconds", 1);
        if (kind == ProbeKind.Readiness && fields.Entry("terminationGracePeriodSeconds") is { } graceEntry)
            scope.Add(ProbeRules.GracePeriod, graceEntry.Key.At, fields.Place.To("terminationGracePeriodSeconds"));
        var probe = new Probe
        {
            Kind = kind,
            Handler = handler ?? new ExecProbe([]),
            InitialDelaySeconds = fields.Whole("initialDelaySeconds", 0) ?? new(0),
            TimeoutSeconds = fields.Whole("timeoutSeconds", 1) ?? new(1),
            PeriodSeconds = fields.Whole("periodSeconds", 1) ?? new(10),
            SuccessThreshold = success ?? new(1),
            FailureThreshold = fields.Whole("failureThreshold", 1) ?? new(3),
            TerminationGracePeriodSeconds = grace,
            Key = entry.Key,
            Node = fields.Map,
        };
        return handler is null ? null : probe;
    }
}
