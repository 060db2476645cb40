using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Where the walk stands: which application's file, and what the applications around it add.</summary>
/// <param name="File">As messages name it.</param>
internal sealed record CompositionLevel(string File)
{
    /// <summary>The names on the way here.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>What the names of its components begin with, <c>-</c> included.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Of the outermost application first.</summary>
    public IReadOnlyList<MapNode> Defaults { get; init; } = [];

    /// <summary>What the application around this one puts on its components, by their names.</summary>
    public IReadOnlyList<(Placed<string> Name, ComponentEntry Entry)> Above { get; init; } = [];

    public IReadOnlyList<ComponentCondition> Conditions { get; init; } = [];

    /// <summary>The full paths of the files around this one, itself included, outermost first, each with the name that messages use.</summary>
    public IReadOnlyList<(string Full, string Shown)> Around { get; init; } = [];

    /// <summary>The folder in which fetched sources lie.</summary>
    public string Sources { get; init; } = "";

    /// <summary>The fetched source that the file is part of, whose files see nothing but each other; empty for an application's own.</summary>
    public string Root { get; init; } = "";

    /// <summary>Whether a path lies where this file may look.</summary>
    public bool Sees(string path) => Root.Length == 0 || path == Root || path.StartsWith(Root + "/", StringComparison.Ordinal);

    public string FullName(string name) => Prefix + name;

    /// <summary>A path that stands in this file, as seen from where the user stands.</summary>
    public string Beside(string relative)
    {
        var parts = (System.IO.Path.GetDirectoryName(File) ?? "").Split('/').Where(part => part.Length > 0).ToList();
        foreach (var part in relative.Split('/', '\\').Where(part => part is not ("" or ".")))
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        return (File.StartsWith('/') ? "/" : "") + string.Join('/', parts);
    }
}
