using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;

namespace Slipway.Delivery;

/// <summary>
/// What an installation was told, kept beyond its end (<c>uninstall --keep-answers</c>) in the ConfigMap <c>slipway-INSTALLATION.answers</c>. No installation's receipt can have that name: a dot stands in
/// none.
/// </summary>
internal static class KeptAnswers
{
    public const string Label = "slipway/answers";

    public static string ObjectName(string installation) => $"{Receipt.ObjectName(installation)}.answers";

    /// <returns>Null when there is none.</returns>
    public static async Task<(Answers Answers, Selection Selection)?> Read(ClusterClient client, string space, string installation, CancellationToken cancellation)
    {
        if (await client.Get(ApiResource.ConfigMaps, space, ObjectName(installation), cancellation).ConfigureAwait(false) is not { } map)
            return null;
        var data = map.Texts("data");
        try
        {
            return (
                data.GetValueOrDefault("answers") is { } answers ? AnswersJson.Read(answers) : Answers.None,
                data.GetValueOrDefault("selection") is { } selection ? ReceiptJson.ReadSelection(selection) : Selection.Default);
        }
        catch (JsonException e)
        {
            throw new ClusterException(JournalRules.ReceiptBroken.With(ObjectName(installation), e.Message), e);
        }
    }

    public static async Task Write(ClusterClient client, string space, string installation, Answers answers, Selection selection)
    {
        var map = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject
            {
                ["name"] = ObjectName(installation),
                ["namespace"] = space,
                ["labels"] = new JsonObject { [Label] = installation, ["app.kubernetes.io/managed-by"] = "slipway" },
            },
            ["data"] = new JsonObject { ["answers"] = AnswersJson.Write(answers), ["selection"] = ReceiptJson.Selected(selection) },
        };
        await client.Apply(ApiResource.ConfigMaps, space, ObjectName(installation), map.ToJsonString(), force: true, cancellation: CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Once a receipt holds them. Tidying is not worth failing for.</summary>
    public static async Task Delete(ClusterClient client, string space, string installation)
    {
        try
        {
            await client.Delete(ApiResource.ConfigMaps, space, ObjectName(installation), cancellation: CancellationToken.None).ConfigureAwait(false);
        }
        catch (ClusterException)
        {
            // The receipt counts from now on.
        }
    }
}
