using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A text looked through as words, and where it is YAML or JSON as that too: only there a name in parts can be put together.</summary>
internal sealed class ImageTexts
{
    /// <summary>Larger texts are dashboards and bundles; they are looked through as words alone.</summary>
    private const int Largest = 256 << 10;

    private const int Deepest = 3;

    private int depth;

    /// <summary>What is looked at stands in a text, not in an object's own fields.</summary>
    public bool IsInside => depth > 0;

    /// <param name="called">The field, file or variable that holds it.</param>
    public IEnumerable<ScannedImage> In(string called, string text)
    {
        foreach (var (_, word, name, isGuess) in ImageWords.In(text))
            yield return new ScannedImage(name, word, "", IsSure: false) { IsGuess = isGuess };
        if (depth >= Deepest || text.Length > Largest || !IsStructured(called, text))
            yield break;
        depth++;
        foreach (var image in Documents(text).SelectMany(document => ImageScan.Within(document, this)).ToList())
            yield return image;
        depth--;
    }

    private static bool IsStructured(string called, string text)
        => called.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || called.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || called.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith('{') || (text.Contains('\n', StringComparison.Ordinal) && text.Contains(": ", StringComparison.Ordinal)) || text.Contains(":\n", StringComparison.Ordinal);

    private static IEnumerable<Node> Documents(string text)
    {
        var read = YamlReader.Read(new SourceText("text", text));
        return read.Diagnostics.Any(finding => finding.Severity == Severity.Error) ? [] : read.Documents.Where(document => document is MapNode or ListNode);
    }
}

/// <summary>The kinds that Kubernetes itself has: what their fields mean is known.</summary>
internal static class BuiltInKinds
{
    private static readonly HashSet<string> Groups = new(StringComparer.Ordinal)
    {
        "apps", "batch", "autoscaling", "policy", "extensions", "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "authentication.k8s.io", "authorization.k8s.io",
        "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io", "flowcontrol.apiserver.k8s.io", "networking.k8s.io", "node.k8s.io", "rbac.authorization.k8s.io",
        "resource.k8s.io", "scheduling.k8s.io", "storage.k8s.io", "storagemigration.k8s.io",
    };

    public static bool IsCustom(MapNode item)
        => item["apiVersion"] is ScalarNode { Text: var version } && version.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && !Groups.Contains(version[..slash]);
}

/// <summary>What stands in a Secret's <c>data</c>.</summary>
internal static class Base64Text
{
    private static readonly System.Text.UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Null for what is no base64, or no text in it.</summary>
    public static string? Read(string encoded)
    {
        if (encoded.Length > 8 << 20)
            return null;
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return null;
        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (System.Text.DecoderFallbackException)
        {
            return null;
        }
    }

    public static string Write(string text) => Convert.ToBase64String(Strict.GetBytes(text));
}
