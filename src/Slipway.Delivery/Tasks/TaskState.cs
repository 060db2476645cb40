using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>
/// How far a task came, as the cluster knows it: the Secret <c>NAME-task-result</c>, which belongs to the release's own Secret and goes with it. Its other keys are what the task handed out.
/// </summary>
/// <param name="Input">What the release was made from for which the task was asked last.</param>
/// <param name="Action">That it was asked for.</param>
/// <param name="Attempt">How often it was asked for that, from 1; 0 before the first time.</param>
/// <param name="IsDone">The last time it said that it is done.</param>
/// <param name="Version">The last one that it said it has installed; empty before that.</param>
public sealed record TaskState(string Input, string Action, int Attempt, bool IsDone, string Version)
{
    private const string InputKey = "slipway.input";
    private const string ActionKey = "slipway.action";
    private const string AttemptKey = "slipway.attempt";
    private const string DoneKey = "slipway.done";
    private const string VersionKey = "slipway.version";

    public static TaskState None { get; } = new("", "", 0, false, "");

    public bool IsDoneFor(string input) => IsDone && Input == input;

    /// <summary>The number of the next time that it is asked.</summary>
    public int Next(string input, string action) => !IsDone && Input == input && Action == action ? Attempt + 1 : 1;

    public static async Task<TaskState> Read(ClusterClient client, string space, string component, CancellationToken cancellation = default)
    {
        if (await client.Get(ApiResource.Secrets, space, TaskChart.ResultOf(component), cancellation).ConfigureAwait(false) is not { } secret)
            return None;
        var data = DataOf(secret);
        return new TaskState(
            data.GetValueOrDefault(InputKey, ""), data.GetValueOrDefault(ActionKey, ""),
            int.TryParse(data.GetValueOrDefault(AttemptKey), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : 0, data.GetValueOrDefault(DoneKey) == "true", data.GetValueOrDefault(VersionKey, ""));
    }

    /// <param name="outputs">Null leaves those that are there, for who uses them while the task runs again.</param>
    /// <param name="owner">The Secret that the release made.</param>
    public async Task Write(ClusterClient client, string space, string installation, string component, JsonElement owner, IReadOnlyDictionary<string, string>? outputs)
    {
        var data = new JsonObject { [InputKey] = Input, [ActionKey] = Action, [AttemptKey] = $"{Attempt}", [DoneKey] = IsDone ? "true" : "false", [VersionKey] = Version };
        if (outputs is null && await client.Get(ApiResource.Secrets, space, TaskChart.ResultOf(component)).ConfigureAwait(false) is { } now)
            outputs = DataOf(now).Where(one => !one.Key.Contains('.', StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in outputs ?? new Dictionary<string, string>())
            data[name] = value;
        var content = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject
            {
                ["name"] = TaskChart.ResultOf(component),
                ["namespace"] = space,
                ["labels"] = new JsonObject { [Live.NameLabel] = component, [Live.InstanceLabel] = installation, ["app.kubernetes.io/managed-by"] = "slipway" },
                ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["name"] = owner.Name(), ["uid"] = owner.Uid() }),
            },
            ["stringData"] = data,
        };
        await client.Apply(ApiResource.Secrets, space, TaskChart.ResultOf(component), content.ToJsonString(), force: true).ConfigureAwait(false);
    }

    internal static Dictionary<string, string> DataOf(JsonElement secret)
        => secret.Texts("data").ToDictionary(one => one.Key, one => Encoding.UTF8.GetString(Convert.FromBase64String(one.Value)), StringComparer.Ordinal);
}
