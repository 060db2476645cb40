using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// The platform's limits once more on the finished objects, whoever wrote into them: a trait, a patch or an object of the entry. Each map that holds a list
/// of containers counts as a pod, wherever it stands.
/// </summary>
internal static class FinishedPolicy
{
    public static RenderedComponent Check(RenderedComponent rendered, PlatformPolicy policy)
    {
        if (policy.Images is null && policy.Limits is null)
            return rendered;
        var walk = new Walk(rendered.Component, policy);
        foreach (var made in rendered.Objects)
            if (made.Content is MapNode map)
                walk.Object(map, $"{made.Kind}/{made.Name}");
        return walk.Findings.Count == 0 ? rendered : rendered with { Objects = [], Findings = [.. rendered.Findings, .. walk.Findings] };
    }

    private sealed record Walk(Component Component, PlatformPolicy Policy)
    {
        public List<Diagnostic> Findings { get; } = [];

        public void Object(MapNode content, string name)
        {
            if (Policy.Limits?.Replicas is { } most && content["spec"] is MapNode spec)
                foreach (var key in (string[])["replicas", "maxReplicas", "maxReplicaCount"])
                    if (PolicyCheck.AboveReplicas(spec[key], most.Value) is { } more)
                        Above($"{name} spec.{key}", more, $"{most.Value}", most.At);
            Below(content, name, "");
        }

        private void Below(Node node, string name, string path)
        {
            switch (node)
            {
                case MapNode map:
                    Map(map, name, path);
                    foreach (var entry in map.Entries)
                        Below(entry.Value, name, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}");
                    break;
                case ListNode list:
                    for (var i = 0; i < list.Items.Count; i++)
                        Below(list.Items[i], name, $"{path}[{((list.Items[i] as MapNode)?["name"] as ScalarNode)?.Text ?? $"{i}"}]");
                    break;
                default:
                    break;
            }
        }

        private void Map(MapNode map, string name, string path)
        {
            foreach (var key in (string[])["containers", "initContainers", "ephemeralContainers"])
                foreach (var container in (map[key] as ListNode)?.Items.OfType<MapNode>() ?? [])
                    Container(container, $"{name} {path}{(path.Length == 0 ? "" : ".")}{key}[{(container["name"] as ScalarNode)?.Text}]");
            // A volume that is an image's files.
            foreach (var volume in (map["volumes"] as ListNode)?.Items.OfType<MapNode>() ?? [])
                if ((volume["image"] as MapNode)?["reference"] is ScalarNode image)
                    Image(image.Text, $"{name} {path}{(path.Length == 0 ? "" : ".")}volumes[{(volume["name"] as ScalarNode)?.Text}]");
            if (map["containers"] is ListNode && map["resources"] is MapNode ofPod)
                Amounts(ofPod, $"{name} {path}.resources");
            if (Policy.Limits?.Storage is { } most && ((map["resources"] as MapNode)?["requests"] as MapNode)?["storage"] is { } storage && PolicyCheck.Above(storage, most.Value) is { } more)
                Above($"{name} {path}.resources.requests.storage", more, most.Value.Text, most.At);
        }

        private void Container(MapNode container, string path)
        {
            if (container["image"] is ScalarNode image)
                Image(image.Text, path);
            if (container["resources"] is MapNode resources)
                Amounts(resources, $"{path}.resources");
        }

        private void Amounts(MapNode resources, string path)
        {
            if (Policy.Limits is { } limits)
                foreach (var (most, kind) in limits.Requests.Select(r => (r, "requests")).Concat(limits.Limits.Select(l => (l, "limits"))))
                    if (PolicyCheck.Above((resources[kind] as MapNode)?[most.Name], most.Amount.Value) is { } more)
                        Above($"{path}.{kind}.{most.Name}", more, most.Amount.Value.Text, most.Amount.At);
        }

        private void Image(string image, string path)
        {
            if (Policy.Images is not { } images)
                return;
            var (name, tag, digest) = Parts(image);
            if (Names(name).All(n => PolicyCheck.Refuses(images, n)))
                Findings.Add(PolicyCheck.ImageRefused(images, Origin([image, name, name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]]), name, $" ({Component.Name}: {path})"));
            if (images.NoLatest is { } ruled && digest is null && tag is null or "latest")
                Findings.Add(PolicyCheck.Say(PolicyRules.Latest, Origin([image, name]), ruled, image, $" ({Component.Name}: {path})"));
        }

        /// <summary>A name as it stands, and as it was before the site's registry came in front.</summary>
        private IEnumerable<string> Names(string name)
        {
            yield return name;
            var site = ((Component.Values["global"] as MapNode)?["imageRegistry"] as ScalarNode)?.Text;
            if (site is null && IsOfSite(name))
                yield return "/" + name;
            else if (site is not null && name.StartsWith(site.TrimEnd('/') + "/", StringComparison.Ordinal))
                yield return name[site.TrimEnd('/').Length..];
        }

        // Without a registry of the site, a name with a leading slash is rendered as if it had none; only the definition's own may.
        private bool IsOfSite(string name)
            => (Component.Values["containers"] as MapNode)?.Entries.Select(e => (e.Value as MapNode)?["image"] as MapNode)
                .Any(own => own is not null && own["registry"] is null && (own["repository"] as ScalarNode)?.Text == name) ?? false;

        private static (string Name, string? Tag, string? Digest) Parts(string image)
        {
            var at = image.IndexOf('@', StringComparison.Ordinal);
            var (name, digest) = at < 0 ? (image, null) : (image[..at], image[(at + 1)..]);
            var colon = name.LastIndexOf(':');
            return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..], digest) : (name, null, digest);
        }

        private void Above(string what, ScalarNode more, string most, Location? ruled)
            => Findings.Add(PolicyCheck.Say(PolicyRules.AboveMost, Origin([more.Text]), ruled, $"{Component.Name}: {what}", more.Text, most));

        /// <summary>The place of a value that says this text; else the component's name.</summary>
        private Location? Origin(IReadOnlyList<string> texts)
            => texts.Select(text => Find(Component.Values, text)).FirstOrDefault(found => found is not null) ?? Component.Values["name"]?.At;

        private static Location? Find(Node node, string text) => node switch
        {
            ScalarNode scalar => scalar.Text == text ? scalar.At : null,
            MapNode map => map.Entries.Select(e => Find(e.Value, text)).FirstOrDefault(found => found is not null),
            ListNode list => list.Items.Select(item => Find(item, text)).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }
}
