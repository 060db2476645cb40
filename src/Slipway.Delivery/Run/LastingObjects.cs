using System.Text.RegularExpressions;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What lasts (<see cref="LastingKinds"/>) no run deletes, whichever kind of component brought it; it is named instead.</summary>
internal static partial class LastingObjects
{
    /// <summary>A manifest in which each of them says that it is to stay, and those that do.</summary>
    /// <returns>The very same text where nothing is to be added; no text where a part of it cannot be read that may be one of them.</returns>
    public static (string? Manifest, IReadOnlyList<RenderedObject> Lasting) Marked(string manifest)
    {
        var lasting = new List<RenderedObject>();
        var (parts, changed) = (new List<string>(), false);
        foreach (var part in Separator().Split(manifest))
        {
            var mayBe = LastingKinds.All.Any(kind => part.Contains(kind, StringComparison.Ordinal));
            var read = mayBe ? YamlReader.Read(new SourceText("manifest", part)) : null;
            if (read is { HasErrors: true })
                return (null, lasting);
            var objects = read is null ? [] : read.Documents.SelectMany(document => ForeignObjects.Of(document)).ToList();
            var found = objects.Where(one => LastingKinds.Lasts(one.ApiVersion, one.Kind)).ToList();
            lasting.AddRange(found);
            if (found.All(one => Policy(one) == LastingKinds.Keep))
                parts.Add(part);
            else
                (parts, changed) = ([.. parts, .. objects.Select(one => found.Contains(one) ? Kept((MapNode)one.Content).Yaml : one.Yaml)], true);
        }
        return (changed ? string.Concat(parts.Where(part => part.Trim().Length > 0).Select(part => $"---\n{part.TrimEnd()}\n")) : manifest, lasting);
    }

    /// <summary>An empty one where none is named: then the release's.</summary>
    public static string SpaceOf(RenderedObject one, string space) => one.Kind == "PersistentVolumeClaim" ? one.Namespace ?? space : "";

    /// <summary>What tells that it stays.</summary>
    /// <param name="chart">Name and version of the chart that brought it.</param>
    public static Diagnostic Say(RenderedObject one, string space, string chart) => one.Kind switch
    {
        "Namespace" => RunRules.NamespaceStays.With(one.Name),
        "CustomResourceDefinition" => CrdRules.KindStays.With(one.Name, chart),
        _ => Say(one.Kind, SpaceOf(one, space), one.Name),
    };

    /// <param name="space">Empty for what stands in none.</param>
    public static Diagnostic Say(string kind, string space, string name)
        => RunRules.Remains.With($"{kind} {(space.Length > 0 ? $"{space}/" : "")}{name}", $"kubectl delete {kind.ToLowerInvariant()} {name}{(space.Length > 0 ? $" -n {space}" : "")}");

    private static RenderedObject Kept(MapNode content)
    {
        var metadata = content["metadata"] as MapNode ?? Node.Map();
        var annotations = metadata["annotations"] as MapNode ?? Node.Map();
        return ForeignObjects.Object(content.With("metadata", metadata.With("annotations", annotations.With(LastingKinds.PolicyAnnotation, Node.Of(LastingKinds.Keep)))));
    }

    private static string? Policy(RenderedObject one)
        => ((((one.Content as MapNode)?["metadata"] as MapNode)?["annotations"] as MapNode)?[LastingKinds.PolicyAnnotation] as ScalarNode)?.Text;

    /// <summary>As Helm parts a manifest.</summary>
    [GeneratedRegex(@"(?:^|\s*\n)---\s*")]
    private static partial Regex Separator();
}
