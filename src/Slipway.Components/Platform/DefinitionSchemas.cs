using System.Text;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The schemas of <c>trait.yaml</c> and <c>workload.yaml</c>, compiled when first needed.</summary>
public static class DefinitionSchemas
{
    private static readonly Lazy<JsonSchema> LazyTrait = new(() => Compile("Model/trait.schema.json"));
    private static readonly Lazy<JsonSchema> LazyWorkload = new(() => Compile("Model/workload.schema.json"));

    public static JsonSchema Trait => LazyTrait.Value;

    public static JsonSchema Workload => LazyWorkload.Value;

    internal static Node Read(string path) => JsonText.Read(Encoding.UTF8.GetBytes(PlatformFiles.OwnText(path)));

    private static JsonSchema Compile(string path)
    {
        var (schema, findings) = JsonSchema.Compile(Read(path));
        return findings.Count == 0 ? schema : throw new InvalidOperationException($"{path}: {findings[0].Message(Language.English)}");
    }
}
