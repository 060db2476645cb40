using System.Security.Cryptography;
using System.Text;
using Slipway.Components;

namespace Slipway.Delivery;

/// <summary>
/// The file of an object: <c>COMPONENT/KIND-NAME.yaml</c>, lower case. Where that is not unique or needed other characters (names of roles may hold
/// <c>:</c> and upper case), a piece of the hash of the object's whole identity follows, so that names stay the same from run to run and on any file system.
/// </summary>
internal static class ManifestName
{
    private const int Limit = 120;
    private static readonly HashSet<string> ReservedOnWindows = ["con", "prn", "aux", "nul", .. Numbered("com"), .. Numbered("lpt")];

    public static IReadOnlyDictionary<RenderedObject, string> Of(string component, IReadOnlyList<RenderedObject> objects)
    {
        var names = new Dictionary<RenderedObject, string>(ReferenceEqualityComparer.Instance);
        foreach (var alike in objects.GroupBy(Plain))
            foreach (var one in alike)
                names[one] = $"{Folder(component)}/{(alike.Count() == 1 && alike.Key == Exact(one) && alike.Key.Length <= Limit ? alike.Key : Hashed(alike.Key, Identity(one)))}.yaml";
        return names;
    }

    public static string Identity(RenderedObject one)
    {
        var group = one.ApiVersion.Contains('/', StringComparison.Ordinal) ? one.ApiVersion.Split('/')[0] : "";
        return $"{group}/{one.Kind}/{one.Namespace}/{one.Name}";
    }

    private static string Folder(string component)
    {
        var plain = Sanitised(component);
        return plain == component && plain.Length <= Limit && !ReservedOnWindows.Contains(plain) ? plain : Hashed(plain, component);
    }

    private static string Exact(RenderedObject one) => $"{one.Kind.ToLowerInvariant()}-{one.Name}";

    private static string Plain(RenderedObject one) => Sanitised(Exact(one));

    private static string Hashed(string plain, string identity)
        => $"{plain[..Math.Min(plain.Length, Limit)]}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..8]}";

    private static string Sanitised(string text)
    {
        var safe = new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' ? c : '_')]);
        return safe.TrimStart('.') is { Length: > 0 } rest ? rest : "_";
    }

    private static IEnumerable<string> Numbered(string device) => Enumerable.Range(1, 9).Select(n => $"{device}{n}");
}
