using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One of our formats, with all its fields.</summary>
/// <param name="Name">Its short name, such as <c>service</c>.</param>
/// <param name="Format">What the key <c>format</c> says, such as <c>service/alpha1</c>.</param>
/// <param name="Root">The map that a file of this format is.</param>
public sealed record FieldFormat(string Name, string Format, Field Root)
{
    private static readonly Lazy<IReadOnlyList<FieldFormat>> Own = new(() => [.. FieldSources.Formats.Select(Read)]);

    /// <summary>Their short names, in the same order; nothing is read for them.</summary>
    public static IReadOnlyList<string> Names => FieldSources.Formats;

    /// <summary>The service definition first.</summary>
    public static IReadOnlyList<FieldFormat> All => Own.Value;

    public static FieldFormat Service => All[0];

    /// <summary>A format by its short name, with or without its version.</summary>
    public static FieldFormat? Named(string name)
        => All.FirstOrDefault(format => name.Equals(format.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(format.Format, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every field, each before those below it.</summary>
    public IEnumerable<Field> Fields => FieldTree.All(Root);

    private static FieldFormat Read(string name)
    {
        var map = FieldSources.Root(name);
        return new FieldFormat(name, ((ScalarNode)map["x-format"]!).Text, new Field(name, "", FieldSchema.Of(map, FieldSources.Shared)));
    }
}
