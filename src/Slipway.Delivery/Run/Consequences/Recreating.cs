using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>An object that a run deletes so that the release that follows makes it anew.</summary>
/// <param name="Uid">Of the object that stood when the run looked.</param>
internal sealed record Doomed(ApiResource Resource, string? Space, string Name, string Uid, Consequence.Recreation What);

/// <summary>Finds what cannot be changed and can be made anew.</summary>
internal static partial class Recreating
{
    /// <summary>After the server refused to change an object: what would have to be made anew; null where that would not help, or lose something.</summary>
    public static async Task<Doomed?> Refused(ClusterClient client, ApiResource resource, string? space, string component, RenderedObject one, CancellationToken cancellation)
    {
        if (!HeldFields.IsMadeAnew(one.ApiVersion, one.Kind) || await client.Get(resource, space, one.Name, cancellation).ConfigureAwait(false) is not { } live)
            return null;
        using var meant = JsonDocument.Parse(one.Json);
        var fields = Immutable.Of(one.Kind, live, meant.RootElement);
        if (fields.Count == 0 || await WouldBeTaken(client, resource, space, one, cancellation).ConfigureAwait(false) is not { } made)
            return null;
        var interruption = one.Kind switch
        {
            // A set adopts pods that are like its own; those without one of its claims it cannot take.
            "StatefulSet" when fields.All(field => field.Path == "spec.podManagementPolicy"
                || (field.Path.StartsWith("spec.volumeClaimTemplates[", StringComparison.Ordinal) && !field.Path.EndsWith("].metadata.name", StringComparison.Ordinal)))
                => HasSamePods(live, made) ? Interruption.PodsStay : Interruption.PodsFollow,
            "StatefulSet" or "Deployment" or "DaemonSet" or "Job" => Interruption.PodsEnd,
            _ => Interruption.None,
        };
        return new(resource, space, one.Name, live.Uid(), new(component, $"{one.Kind} {one.Name}", fields[0].Path, fields[0].Before, fields[0].After, interruption)
        {
            Claims = await Claims(client, space, live, cancellation).ConfigureAwait(false),
        });
    }

    /// <summary>Controllers that the installation has, of which the component now has one of another kind under the same name.</summary>
    public static async Task<IReadOnlyList<Doomed>> OfOtherKind(ClusterClient client, string space, RenderedComponent component, ReceiptComponent? before, CancellationToken cancellation)
    {
        var found = new List<Doomed>();
        foreach (var old in before?.Workloads ?? [])
            if (old.Kind != "Job" && WorkloadId.ResourceOf(old.Kind) is { } resource && component.Objects.All(one => (one.Kind, one.Name) != (old.Kind, old.Name))
                && component.Objects.FirstOrDefault(one => one.Name == old.Name && one.Kind != "Job" && WorkloadId.ResourceOf(one.ApiVersion, one.Kind) is not null) is { } now
                && await client.Get(resource, space, old.Name, cancellation).ConfigureAwait(false) is { } live)
                found.Add(new(resource, space, old.Name, live.Uid(), new(component.Component.Name, $"{old}", "kind", old.Kind, now.Kind, Interruption.PodsEnd)
                {
                    Claims = await Claims(client, space, live, cancellation).ConfigureAwait(false),
                }));
        return found;
    }

    /// <summary>Both as the server completes them.</summary>
    private static bool HasSamePods(JsonElement live, JsonElement made)
        => live.At("spec", "template") is { } before && made.At("spec", "template") is { } after && JsonElement.DeepEquals(before, after);

    /// <summary>Under another name, for under its own the server compares it with what stands.</summary>
    /// <returns>As the server would store it; null where it refuses.</returns>
    private static async Task<JsonElement?> WouldBeTaken(ClusterClient client, ApiResource resource, string? space, RenderedObject one, CancellationToken cancellation)
    {
        var name = $"{one.Name[..Math.Min(one.Name.Length, 40)].TrimEnd('-', '.')}-slipway-try";
        var content = System.Text.Json.Nodes.JsonNode.Parse(one.Json.Span)!.AsObject();
        content["metadata"]!["name"] = name;
        try
        {
            return await client.Apply(resource, space, name, content.ToJsonString(), dryRun: true, manager: ClusterClient.HelmManager, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Code is not HttpStatusCode.Unauthorized)
        {
            return null;
        }
    }

    /// <summary>Those that a set has made for its pods.</summary>
    private static async Task<IReadOnlyList<string>> Claims(ClusterClient client, string? space, JsonElement live, CancellationToken cancellation)
    {
        var starts = live.Items("spec", "volumeClaimTemplates").Select(template => $"{template.Name()}-{live.Name()}-").ToList();
        var claims = new List<string>();
        if (starts.Count == 0)
            return claims;
        try
        {
            await foreach (var claim in client.ListMetadata(ApiResource.Claims, space, "", cancellation).ConfigureAwait(false))
                if (starts.Any(start => claim.Name().StartsWith(start, StringComparison.Ordinal) && Ordinal().IsMatch(claim.Name()[start.Length..])))
                    claims.Add(claim.Name());
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Forbidden)
        {
            // They stay whether we may see them or not.
        }
        return [.. claims.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^\d+\z")]
    private static partial Regex Ordinal();
}
