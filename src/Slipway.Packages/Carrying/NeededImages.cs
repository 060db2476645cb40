using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Where an image is named.</summary>
/// <param name="Object"><c>Deployment/web</c>, or the part of a definition that no object shows.</param>
/// <param name="Pointer">Where in it.</param>
/// <param name="At">In a file of the application, where that is known.</param>
public sealed record ImagePlace(string Component, string Object, string Pointer, Location? At)
{
    /// <summary>Nothing there says that it is one, it only has the shape.</summary>
    public bool IsGuess { get; init; }

    /// <summary>The words of a site that bring it there; null where it stands there without.</summary>
    public string? By { get; init; }

    /// <summary>The application itself names it, and no component does.</summary>
    public bool IsDeclaration => Component == DeclaredImages.NoComponent;

    public override string ToString() => $"{(IsDeclaration ? "" : $"{Component}: ")}{Object} {Pointer}{(By is null ? "" : $" ({By})")}";
}

/// <summary>An image that the application may run, and every place that names it.</summary>
/// <param name="IsSure">False where no place is sure.</param>
public sealed record NeededImage(CarriedName Name, IReadOnlyList<ImagePlace> Places, bool IsSure)
{
    /// <summary>No place says that it is one.</summary>
    public bool IsGuess => !IsSure && Places.All(place => place.IsGuess);

    /// <summary>What the application says of it; null for nothing.</summary>
    public ComposedImage? Declared { get; init; }
}

/// <summary>What an application says of an image, and the file that says it.</summary>
/// <param name="File">As messages name it.</param>
public sealed record ComposedImage(DeclaredImage Image, CarriedName Name, string File);

/// <summary>All images that an application may run: of its components' objects and hooks, of what definitions start without an object, and declared ones.</summary>
public static class NeededImages
{
    /// <summary>For <see cref="ComposedBuilder.Build"/>: what stands for the site's registry while images are looked for.</summary>
    public const string SiteRegistry = CarriedName.SiteHost;

    /// <param name="rendered">With <see cref="SiteRegistry"/>, every component whatever a site would choose.</param>
    /// <param name="adjusted">The same components as a site may change them; null where that is of no interest.</param>
    /// <returns>By name.</returns>
    public static (IReadOnlyList<NeededImage> Images, IReadOnlyList<Diagnostic> Findings) Of(
        Composition composition, IReadOnlyList<RenderedComponent> rendered, IReadOnlyList<AdjustedComponent>? adjusted = null)
    {
        var places = new SortedDictionary<string, List<(CarriedName Name, ImagePlace Place, bool IsSure)>>(StringComparer.Ordinal);
        foreach (var (name, place, sure) in rendered.SelectMany(component => Rendered(component, composition.Component(component.Component.Name))).Concat(composition.Components.SelectMany(Unrendered)))
            Add(name, place, sure);
        // What stands there anyway needs no word of a site, and what several words bring is told of the first.
        var plain = places.Where(place => place.Value.Any(one => one.IsSure)).Select(place => place.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, place, sure) in (adjusted ?? []).SelectMany(one => one.Images()))
            if (!plain.Contains(name.ToString()) && !(places.TryGetValue(name.ToString(), out var known) && known.Any(one => (one.IsSure || !sure) && one.Place.Component == place.Component && one.Place.Object == place.Object && one.Place.Pointer == place.Pointer)))
                Add(name, place, sure);
        var findings = AdjustedComponent.NotLookedAt(adjusted ?? []).ToList();

        void Add(CarriedName name, ImagePlace place, bool sure)
        {
            if (!places.TryGetValue(name.ToString(), out var list))
                places[name.ToString()] = list = [];
            list.Add((name, place, sure));
        }

