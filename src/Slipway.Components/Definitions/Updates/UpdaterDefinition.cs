using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A way from older versions to a newer one that needs more than exchanging the image.</summary>
public sealed record UpdaterDefinition
{
    /// <summary>The versions that it leads from; at least one of them is below <see cref="To"/>. Those that are not are never led anywhere.</summary>
    public required Placed<VersionRange> From { get; init; }

    public required Placed<SemVersion> To { get; init; }

    /// <summary>What a job runs; null when <see cref="Script"/> says it.</summary>
    public ContainerProgram? Container { get; init; }

    /// <summary>Null when <see cref="Container"/> says it.</summary>
    public UpdateScript? Script { get; init; }

    /// <summary>The steps back, in the order of running.</summary>
    public required IReadOnlyList<RollbackStep> Rollback { get; init; }

    public required MapNode Node { get; init; }
}

/// <summary>Where a script runs.</summary>
public enum ScriptPlace
{
    /// <summary>In a pod of its own with the service's image, environment, configuration and storage.</summary>
    Job,

    /// <summary>In the running one.</summary>
    Pod,
}

/// <param name="Content">The text, or where it is fetched from.</param>
/// <param name="In">Default <see cref="ScriptPlace.Job"/>.</param>
/// <param name="Shell">Default <c>/bin/sh</c>.</param>
public sealed record UpdateScript(ScriptContent Content, Placed<ScriptPlace> In, Placed<string> Shell);

/// <summary>Exactly one of the two is there.</summary>
public sealed record ScriptContent(Placed<string>? Inline, ScriptSource? Source);

public enum RollbackKind
{
    /// <summary>Commands, as a shell reads them.</summary>
    Shell,

    /// <summary>An executable file.</summary>
    Script,
}

public sealed record RollbackStep(Placed<RollbackKind> Kind, ScriptContent Content, Placed<ScriptPlace> In, MapNode Node);

public enum SourceKind
{
    File,
    Http,
    Https,
    Ftp,
    Oci,
}

/// <summary>Where a script is fetched from when the package is built.</summary>
public sealed record ScriptSource
{
    public required Placed<SourceKind> Kind { get; init; }

    /// <summary>Of a file: relative to the definition's folder, and inside it. Else as the host understands it, without the host.</summary>
    public required Placed<string> Path { get; init; }

    /// <summary>Host and perhaps port; null for a file, and where the platform's policy names the host.</summary>
    public Placed<string>? Host { get; init; }

    /// <summary>64 hexadecimal digits in lower case; null when nothing was promised.</summary>
    public Placed<string>? Sha256 { get; init; }

    public required MapNode Node { get; init; }
}

/// <summary>What <c>updater</c> and <c>rollback</c> say together. A rollback at the root has become its one updater's.</summary>
public sealed record UpgradeDefinition(IReadOnlyList<UpdaterDefinition> Updaters)
{
    public static UpgradeDefinition None { get; } = new([]);
}
