using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What options say, as answers.</summary>
public static class GivenAnswers
{
    /// <summary>A declaration that is longer tells less than it costs.</summary>
    private const int LongestDeclaration = 2048;

    /// <param name="file">That they stood in; empty for options.</param>
    /// <param name="schema">Of the unified configuration.</param>
    public static IEnumerable<Answer> Config(MapNode config, string file, ConfigSchema? schema, AnswerOrigin origin)
        => AnswerWords.Leaves(config, []).Select(leaf => new Answer(AnswerKind.Config, leaf.Path, leaf.Value) { File = file, Origin = origin, Declared = Declared(schema, leaf.Path) });

    public static IEnumerable<Answer> Traits(IEnumerable<Adjustment> adjustments, AnswerOrigin origin)
        => adjustments.SelectMany(one => AnswerWords.Leaves(one.Traits, [one.Component.Text])).Select(leaf => MayBeSecret(leaf.Path)
            ? new Answer(AnswerKind.Trait, leaf.Path, Node.Null) { Origin = origin, IsWithheld = true }
            : new Answer(AnswerKind.Trait, leaf.Path, leaf.Value) { Origin = origin });

    public static IEnumerable<Answer> Replacements(IEnumerable<Replacement> replacements, AnswerOrigin origin)
        => replacements.Select(one => new Answer(AnswerKind.Replacement, [one.Component], one.Definition.Node) { File = Path.GetFileName(one.File), Origin = origin });

    public static Answer Preset(string name, AnswerOrigin origin) => new(AnswerKind.Preset, [name], Node.Of(true)) { Origin = origin };

    public static Answer Platform(PlatformDefinition platform, AnswerOrigin origin)
        => new(AnswerKind.Platform, ["platform"], Node.Map(("name", Node.Of(platform.Name)), ("version", Node.Of(platform.Version)))) { Origin = origin };

    public static Answer Registry(string registry, AnswerOrigin origin) => new(AnswerKind.Registry, ["registry"], Node.Of(registry)) { Origin = origin };

    private static MapNode? Declared(ConfigSchema? schema, IReadOnlyList<string> path)
        => schema?.Key(JsonPointer.Of(path))?.Schema is { } declared && JsonText.Write(declared).Length <= LongestDeclaration ? declared : null;

    /// <summary>A variable with such a name. Settings that are secret are never given but by the names of a Secret and a key.</summary>
    private static bool MayBeSecret(IReadOnlyList<string> path) => path is [_, "env", "set", var name, ..] && SecretNames.ReadsLikeOne(name);
}
