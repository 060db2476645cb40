using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>A port of a service outside.</summary>
/// <param name="Number">Here.</param>
/// <param name="There">At the address.</param>
public sealed record OutsidePort(string Name, long Number, long There)
{
    public override string ToString() => Number == There ? $"{Name} {Number}" : $"{Name} {Number} → {There}";
}

/// <summary>Where a component without pods leads, as its Service says it. Nobody probes it: that it is there says nothing of whether anybody answers.</summary>
/// <param name="Address">A DNS name, or IP addresses with commas between them.</param>
public sealed record Outside(string Address, IReadOnlyList<OutsidePort> Ports)
{
    private const string Annotation = "slipway/address";
    private const string Manager = "endpointslice.kubernetes.io/managed-by";

    public override string ToString() => Ports.Count == 0 ? Address : $"{Address} ({string.Join(", ", Ports)})";

    /// <returns>Null for an object that leads to pods, or to nobody.</returns>
    public static Outside? Of(JsonElement service)
        => service.Texts("metadata", "annotations").GetValueOrDefault(Annotation) is { } address
            ? new(address, [.. service.Items("spec", "ports").Select(port => new OutsidePort(port.Text("name") ?? "-", port.Number("port"), port.Number("targetPort")))])
            : null;

    public static Outside? Of(IEnumerable<RenderedObject> objects)
        => Parts(objects).Where(part => part.Id.Kind == ApiResource.Services.Kind).Select(part => Of(part.Object)).FirstOrDefault();

    /// <summary>The objects by which such a component is reached; none for one that has pods.</summary>
    public static IEnumerable<WorkloadId> PartsOf(IEnumerable<RenderedObject> objects) => Parts(objects).Select(part => part.Id);

    private static IEnumerable<(WorkloadId Id, JsonElement Object)> Parts(IEnumerable<RenderedObject> objects)
    {
        foreach (var one in objects.Where(o => IsPart(o.Kind)))
        {
            using var document = JsonDocument.Parse(one.Json);
            var content = document.RootElement.Clone();
            if (one.Kind == ApiResource.Services.Kind ? Of(content) is not null : content.Text("metadata", "labels", Manager) == "slipway")
                yield return (new(one.Kind, one.Name), content);
        }
    }

    /// <summary>Whether a receipt's workload is such an object and no controller.</summary>
    public static bool IsPart(string kind) => kind == ApiResource.Services.Kind || kind == ApiResource.EndpointSlices.Kind;
}
