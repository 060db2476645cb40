using System.Collections.Concurrent;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>The schemas of JSON Schema 2020-12 itself.</summary>
internal static class Metaschemas
{
    private const string Base = "https://json-schema.org/draft/2020-12/";

    private static readonly HashSet<string> Vocabularies = new(StringComparer.Ordinal)
    {
        "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "format-assertion", "content",
    };

    private static readonly ConcurrentDictionary<string, Node> Read = new(StringComparer.Ordinal);

    /// <param name="uri">Absolute, without fragment.</param>
    public static Node? Find(string uri)
    {
        if (!uri.StartsWith(Base, StringComparison.Ordinal))
            return null;
        var name = uri[Base.Length..];
        if (name == "schema")
            return Read.GetOrAdd(name, Load);
        const string meta = "meta/";
        return name.StartsWith(meta, StringComparison.Ordinal) && Vocabularies.Contains(name[meta.Length..]) ? Read.GetOrAdd(name[meta.Length..], Load) : null;
    }

    private static Node Load(string name)
    {
        using var stream = typeof(Metaschemas).Assembly.GetManifestResourceStream($"Metaschema.{name}.json")
            ?? throw new InvalidOperationException($"The metaschema {name} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return JsonText.Read(bytes);
    }
}
