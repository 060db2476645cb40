using System.Globalization;
using System.Text.Json;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>One revision of a release, as the labels of Helm's Secret say it; its content is not read.</summary>
/// <param name="Status">Helm's word: <c>deployed</c>, <c>superseded</c>, <c>failed</c>, <c>pending-install</c> …</param>
public sealed record HelmRelease(string Name, int Revision, string Status, DateTimeOffset Created, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Labels that Slipway puts on releases.</summary>
    public const string InstallationLabel = "slipway-installation";
    public const string InputLabel = "input";
    public const string InputRevisionLabel = "input-rev";

    /// <summary>The installation that holds this release; null when Slipway did not make it.</summary>
    public string? Installation => Labels.GetValueOrDefault(InstallationLabel);

    public bool IsPending => Status.StartsWith("pending-", StringComparison.Ordinal) || Status == "uninstalling";

    /// <summary>
    /// True when this revision was made from this input and by nothing else. Later upgrades by hand and rollbacks inherit labels, so the hash alone
    /// would lie; the revision that stands beside it then no longer fits.
    /// </summary>
    public bool IsFrom(string input, Restoration? restored = null) => Status == "deployed" && InputOf(restored) == input;

    /// <summary>The input that this revision holds, whatever became of it since; null when it cannot be known.</summary>
    /// <param name="restored">The receipt's word on a rollback that Slipway made.</param>
    public string? InputOf(Restoration? restored)
    {
        var input = Labels.GetValueOrDefault(InputLabel);
        var isMade = Labels.GetValueOrDefault(InputRevisionLabel) == Revision.ToString(CultureInfo.InvariantCulture);
        return isMade || (restored?.Revision == Revision && restored.Input == input) ? input : null;
    }

    internal static HelmRelease? Read(JsonElement secret)
    {
        var labels = secret.Texts("metadata", "labels");
        return labels.TryGetValue("name", out var name) && int.TryParse(labels.GetValueOrDefault("version"), CultureInfo.InvariantCulture, out var revision)
            ? new(name, revision, labels.GetValueOrDefault("status", ""), Time(secret, labels), labels)
            : null;
    }

    private static DateTimeOffset Time(JsonElement secret, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var label in new[] { "modifiedAt", "createdAt" })
            if (long.TryParse(labels.GetValueOrDefault(label), CultureInfo.InvariantCulture, out var seconds))
                return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return DateTimeOffset.TryParse(secret.Text("metadata", "creationTimestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
            ? created : DateTimeOffset.UnixEpoch;
    }
}

/// <summary>All stored revisions of one release, oldest first; empty when there is none.</summary>
public sealed record HelmHistory(string Name, IReadOnlyList<HelmRelease> Revisions)
{
    public HelmRelease? Newest => Revisions.Count == 0 ? null : Revisions[^1];

    /// <summary>The revisions whose objects Helm may delete when another takes their place.</summary>
    public IEnumerable<int> Replaced => new[] { Newest, LastGood }.OfType<HelmRelease>().Where(r => r.Status != "uninstalled").Select(r => r.Revision).Distinct();

    /// <summary>What a rollback goes to: the newest revision that was deployed, else the newest that came to an end.</summary>
    public HelmRelease? LastGood
        => Revisions.LastOrDefault(r => r.Status is "deployed") ?? Revisions.LastOrDefault(r => r.Status is "superseded" or "failed");
}

/// <summary>Finds releases by the labels of their Secrets.</summary>
public static class HelmReleases
{
    public static async Task<HelmHistory> Of(ClusterClient client, string space, string name, CancellationToken cancellation = default)
        => new(name, [.. (await Select(client, space, $"owner=helm,name={name}", cancellation).ConfigureAwait(false)).OrderBy(r => r.Revision)]);

    /// <summary>The same of many, in few requests: one of them a hundred names.</summary>
    public static async Task<IReadOnlyDictionary<string, HelmHistory>> Of(ClusterClient client, string space, IReadOnlyList<string> names, CancellationToken cancellation = default)
    {
        var found = new List<HelmRelease>();
        foreach (var some in names.Chunk(100))
            found.AddRange(await Select(client, space, $"owner=helm,name in ({string.Join(',', some)})", cancellation).ConfigureAwait(false));
        var byName = found.ToLookup(release => release.Name, StringComparer.Ordinal);
        return names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => new HelmHistory(name, [.. byName[name].OrderBy(r => r.Revision)]), StringComparer.Ordinal);
    }

    /// <summary>The releases that an installation holds.</summary>
    public static async Task<IReadOnlyList<HelmHistory>> OfInstallation(ClusterClient client, string space, string installation, CancellationToken cancellation = default)
        => [.. (await Select(client, space, $"owner=helm,{HelmRelease.InstallationLabel}={installation}", cancellation).ConfigureAwait(false))
            .GroupBy(r => r.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new HelmHistory(g.Key, [.. g.OrderBy(r => r.Revision)]))];

    private static async Task<List<HelmRelease>> Select(ClusterClient client, string space, string labels, CancellationToken cancellation)
    {
        var found = new List<HelmRelease>();
        await foreach (var secret in client.ListMetadata(ApiResource.Secrets, space, labels, cancellation).ConfigureAwait(false))
            if (HelmRelease.Read(secret) is { } release)
                found.Add(release);
        return found;
    }
}
