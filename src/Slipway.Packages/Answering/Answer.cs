using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What an answer is about.</summary>
public enum AnswerKind
{
    /// <summary>A set of values that the application has a name for; its path is that name.</summary>
    Preset,

    /// <summary>A key of the unified configuration; its path are the key's names.</summary>
    Config,

    /// <summary>A parameter of a component's trait; its path are component, trait and parameter.</summary>
    Trait,

    /// <summary>What stands in a component's place; its path is the component.</summary>
    Replacement,

    /// <summary>The platform that was named beside the package's own; its path is <c>platform</c>, its value name and version.</summary>
    Platform,

    /// <summary>The site's image registry; its path is <c>registry</c>.</summary>
    Registry,
}

/// <summary>Against what an answer was given, by whom and when.</summary>
/// <param name="Package">The application's name.</param>
/// <param name="Version">The application's version.</param>
/// <param name="Why">Empty where nothing was said.</param>
public sealed record AnswerOrigin(string Package, string Version, string Who, DateTimeOffset When, string Why)
{
    public static AnswerOrigin None { get; } = new("", "", "", DateTimeOffset.UnixEpoch, "");
}

/// <summary>One thing that a site says of an application: a difference to what the application says itself.</summary>
/// <param name="Path">Names from the outside in, at least one.</param>
/// <param name="Value">A single value, a list or an empty map: a map with something in it is several answers. Of a replacement its whole file.</param>
public sealed record Answer(AnswerKind Kind, IReadOnlyList<string> Path, Node Value)
{
    public AnswerOrigin Origin { get; init; } = AnswerOrigin.None;

    /// <summary>The name of the file that it stood in; empty where it was an option of its own.</summary>
    public string File { get; init; } = "";

    /// <summary>It may be a password, so its value is kept nowhere and has to be given each time.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>Of a setting, how its schema declared it when it was given: it tells what became of a key that is gone.</summary>
    public MapNode? Declared { get; init; }

    /// <summary>The path as options write it.</summary>
    public string Key => KeyPath.Write(Path);

    /// <summary>The option that gives it, such as <c>--config logLevel=debug</c>.</summary>
    public string Word => Kind switch
    {
        AnswerKind.Preset => $"--preset {Path[0]}",
        AnswerKind.Platform => $"--platform ({ShownPlatform})",
        AnswerKind.Registry => $"--registry {ShellWord.Quoted($"{Value}")}",
        AnswerKind.Replacement => $"--replace {ShellWord.Quoted($"{Path[0]}={File}")}",
        _ => $"{Option} {(IsWithheld ? $"{Key}=…" : ShellWord.Quoted($"{Key}={AnswerWords.Of(Value)}"))}",
    };

    /// <summary>Such as <c>--config</c>.</summary>
    public string Option => Kind switch
    {
        AnswerKind.Preset => "--preset",
        AnswerKind.Config => "--config",
        AnswerKind.Trait => "--trait",
        AnswerKind.Replacement => "--replace",
        AnswerKind.Registry => "--registry",
        _ => "--platform",
    };

    /// <summary>Name and version, of a platform.</summary>
    public string ShownPlatform => Value is MapNode map ? $"{map["name"]} {map["version"]}" : "";

    /// <summary>Whether both say the same of the same.</summary>
    public bool Says(Answer other) => Kind == other.Kind && IsAt(other) && IsWithheld == other.IsWithheld && JsonText.Write(Value) == JsonText.Write(other.Value);

    internal bool IsAt(Answer other) => Path.SequenceEqual(other.Path, StringComparer.Ordinal);

    /// <summary>Whether this one, given later, leaves nothing of the other.</summary>
    public bool Ousts(Answer earlier) => Kind == earlier.Kind
        && (IsAt(earlier) || (IsAbove(earlier) && Value is not MapNode) || (earlier.IsAbove(this) && earlier.Value is not MapNode));

    private bool IsAbove(Answer other) => StartsWith(other.Path, Path) && other.Path.Count > Path.Count;

    /// <summary>Whether a path leads to another or to something in it.</summary>
    public static bool StartsWith(IReadOnlyList<string> path, IReadOnlyList<string> start)
        => path.Count >= start.Count && path.Take(start.Count).SequenceEqual(start, StringComparer.Ordinal);
}

/// <summary>Values as options of a command line write them.</summary>
public static class AnswerWords
{
    /// <summary>Such that the option reads back this very value: a text that looks like a number stands in quotes.</summary>
    public static string Of(Node value)
        => value is ScalarNode { Kind: ScalarKind.String } text && ComponentEntry.Empty.WithConfig($"key={text.Text}").Entry.Config["key"] is ScalarNode { Kind: ScalarKind.String } read && read.Text == text.Text
            ? text.Text
            : JsonText.Write(value);

    /// <summary>What a map says, value by value: <c>log.level=debug</c>.</summary>
    public static IEnumerable<string> In(MapNode map) => Leaves(map, []).Select(leaf => $"{KeyPath.Write(leaf.Path)}={Of(leaf.Value)}");

    /// <summary>Every value of a map that is no map with something in it, with the names that lead there.</summary>
    public static IEnumerable<(IReadOnlyList<string> Path, Node Value)> Leaves(MapNode map, IReadOnlyList<string> above)
        => map.Entries.SelectMany(entry => entry.Value is MapNode { Count: > 0 } inner
            ? Leaves(inner, [.. above, entry.Name])
            : [(Path: (IReadOnlyList<string>)[.. above, entry.Name], entry.Value)]);
}