        findings.AddRange(DeclaredImages.Unused(composition, [.. places.Keys]));
        var declared = new Dictionary<string, ComposedImage>(StringComparer.Ordinal);
        // The outermost application's word stands.
        foreach (var image in composition.Images)
            declared.TryAdd(image.Name.ToString(), image);
        foreach (var one in declared.Values.Where(one => !one.Image.Ignore && !places.ContainsKey(one.Name.ToString())))
            places[one.Name.ToString()] = [(one.Name, DeclaredImages.Place(one), true)];
        return ([.. places.Select(place => new NeededImage(place.Value[0].Name, [.. place.Value.OrderByDescending(one => one.IsSure).ThenBy(one => one.Place.IsGuess).Select(one => one.Place)], place.Value.Any(one => one.IsSure))
        {
            Declared = declared.GetValueOrDefault(place.Key),
        })], findings);
    }

    internal static IEnumerable<(CarriedName Name, ImagePlace Place, bool IsSure)> Rendered(RenderedComponent component, ComposedComponent? composed)
    {
        foreach (var item in component.Objects.Concat(component.Hooks.Where(hook => !IsTest(hook))).Concat(component.Crds))
            foreach (var image in ImageScan.Of(item.Content))
                yield return (image.Name, new ImagePlace(component.Component.Name, $"{item.Kind}/{item.Name}", image.Pointer, At(item, image, composed)) { IsGuess = image.IsGuess }, image.IsSure);
    }

    /// <summary>Where the text was written: in the definition, in what stands on top of it, else at least the component.</summary>
    private static Location? At(RenderedObject item, ScannedImage image, ComposedComponent? composed)
    {
        if (composed?.Service is { } service)
            if (service.Containers.FirstOrDefault(container => Of(container) == image.Name) is { } container)
                return container.ImagesName.At ?? container.Node.At ?? service.Node.At;
            else if (Written(service.Node, image.Text) is { } at)
                return at;
        return composed is null ? null
            : new[] { composed.Entry.Objects, composed.Entry.Patches, composed.Entry.Traits, composed.Written.Node }.Select(part => Written(part, image.Text)).FirstOrDefault(at => at is not null)
                ?? (item.Origin.StartsWith("/objects/", StringComparison.Ordinal) ? composed.Entry.Objects.Entry(item.Origin["/objects/".Length..])?.Key.At : null)
                ?? composed.Written.Name.At;
    }

    private static Location? Written(Node node, string text) => node switch
    {
        MapNode map => map.Entries.Select(entry => Written(entry.Value, text)).FirstOrDefault(at => at is not null),
        ListNode list => list.Items.Select(item => Written(item, text)).FirstOrDefault(at => at is not null),
        ScalarNode scalar when scalar.Text.Contains(text, StringComparison.Ordinal) => scalar.At,
        _ => null,
    };

    /// <summary>What an upgrade starts stands in no object of an installation.</summary>
    private static IEnumerable<(CarriedName, ImagePlace, bool)> Unrendered(ComposedComponent component)
    {
        foreach (var (container, index) in (component.Service?.Updaters ?? []).Select((updater, index) => (updater.Container, index)))
            if (container is not null && Of(container) is { } name)
                yield return (name, new ImagePlace(component.Name, component.Service!.Name.Value, JsonPointer.Of("updater", $"{index}", "container"), container.ImagesName.At ?? container.Node.At), true);
    }

    internal static CarriedName? Of(ContainerProgram container)
        => ImageReference.Of(container.ImagesName.Value, container.ImagesTag.Value, CarriedName.SiteHost) is { } reference ? CarriedName.Parse(reference.ToString()) : null;

    /// <summary>Only <c>helm test</c> starts it, which Slipway never calls.</summary>
    private static bool IsTest(RenderedObject hook)
        => (hook.Content as MapNode)?["metadata"] is MapNode metadata && metadata["annotations"] is MapNode annotations && annotations["helm.sh/hook"] is ScalarNode moments
            && moments.Text.Split(',').All(moment => moment.Trim() is "test" or "test-success" or "test-failure");
}
