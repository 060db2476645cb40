using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>One <c>x-slipway</c>, as far as it could be read; null where it says nothing.</summary>
internal sealed record Notes(MapNode Text)
{
    public static Notes None { get; } = new(new MapNode([]));

    public ConfigReload? Reload { get; init; }

    public ConfigScope? Scope { get; init; }

    public bool? Secret { get; init; }

    public bool? Immutable { get; init; }

    public string? Env { get; init; }

    public ConfigFile? File { get; init; }

    public LocalText? Group { get; init; }

    public int? Order { get; init; }

    public LocalText? Unit { get; init; }

    public string? Widget { get; init; }

    public ConfigExpression? When { get; init; }

    public LocalText? Title { get; init; }

    public LocalText? Description { get; init; }

    public IReadOnlyList<ConfigRule> Rules { get; init; } = [];

    public Location? KeyAt(string name) => Text.Entry(name)?.Key.At ?? Text.At;

    /// <summary>These where they say something, else those of a schema that this one refers to.</summary>
    public Notes Over(Notes other) => ReferenceEquals(other, None) ? this : new Notes(new MapNode([.. Text.Entries, .. other.Text.Entries.Where(e => Text.Entry(e.Name) is null)], Text.At))
    {
        Reload = Reload ?? other.Reload,
        Scope = Scope ?? other.Scope,
        Secret = Secret ?? other.Secret,
        Immutable = Immutable ?? other.Immutable,
        Env = Env ?? other.Env,
        File = File ?? other.File,
        Group = Group ?? other.Group,
        Order = Order ?? other.Order,
        Unit = Unit ?? other.Unit,
        Widget = Widget ?? other.Widget,
        When = When ?? other.When,
        Title = Title ?? other.Title,
        Description = Description ?? other.Description,
        Rules = Rules.Count > 0 ? Rules : other.Rules,
    };
}
