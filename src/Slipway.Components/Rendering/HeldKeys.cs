using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The keys of a configuration that are never to change (<c>x-slipway.immutable</c>), with their values.</summary>
public static class HeldKeys
{
    /// <summary>What a key says that nobody has set and that has no default.</summary>
    public const string Unset = "null";

    /// <param name="config">What is given; a default counts where nothing is, for with it the service has begun.</param>
    /// <returns>By the key's names with dots between them, the value as JSON. Of a secret only the names that lead to it are given, so only they stand here.</returns>
    public static IReadOnlyDictionary<string, string> Of(ServiceDefinition service, MapNode config)
    {
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        if (service.Config is not { } schema || !schema.Keys.Any(key => key.IsImmutable))
            return held;
        var effective = schema.Effective(MergePatch.Apply(new MapNode([]), config));
        foreach (var key in schema.Keys.Where(key => key.IsImmutable))
            held[string.Join('.', JsonPointer.Parse(key.Pointer)!)] = JsonPointer.Resolve(effective, key.Pointer) is { } value ? JsonText.Write(value) : Unset;
        return held;
    }

    /// <summary>Those that would change. A key that is held no more its developers have freed; one that had no value may get one.</summary>
    public static IEnumerable<(string Key, string Before, string After)> Changed(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
        => before.OrderBy(key => key.Key, StringComparer.Ordinal).Where(key => key.Value != Unset && after.TryGetValue(key.Key, out var meant) && meant != key.Value)
            .Select(key => (key.Key, key.Value, after[key.Key]));
}
