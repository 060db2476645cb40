using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>An image that an object names.</summary>
/// <param name="Text">As it stands there.</param>
/// <param name="Pointer">Where in the object: <c>/spec/template/spec/containers/0/image</c>.</param>
/// <param name="IsSure">False where it only looks like one: in an argument, a variable, a text.</param>
public sealed record ScannedImage(CarriedName Name, string Text, string Pointer, bool IsSure);

/// <summary>
/// Finds images in objects of any kind. Sure are the containers of pods, wherever a pod stands (also in a custom resource or a list), image volumes, and fields that are
/// called image and hold what a name looks like, whole or in parts (<c>repository</c>, <c>tag</c>). All other texts are looked through for what looks like one.
/// </summary>
internal sealed class ImageScan
{
    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    private readonly List<ScannedImage> found = [];
    private readonly List<string> path = [];

    /// <summary>In the object's order; one name at one place once.</summary>
    public static IReadOnlyList<ScannedImage> Of(Node root)
    {
        var scan = new ImageScan();
        if (root is MapNode { } map && map["kind"] is ScalarNode { Text: "CustomResourceDefinition" })
            scan.Defaults(map, "");
        else
            scan.Walk(root);
        return scan.found;
    }

    private void Walk(Node node)
    {
        switch (node)
        {
            case MapNode map when Parts(map) is { } whole && Key is { } key && ImageWords.Says(key):
                Add(whole, whole, sure: true);
                foreach (var entry in map.Entries.Where(entry => entry.Value is not ScalarNode))
                    In(entry.Name, () => Walk(entry.Value));
                break;
            case MapNode map when map["name"] is ScalarNode name && map["value"] is ScalarNode { Kind: ScalarKind.String } value:
                In("value", () => Text(name.Text, value.Text));
                foreach (var entry in map.Entries.Where(entry => entry.Name is not ("name" or "value")))
                    In(entry.Name, () => Walk(entry.Value));
                break;
            case MapNode map:
                // Base64, and no place for a name that a node would read.
                var isSecret = path.Count == 0 && map["kind"] is ScalarNode { Text: "Secret" };
                foreach (var entry in map.Entries.Where(entry => !isSecret || entry.Name != "data"))
                    In(entry.Name, () => Walk(entry.Value));
                break;
            case ListNode list:
                Items(list);
                break;
            case ScalarNode { Kind: ScalarKind.String } text:
                Text(Key ?? "", text.Text);
                break;
            default:
                break;
        }
    }

    /// <summary>In a list of words, a flag may speak of the word behind it.</summary>
    private void Items(ListNode list)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            var before = i > 0 && list.Items[i - 1] is ScalarNode { Kind: ScalarKind.String } flag && flag.Text.StartsWith('-') && !flag.Text.Contains('=', StringComparison.Ordinal) ? flag.Text : null;
            if (list.Items[i] is ScalarNode { Kind: ScalarKind.String } text)
                In($"{i}", () => Text(before ?? "", text.Text, inList: true));
            else
                In($"{i}", () => Walk(list.Items[i]));
        }
    }

    private void Text(string called, string text, bool inList = false)
    {
        if (text.Length == 0 || text.Length > 4 << 20)
            return;
        var key = Key ?? "";
        if (!inList && IsPodImage(key))
        {
            Add(text, text, sure: true);
            return;
        }
        var isField = !inList && called == key && (called == "image" || called.EndsWith("Image", StringComparison.Ordinal));
        if (ImageWords.Says(called) && ImageWords.Named(text) is not null)
            Add(text, text, sure: isField);
        else
            foreach (var (_, word, _) in ImageWords.In(text))
                Add(word, word, sure: false);
    }

    /// <summary>A container's <c>image</c>, or an image volume's <c>image.reference</c>.</summary>
    private bool IsPodImage(string key)
        => (key == "image" && path.Count >= 3 && ContainerLists.Contains(path[^3]) && IsIndex(path[^2]))
            || (key == "reference" && path.Count >= 4 && path[^2] == "image" && IsIndex(path[^3]) && path[^4] == "volumes");

    /// <summary><c>{registry, repository, tag, digest}</c> as one name; null for a map that is none.</summary>
    private static string? Parts(MapNode map)
    {
        if (Scalar(map, "repository") is not { Length: > 0 } repository || ((map.Entry("tag") is null ? null : "") ?? Scalar(map, "tag") ?? Scalar(map, "digest") ?? Scalar(map, "sha") ?? Scalar(map, "version")) is null)
            return null;
        var registry = Scalar(map, "registry") is { Length: > 0 } host ? host + "/" : "";
        var tag = Scalar(map, "tag") ?? Scalar(map, "version");
        var digest = Scalar(map, "digest") ?? Scalar(map, "sha");
        var whole = registry + repository + (tag is { Length: > 0 } ? ":" + tag : "") + (digest is { Length: > 0 } ? "@" + (digest.Contains(':', StringComparison.Ordinal) ? digest : "sha256:" + digest) : "");
        return CarriedName.Parse(whole) is null ? null : whole;
    }

    /// <summary>Of a definition of kinds only its default values ever become objects; the rest is prose.</summary>
    private void Defaults(MapNode map, string field)
    {
        foreach (var entry in map.Entries)
            In(entry.Name, () =>
            {
                if (entry.Name == "default" && entry.Value is ScalarNode { Kind: ScalarKind.String } text && ImageWords.Says(field) && ImageWords.Named(text.Text) is not null)
                    Add(text.Text, text.Text, sure: false);
                else if (entry.Value is MapNode inner)
                    Defaults(inner, entry.Name);
                else if (entry.Value is ListNode list)
                    foreach (var (item, index) in list.Items.OfType<MapNode>().Select((item, index) => (item, index)))
                        In($"{index}", () => Defaults(item, entry.Name));
            });
    }

    private void Add(string text, string name, bool sure)
    {
        if (CarriedName.Parse(name) is not { } parsed)
            return;
        var pointer = JsonPointer.Of(path);
        if (!found.Any(known => known.Name == parsed && known.Pointer == pointer))
            found.Add(new ScannedImage(parsed, text, pointer, sure));
    }

    private void In(string name, Action look)
    {
        path.Add(name);
        look();
        path.RemoveAt(path.Count - 1);
    }

    private string? Key => path.Count > 0 ? path[^1] : null;

    private static string? Scalar(MapNode map, string key) => map[key] is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;

    private static bool IsIndex(string name) => name.Length > 0 && name.All(char.IsAsciiDigit);
}
