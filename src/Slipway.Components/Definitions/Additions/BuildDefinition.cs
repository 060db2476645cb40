using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>How an image is made from a binary.</summary>
public sealed record BuildDefinition
{
    /// <summary>The name of one of the platform's base images; default <c>scratch</c>.</summary>
    public required Placed<string> Base { get; init; }

    /// <summary>Relative to the definition's folder, and inside it.</summary>
    public required Placed<string> Binary { get; init; }

    /// <summary>Where the binary stands in the image; default <c>/app/</c> and the name of its file.</summary>
    public required Placed<string> Path { get; init; }

    public required IReadOnlyList<BuildFile> Files { get; init; }

    /// <summary>User and perhaps group, as numbers; default <c>65532:65532</c>.</summary>
    public required Placed<string> User { get; init; }

    /// <summary>The image's own entry point; default the binary alone. Never empty.</summary>
    public required IReadOnlyList<Placed<string>> EntryPoint { get; init; }

    /// <summary>In written order; names are unique.</summary>
    public required IReadOnlyList<EnvVariable> Labels { get; init; }

    public required MapNode Node { get; init; }
}

/// <param name="From">A file or folder, relative to the definition's folder, and inside it.</param>
/// <param name="To">Absolute, in the image.</param>
/// <param name="Mode">Permission bits in octal; unless written <c>0644</c>, and <c>0755</c> for a file that its owner may execute.</param>
/// <param name="Owner">User and perhaps group, as numbers; default <c>0:0</c>. A user alone has the group of the same number.</param>
public sealed record BuildFile(Placed<string> From, Placed<string> To, Placed<string> Mode, Placed<string> Owner);
