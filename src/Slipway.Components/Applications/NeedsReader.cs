using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a site must have that no object of the application shows. Everything is empty or null where nothing is said.</summary>
/// <param name="Kubernetes">Versions that will do.</param>
/// <param name="Cpu">Cores, on top of what the components ask for.</param>
/// <param name="Memory">Bytes, on top of what the components ask for.</param>
/// <param name="Crds">Names such as <c>certificates.cert-manager.io</c>.</param>
public sealed record NeedsDefinition(
    VersionRange? Kubernetes, Quantity? Cpu, Quantity? Memory, IReadOnlyList<Placed<string>> StorageClasses, IReadOnlyList<Placed<string>> Crds,
    IReadOnlyList<NeededPort> Ports, IReadOnlyList<NeededThing> Other)
{
    public static NeedsDefinition None { get; } = new(null, null, null, [], [], [], []);
}

/// <summary>A port that must be reachable from outside or lead there.</summary>
public sealed record NeededPort(Placed<string> Name, int Port, string Protocol, LocalText? Title);

/// <summary>Something of a third party: a database, a mail relay, credentials.</summary>
public sealed record NeededThing(Placed<string> Name, LocalText Title);

/// <summary><c>needs</c>.</summary>
internal static class NeedsReader
{
    private static readonly (string Word, string Value)[] Protocols = [("TCP", "TCP"), ("UDP", "UDP"), ("SCTP", "SCTP")];

    public static NeedsDefinition Read(FieldReader root, List<Diagnostic> findings)
    {
        if (root.Fields("needs", KnownFields.Needs) is not { } fields)
            return NeedsDefinition.None;
        return new NeedsDefinition(
            Kubernetes(fields, findings), QuantityReader.Read(fields, "cpu", "500m")?.Value, QuantityReader.Read(fields, "memory", "1Gi")?.Value,
            ComponentReader.Words(fields, "storageClasses", findings), Crds(fields, findings), Ports(fields, findings), Other(fields, findings));
    }

    private static VersionRange? Kubernetes(FieldReader fields, List<Diagnostic> findings)
    {
        if (fields.Written("kubernetes") is not { } text)
            return null;
        if (text.Text.Length < 256 && SemVersionRange.TryParseNpm(text.Text.Trim(), out var range, 256) && range.Count > 0)
            return new VersionRange(text.Text, range);
        findings.Add(Diagnostic.Of(CompositionRules.NoKubernetes, text, Place.Shown(text)));
        return null;
    }

    private static List<Placed<string>> Crds(FieldReader fields, List<Diagnostic> findings)
    {
        var crds = ComponentReader.Words(fields, "crds", findings);
        foreach (var crd in crds.Where(crd => crd.Value.Split('.') is not [{ Length: > 0 }, { Length: > 0 }, ..]))
            findings.Add(Diagnostic.Of(CompositionRules.NoCrd, crd.At, crd.Value));
        return crds;
    }

    private static List<NeededPort> Ports(FieldReader fields, List<Diagnostic> findings)
    {
        var (ports, place) = (new List<NeededPort>(), fields.PlaceOf("ports"));
        foreach (var named in fields.Named("ports"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.NeededPort, findings) is { } port)
            {
                port.Require("port", "port: 443");
                var title = port.Has("title") ? ViewsReader.Title(port, findings) : null;
                if (port.Whole("port", 1, 65535) is { } number)
                    ports.Add(new NeededPort(new(named.Name, named.Key), number.Value, port.Choice("protocol", Protocols, anyCase: true)?.Value ?? "TCP", title));
            }
        return ports;
    }

    private static List<NeededThing> Other(FieldReader fields, List<Diagnostic> findings)
    {
        var (things, place) = (new List<NeededThing>(), fields.PlaceOf("other"));
        foreach (var named in fields.Named("other"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.NeededThing, findings) is { } thing)
                things.Add(new NeededThing(new(named.Name, named.Key), ViewsReader.Title(thing, findings)));
        return things;
    }
}
