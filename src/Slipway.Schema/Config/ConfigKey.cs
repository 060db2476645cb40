using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>What a change of a key's value costs: a new reading by the running service, or new pods.</summary>
public enum ConfigReload
{
    Restart,
    Hot,
}

/// <summary>Who sets a key: each installation of the service by itself, or the application's unified configuration.</summary>
public enum ConfigScope
{
    Own,
    Unified,
}

public enum ConfigFormat
{
    Yaml,
    Json,
    Properties,
    Env,
    Ini,
    Text,
}

/// <param name="Path">Absolute, in the container. Its directory is mounted whole.</param>
public sealed record ConfigFile(string Path, ConfigFormat Format)
{
    /// <summary>Where keys go that name neither a file nor an environment variable.</summary>
    public static ConfigFile Default(ConfigReload reload)
        => new(reload == ConfigReload.Hot ? "/etc/slipway/hot/config.yaml" : "/etc/slipway/config.yaml", ConfigFormat.Yaml);

    public string Directory => Path[..Math.Max(1, Path.LastIndexOf('/'))];
}

/// <summary>A CEL expression over <c>self</c>, the whole configuration with its defaults.</summary>
/// <param name="At">Where its text stands in the author's file.</param>
public sealed record ConfigExpression(string Text, Location? At)
{
    internal ScalarNode? Written { get; init; }

    /// <summary>Null when the text is wrong; then findings have told so.</summary>
    public CelExpression? Compiled { get; init; }
}

/// <summary>A rule across keys.</summary>
/// <param name="Message">What is said when it does not hold.</param>
public sealed record ConfigRule(ConfigExpression Expression, LocalText Message);

/// <summary>One value that a configuration holds, with what the keys above it hand down.</summary>
/// <param name="Pointer">JSON Pointer into the configuration.</param>
/// <param name="Schema">The key's own schema as the author wrote it, before any <c>$ref</c> is followed.</param>
public sealed record ConfigKey(string Pointer, MapNode Schema)
{
    /// <summary>The last name of the pointer.</summary>
    public required string Name { get; init; }

    /// <summary>JSON Schema's names of the types that may stand here; all when the schema says nothing.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Taken when the configuration says nothing.</summary>
    public Node? Default { get; init; }

    /// <summary>The map that holds the key requires it.</summary>
    public bool IsRequired { get; init; }

    public LocalText? Title { get; init; }

    public LocalText? Description { get; init; }

    public ConfigReload Reload { get; init; }

    public ConfigScope Scope { get; init; }

    /// <summary>Its value goes into a Secret and is never printed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>It is written, here or above, that it is no secret (<c>secret: false</c>).</summary>
    public bool IsSaidPublic { get; init; }

    /// <summary>Its value stays as it was when first installed.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>The environment variable that carries it.</summary>
    public string? Env { get; init; }

    /// <summary>The file that holds it; null only when an environment variable alone carries it.</summary>
    public ConfigFile? File { get; init; }

    public LocalText? Group { get; init; }

    /// <summary>Position among the keys of its group, lowest first; keys without one follow in written order.</summary>
    public int? Order { get; init; }

    public LocalText? Unit { get; init; }

    /// <summary>One of <see cref="ConfigWidgets.Names"/>.</summary>
    public string? Widget { get; init; }

    /// <summary>All must be true for the key to count: its own, and those of the maps around it.</summary>
    public IReadOnlyList<ConfigExpression> When { get; init; } = [];

    /// <summary>Where the key stands in the schema's text.</summary>
    public Location? At { get; init; }
}
