using System.Text;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The schemas of <c>trait.yaml</c>, <c>workload.yaml</c> and <c>platform.yaml</c>, compiled when first needed.</summary>
public static class DefinitionSchemas
{
    private static readonly Lazy<JsonSchema> LazyTrait = new(() => Compile("trait"));
    private static readonly Lazy<JsonSchema> LazyWorkload = new(() => Compile("workload"));
    private static readonly Lazy<JsonSchema> LazyPlatform = new(() => Compile("platform"));

    public static JsonSchema Trait => LazyTrait.Value;

    public static JsonSchema Workload => LazyWorkload.Value;

    public static JsonSchema Platform => LazyPlatform.Value;

    internal static Node Read(string path) => JsonText.Read(Encoding.UTF8.GetBytes(PlatformFiles.OwnText(path)));

    private static JsonSchema Compile(string format)
    {
        var (schema, findings) = JsonSchema.Compile(FormatSchema.Write(FieldFormat.Named(format)!, Language.English, PlatformReader.BuiltIn));
        return findings.Count == 0 ? schema : throw new InvalidOperationException($"{format}: {findings[0].Message(Language.English)}");
    }
}
