using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>The Job of a container's task that removes is made by Helm from what the release says, so how often it is asked is written there before.</summary>
internal static class ContainerRemoval
{
    private const string Input = "remove.input.json";
    private const string Attempt = "slipway/remove-attempt";

    /// <summary>Counts this time. Without effect where the component is no container's task.</summary>
    public static async Task Count(ClusterClient client, string space, string component, CancellationToken cancellation)
    {
        if (await ProgramTasks.Told(client, space, component, Input, cancellation).ConfigureAwait(false) is not ({ } secret, { } request) || secret.Text("metadata", "annotations", "slipway/program") is not null)
            return;
        var attempt = int.TryParse(secret.Text("metadata", "annotations", Attempt), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before + 1 : 1;
        request["attempt"] = attempt;
        await client.Patch(ApiResource.Secrets, space, TaskChart.InputOf(component), new()
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Attempt] = $"{attempt}" } },
            ["stringData"] = new JsonObject { [Input] = request.ToJsonString() },
        }, cancellation: cancellation).ConfigureAwait(false);
    }
}
