using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;

namespace Slipway.Delivery;

/// <summary>A component as the receipt lists it.</summary>
public sealed record ReceiptComponent(string Name, string Version, int Revision)
{
    /// <summary>The components of the installation that it needs to be ready.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>The service that it is, by its own name; empty for one that is none, and in receipts that do not say it.</summary>
    public string Service { get; init; } = "";

    /// <summary>Services that other installations have to offer.</summary>
    public IReadOnlyList<SiteNeed> Needs { get; init; } = [];

    /// <inheritdoc cref="ComponentFacts.Held"/>
    public IReadOnlyDictionary<string, string> Held { get; init; } = new Dictionary<string, string>();

    /// <summary>The workloads that it consists of, so that one which somebody deleted is missed; empty in receipts that do not say it.</summary>
    public IReadOnlyList<WorkloadId> Workloads { get; init; } = [];

    /// <summary>The rollback that Slipway itself made after a failed upgrade; null when there was none.</summary>
    public Restoration? Restored { get; init; }

    /// <summary>The last input that was found to make what the release has already; null where it was made from the last one.</summary>
    public SameInput? Same { get; init; }

    /// <summary>Counts that somebody scaled by hand and that were said to stay.</summary>
    public IReadOnlyList<KeptCount> Kept { get; init; } = [];
}

/// <summary>A revision that a rollback of Slipway's made, and the input that it brought back. A rollback by hand has the same labels but another revision.</summary>
public sealed record Restoration(int Revision, string Input);

/// <summary>
/// What is installed, as the namespace itself says it: the ConfigMap <c>slipway-INSTALLATION</c>. It lets any machine know the installation, and its
/// head of the chain shows when the end of a record was cut off.
/// </summary>
/// <param name="Identity">Made at the first install; it never changes.</param>
/// <param name="Configuration">SHA-256 over chart and values of all components.</param>
/// <param name="Runs">The newest last, at most <see cref="RunLimit"/>.</param>
public sealed record Receipt(
    string Installation, string Identity, PackageIdentity Package, string Configuration,
    IReadOnlyList<ReceiptComponent> Components, IReadOnlyList<RunHeader> Runs, JournalHead Head)
{
    public const int Schema = 1;
    public const int RunLimit = 20;
    public const int EarlierLimit = 8;
    public const string InstallationLabel = "slipway/installation";

    /// <summary>What installs were told of optional components and alternatives; the next one keeps it.</summary>
    public Selection Selection { get; init; } = Selection.Default;

    /// <summary>What the components were rendered with; null in receipts that do not say it.</summary>
    public PlatformIdentity? Platform { get; init; }

    /// <summary>What the site answered; the next install goes by it.</summary>
    public Answers Answers { get; init; } = Answers.None;

    /// <summary>The identities of installations of this name that were uninstalled before it, as far as the record of its first run knows them: at most <see cref="EarlierLimit"/>.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>What the object carried when it was read; empty for one that was never stored.</summary>
    internal string ResourceVersion { get; init; } = "";

    public static string ObjectName(string installation) => $"slipway-{installation}";

    /// <returns>Null when there is none.</returns>
    public static async Task<Receipt?> Read(ClusterClient client, string space, string installation, CancellationToken cancellation = default)
        => await client.Get(ApiResource.ConfigMaps, space, ObjectName(installation), cancellation).ConfigureAwait(false) is { } map
            ? Parse(installation, map)
            : null;

    /// <summary>Stores it if nobody else has since it was read. A change by another run is the API's Conflict.</summary>
    public async Task<Receipt> Write(ClusterClient client, string space, CancellationToken cancellation = default)
    {
        var content = Content(space);
        try
        {
            var stored = ResourceVersion.Length == 0
                ? await client.Create(ApiResource.ConfigMaps, space, content, cancellation: cancellation).ConfigureAwait(false)
                : await client.Apply(ApiResource.ConfigMaps, space, ObjectName(Installation), content.ToJsonString(), force: true, cancellation: cancellation).ConfigureAwait(false);
            return this with { ResourceVersion = stored.Text("metadata", "resourceVersion") ?? "" };
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Conflict)
        {
            throw new ClusterException(RunRules.Moved.With(Installation), e);
        }
    }

    private JsonObject Content(string space)
    {
        var metadata = new JsonObject
        {
            ["name"] = ObjectName(Installation),
            ["namespace"] = space,
            ["labels"] = new JsonObject { [InstallationLabel] = Installation, ["app.kubernetes.io/managed-by"] = "slipway" },
        };
        if (ResourceVersion.Length > 0)
            metadata["resourceVersion"] = ResourceVersion;
        var data = new JsonObject
        {
            ["schema"] = $"{Schema}",
            ["identity"] = Identity,
            ["package"] = Package.Name,
            ["version"] = Package.Version,
            ["digest"] = Package.Digest,
            ["configuration"] = Configuration,
            ["components"] = ReceiptJson.Components(Components),
            ["selection"] = ReceiptJson.Selected(Selection),
            ["answers"] = AnswersJson.Write(Answers),
            ["runs"] = ReceiptJson.Runs(Runs.TakeLast(RunLimit)),
            ["head"] = new JsonObject { ["seq"] = Head.Sequence, ["hash"] = Head.Hash, ["record"] = Head.Record }.ToJsonString(),
        };
        if (Earlier.Count > 0)
            data["earlier"] = string.Join(' ', Earlier);
        if (Platform is not null)
            data["platform"] = ReceiptJson.Platform(Platform);
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = metadata, ["data"] = data };
    }

    internal static Receipt Parse(string installation, JsonElement map)
    {
        var data = map.Texts("data");
        string Of(string key) => data.GetValueOrDefault(key) ?? throw Broken(installation, $"`{key}` is missing");
        if (!int.TryParse(Of("schema"), CultureInfo.InvariantCulture, out var schema) || schema > Schema)
            throw Broken(installation, $"its schema {Of("schema")} is newer than this program");
        try
        {
            using var head = JsonDocument.Parse(Of("head"));
            return new Receipt(
                installation, Of("identity"), new(Of("package"), Of("version"), Of("digest")), Of("configuration"),
                ReceiptJson.ReadComponents(Of("components")), ReceiptJson.ReadRuns(Of("runs")),
                new(head.RootElement.Number("seq"), head.RootElement.Text("hash") ?? JournalEvent.NoHash) { Record = head.RootElement.Text("record") ?? "" })
            {
                Earlier = data.GetValueOrDefault("earlier")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
                ResourceVersion = map.Text("metadata", "resourceVersion") ?? "",
                Platform = data.GetValueOrDefault("platform") is { } platform ? ReceiptJson.ReadPlatform(platform) : null,
                Selection = data.GetValueOrDefault("selection") is { } selection ? ReceiptJson.ReadSelection(selection) : Selection.Default,
                Answers = data.GetValueOrDefault("answers") is { } answers ? AnswersJson.Read(answers) : Answers.None,
            };
        }
        catch (JsonException e)
        {
            throw Broken(installation, e.Message);
        }
    }

    private static ClusterException Broken(string installation, string cause)
        => new(JournalRules.ReceiptBroken.With(ObjectName(installation), cause));
}
