using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Where a component's files lie when they do not lie beside the application: a revision in a git repository, or an artifact in an OCI layout or registry.</summary>
public sealed record ComponentOrigin
{
    /// <summary>The repository's address; null when <see cref="Oci"/> says where.</summary>
    public Placed<string>? Git { get; init; }

    /// <summary>A commit, a tag or a branch; never null beside <see cref="Git"/>.</summary>
    public Placed<string>? Revision { get; init; }

    /// <summary>A registry's name of an artifact, or <c>./</c> and the path of a layout or archive, each perhaps with a digest; null when <see cref="Git"/> says where.</summary>
    public Placed<string>? Oci { get; init; }

    /// <summary>In the repository or artifact, with <c>/</c>; empty for its root.</summary>
    public required string Path { get; init; }

    public required MapNode Node { get; init; }

    /// <summary>By what it is known in a lock, and by what its files are found in a package: two origins with one key are the same thing.</summary>
    public string Key => Git is { } git ? $"git {git.Value}#{Revision!.Value.Value}" : $"oci {Oci!.Value.Value}";

    /// <summary>The place that says where it lies.</summary>
    public Location? At => (Git ?? Oci)!.Value.At;
}
