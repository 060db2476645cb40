using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A definition and its entry against the platform's policy, as far as it can be told before anything is rendered.</summary>
internal static class PolicyCheck
{
    /// <param name="workload">What it runs as; for a service of one active pod another than it names.</param>
    /// <param name="traits">What all levels say together.</param>
    public static IEnumerable<Diagnostic> Of(ServiceDefinition definition, string workload, ComponentEntry entry, PlatformPolicy policy, MapNode traits)
    {
        if (ReferenceEquals(policy, PlatformPolicy.Default))
            return [];
        return [.. Fields(definition, entry, policy), .. Workload(definition, workload, policy), .. Traits(entry, policy), .. Images(definition, policy), .. Amounts(definition, policy, traits)];
    }

    internal static Diagnostic Say(Rule rule, Location? at, Location? ruled, params string[] arguments)
        => new(rule, at, arguments) { Related = ruled is null ? [] : [ruled] };

    private static IEnumerable<Diagnostic> Fields(ServiceDefinition definition, ComponentEntry entry, PlatformPolicy policy)
    {
        foreach (var field in policy.Fields)
        {
            foreach (var key in Keys(definition.Node, field.Value.Split('.')))
                yield return Say(PolicyRules.Field, key.At, field.At, field.Value);
            if (OfEntry(entry, field.Value) is { } place)
                yield return Say(PolicyRules.Field, place, field.At, field.Value);
        }
    }

    /// <summary>The keys at a path; what holds of <c>container</c> holds of each of <c>containers</c>.</summary>
    private static IEnumerable<ScalarNode> Keys(Node node, IReadOnlyList<string> path)
    {
        if (node is ListNode list)
            return list.Items.SelectMany(item => Keys(item, path));
        if (node is not MapNode map)
            return [];
        var found = map.Entries.Where(e => e.Name.Equals(path[0], StringComparison.OrdinalIgnoreCase)).ToList();
        if (path.Count == 1)
            return found.Select(e => e.Key);
        var containers = path[0].Equals("container", StringComparison.OrdinalIgnoreCase)
            ? map.Entries.Where(e => e.Name.Equals("containers", StringComparison.OrdinalIgnoreCase)).SelectMany(Items)
            : [];
        return found.Select(e => e.Value).Concat(containers).SelectMany(below => Keys(below, [.. path.Skip(1)]));
    }

    private static IEnumerable<Node> Items(MapEntry entry) => entry.Value switch
    {
        ListNode list => list.Items,
        MapNode map => map.Entries.Select(e => e.Value),
        _ => [],
    };

    private static Location? OfEntry(ComponentEntry entry, string field) => field.ToLowerInvariant() switch
    {
        "traits" => Place.Start(entry.Traits),
        "config" when entry.Config.Count > 0 => Place.Start(entry.Config),
        "objects" when entry.Objects.Count > 0 => Place.Start(entry.Objects),
        "patches" when entry.Patches.Count > 0 => Place.Start(entry.Patches),
        _ => null,
    };

    private static IEnumerable<Diagnostic> Workload(ServiceDefinition definition, string workload, PlatformPolicy policy)
    {
        var at = workload == definition.Workload.Value ? definition.Workload.At : Keys(definition.Node, ["singleActive"]).FirstOrDefault()?.At;
        if (policy.Workloads is { } workloads && workloads.Refuses(workload) is { } ruled)
            yield return Say(PolicyRules.Workload, at ?? Place.Start(definition.Node), ruled, workload, string.Join(", ", workloads.Names.Select(n => n.Value)));
    }

    private static IEnumerable<Diagnostic> Traits(ComponentEntry entry, PlatformPolicy policy)
    {
        if (policy.Traits is not null)
            foreach (var trait in entry.Traits.Entries)
                if (policy.Traits.Refuses(trait.Name) is { } ruled)
                    yield return Say(PolicyRules.Trait, trait.Key.At, ruled, trait.Name);
    }

    private static IEnumerable<Diagnostic> Images(ServiceDefinition definition, PlatformPolicy policy)
    {
        if (policy.Images is not { } images)
            yield break;
        foreach (var container in definition.Containers)
        {
            var name = container.ImagesName.Value with { Digest = null };
            if (Refuses(images, $"{name}"))
                yield return ImageRefused(images, container.ImagesName.At, $"{name}");
            if (images.NoLatest is { } ruled && container.ImagesName.Value.Digest is null && container.ImagesTag.Value == "latest")
                yield return Say(PolicyRules.Latest, container.ImagesTag.At ?? container.ImagesName.At, ruled, $"{name}:latest", "");
        }
    }

    internal static bool Refuses(PolicyImages images, string name)
        => images.Allowed is { } allowed && !allowed.Any(pattern => pattern.Value.Holds(name));

    /// <param name="where">Where in the finished objects; empty for the definition's own.</param>
    internal static Diagnostic ImageRefused(PolicyImages images, Location? at, string name, string where = "")
        => Say(PolicyRules.Image, at, images.AllowedAt, name, string.Join(", ", images.Allowed!.Select(a => a.Value.Text)), where);

    private static IEnumerable<Diagnostic> Amounts(ServiceDefinition definition, PlatformPolicy policy, MapNode traits)
    {
        if (policy.Limits is not { } limits)
            yield break;
        if (TraitCompany.IsOn(traits, "resources") && traits["resources"] is MapNode resources)
            foreach (var (most, kind) in limits.Requests.Select(r => (r, "requests")).Concat(limits.Limits.Select(l => (l, "limits"))))
                if (Above((resources[kind] as MapNode)?[most.Name], most.Amount.Value) is { } more)
                    yield return Say(PolicyRules.AboveMost, more.At, most.Amount.At, $"resources.{kind}.{most.Name}", more.Text, most.Amount.Value.Text);
        foreach (var (trait, key) in ((string, string)[])[("replicas", "count"), ("autoscale", "max")])
            if (limits.Replicas is { } replicas && TraitCompany.IsOn(traits, trait) && AboveReplicas((traits[trait] as MapNode)?[key], replicas.Value) is { } more)
                yield return Say(PolicyRules.AboveMost, more.At, replicas.At, $"{trait}.{key}", more.Text, $"{replicas.Value}");
        foreach (var storage in definition.Storage)
            if (limits.Storage is { } most && storage.Size is { } size && most.Value.IsLessThan(size.Value))
                yield return Say(PolicyRules.AboveMost, size.At, most.At, $"storage.{storage.Name.Value}.size", size.Value.Text, most.Value.Text);
    }

    internal static ScalarNode? Above(Node? amount, Quantity most)
        => amount is ScalarNode text && Quantity.Parse(text.Text) is { } quantity && most.IsLessThan(quantity) ? text : null;

    internal static ScalarNode? AboveReplicas(Node? count, int most)
        => count is ScalarNode text && long.TryParse(text.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number > most ? text : null;
}
