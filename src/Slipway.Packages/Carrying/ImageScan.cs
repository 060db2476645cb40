using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>An image that an object names.</summary>
/// <param name="Text">As it stands there.</param>
/// <param name="Pointer">Where in the object: <c>/spec/template/spec/containers/0/image</c>.</param>
/// <param name="IsSure">False where it only looks like one: in an argument, a variable, a text.</param>
public sealed record ScannedImage(CarriedName Name, string Text, string Pointer, bool IsSure)
{
    /// <summary>Nothing says that it is one, it only has the shape.</summary>
    public bool IsGuess { get; init; }

    /// <summary>It stands in what is base64 there.</summary>
    public bool IsEncoded { get; init; }

    internal int Weight => IsSure ? 2 : IsGuess ? 0 : 1;
}

/// <summary>
/// Finds images in objects of any kind. Sure are the containers of pods, wherever a pod stands (also in a custom resource or a list), image volumes, fields that are
/// called image and hold what a name looks like, whole or in parts (<c>repository</c>, <c>tag</c>), and in custom resources bare words in such fields and parts under any name.
/// All other texts are looked through for what looks like one, also as what they are: YAML or JSON in a ConfigMap, base64 in a Secret.
/// </summary>
internal sealed class ImageScan
{
    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    private readonly List<ScannedImage> found = [];
    private readonly List<string> path = [];
    private readonly ImageTexts texts;
    private bool isCustom;

    private ImageScan(ImageTexts texts) => this.texts = texts;

    /// <summary>In the object's order; one name at one place once.</summary>
    public static IReadOnlyList<ScannedImage> Of(Node root)
    {
        var scan = new ImageScan(new ImageTexts());
        if (root is MapNode { } map && map["kind"] is ScalarNode { Text: "CustomResourceDefinition" })
            scan.Defaults(map, "");
        else
            scan.Walk(root);
        return scan.found;
    }

    /// <summary>What a text holds that is YAML or JSON: nothing in there is sure.</summary>
    internal static IEnumerable<ScannedImage> Within(Node root, ImageTexts texts)
    {
        var scan = new ImageScan(texts);
        scan.Walk(root);
        return scan.found.Select(image => image with { IsSure = false });
    }

    private void Walk(Node node)
    {
        switch (node)
        {
            case MapNode map when IsObject(map):
                var around = isCustom;
                isCustom = BuiltInKinds.IsCustom(map);
                Map(map);
                isCustom = around;
                break;
            case MapNode map:
                Map(map);
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

    private void Map(MapNode map)
    {
        var isSaid = Key is { } key && (ImageWords.Says(key) || IsAmongImages) && !IsItem;
        if (ImageParts.Whole(map, isSaid) is { } whole && (isSaid || isCustom || texts.IsInside))
        {
            Add(whole, whole, sure: true, guess: !isSaid && !isCustom);
            map = new MapNode(map.Entries.Where(entry => entry.Value is not ScalarNode), map.At);
        }
        if (map["name"] is ScalarNode name && map["value"] is ScalarNode { Kind: ScalarKind.String } value)
        {
            In("value", () => Text(name.Text, value.Text));
            map = map.Without("name").Without("value");
        }
        var isSecret = path.Count == 0 && map["kind"] is ScalarNode { Text: "Secret" };
        foreach (var entry in map.Entries)
            if (isSecret && entry is { Name: "data", Value: MapNode data })
                In("data", () => Encoded(data));
            else
                In(entry.Name, () => Walk(entry.Value));
    }

    /// <summary>What is meant to be secret is never printed on a mere guess.</summary>
    private void Encoded(MapNode data)
    {
        foreach (var entry in data.Entries)
            if (entry.Value is ScalarNode { } scalar && Base64Text.Read(scalar.Text) is { } text)
                In(entry.Name, () =>
                {
                    foreach (var image in texts.In(entry.Name, text).Where(image => !image.IsGuess))
                        Keep(image with { Pointer = JsonPointer.Of(path), IsEncoded = true });
                });
    }

    /// <summary>In a list of words, a flag may speak of the word behind it; a field may speak of all of them.</summary>
    private void Items(ListNode list)
    {
        var all = Key is { } key && ImageWords.IsFieldOfSeveral(key) ? key : "";
        for (var i = 0; i < list.Items.Count; i++)
        {
            var before = i > 0 && list.Items[i - 1] is ScalarNode { Kind: ScalarKind.String } flag && flag.Text.StartsWith('-') && !flag.Text.Contains('=', StringComparison.Ordinal) ? flag.Text : null;
            if (list.Items[i] is ScalarNode { Kind: ScalarKind.String } text)
                In($"{i}", () => Text(before ?? all, text.Text, inList: true));
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
        var isField = !inList && called == key && !IsMetadata && ImageWords.IsField(called);
        var isSaid = ImageWords.Says(called) || (!inList && IsAmongImages && called == key && ImageWords.Says(key + "image"));
        if (isSaid && ImageWords.Named(text) is not null)
            Add(text, text, sure: isField);
        else if (isSaid && !IsMetadata && ImageWords.Bare(text) is not null)
            Add(text, text, sure: isField && isCustom, guess: !(isField && isCustom));
        else
            foreach (var image in texts.In(called, text).Where(image => !image.IsGuess || (!IsMetadata && !IsSecret(called))))
                Keep(image with { Pointer = JsonPointer.Of(path) });
    }

    /// <summary>A container's <c>image</c>, or an image volume's <c>image.reference</c>.</summary>
    private bool IsPodImage(string key)
        => (key == "image" && path.Count >= 3 && ContainerLists.Contains(path[^3]) && IsIndex(path[^2]))
            || (key == "reference" && path.Count >= 4 && path[^2] == "image" && IsIndex(path[^3]) && path[^4] == "volumes");

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

    private void Add(string text, string name, bool sure, bool guess = false)
    {
        if (CarriedName.Parse(name) is { } parsed)
            Keep(new ScannedImage(parsed, text, JsonPointer.Of(path), sure && !guess) { IsGuess = guess });
    }

    /// <summary>One name at one place once, as sure as it is.</summary>
    private void Keep(ScannedImage image)
    {
        var known = found.FindIndex(one => one.Name == image.Name && one.Pointer == image.Pointer);
        if (known < 0)
            found.Add(image);
        else if (found[known].Weight < image.Weight)
            found[known] = image;
    }

    private void In(string name, Action look)
    {
        path.Add(name);
        look();
        path.RemoveAt(path.Count - 1);
    }

    private string? Key => path.Count > 0 ? path[^1] : null;

    private bool IsItem => Key is { } key && IsIndex(key);

    /// <summary>Right below a field such as <c>images</c>.</summary>
    private bool IsAmongImages => path.Count > 1 && ImageWords.IsFieldOfSeveral(path[^2]);

    /// <summary>Names, labels and notes of an object or of a pod: full of words with slashes and versions.</summary>
    private bool IsMetadata => path.Contains("metadata");

    private static bool IsSecret(string called)
        => called.Contains("password", StringComparison.OrdinalIgnoreCase) || called.Contains("secret", StringComparison.OrdinalIgnoreCase) || called.Contains("token", StringComparison.OrdinalIgnoreCase);

    private static bool IsObject(MapNode map) => map["kind"] is ScalarNode && map["apiVersion"] is ScalarNode;

    private static bool IsIndex(string name) => name.Length > 0 && name.All(char.IsAsciiDigit);
}
