using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A key, with what only the checks need to know of it.</summary>
/// <param name="Own">What its own <c>x-slipway</c> says, without what is handed down.</param>
/// <param name="FileAt">Where the <c>file</c> that counts for it is written.</param>
internal sealed record FoundKey(ConfigKey Key, Facets Facets, Notes Own, Location? FileAt);

/// <summary>From a compiled schema to its keys: down the <c>properties</c> of maps, handing down what holds for all below.</summary>
internal sealed class KeyWalk(List<Diagnostic> findings)
{
    public const int KeyLimit = 5_000;
    private const int DepthLimit = 64;

    private readonly NotesReader reader = new(findings);
    private readonly Dictionary<Node, Notes> read = [];
    private readonly HashSet<Subschema> path = [];
    private readonly List<FoundKey> keys = [];
    private readonly List<(Facets Facets, Notes Notes)> branches = [];

    private sealed record Handed(
        ConfigReload Reload, ConfigScope Scope, bool? Secret, bool Immutable, ConfigFile? File, Location? FileAt, LocalText? Group, IReadOnlyList<ConfigExpression> When)
    {
        public static Handed None { get; } = new(ConfigReload.Restart, ConfigScope.Own, null, false, null, null, null, []);

        public Handed Below(Notes notes) => new(
            notes.Reload ?? Reload, notes.Scope ?? Scope, notes.Secret ?? Secret, notes.Immutable ?? Immutable, notes.File ?? File,
            notes.File is null ? FileAt : notes.KeyAt("file"), notes.Group ?? Group, notes.When is { } when ? [.. When, when] : When);
    }

    public IReadOnlyList<FoundKey> Keys => keys;

    /// <summary>The maps between root and keys, the root first.</summary>
    public IReadOnlyList<(Facets Facets, Notes Notes)> Branches => branches;

    /// <summary>Every <c>x-slipway</c> that says something about a key.</summary>
    public bool WasRead(Node notes) => read.ContainsKey(notes);

    public Notes Root(Subschema root)
    {
        var facets = Facets.Of(root);
        var notes = NotesOf(facets);
        path.Add(root);
        // Conditions hold for keys, and there is none around the root.
        Below(facets, notes, "", Handed.None.Below(notes with { When = null }), 0);
        return notes;
    }

    private void Below(Facets facets, Notes notes, string pointer, Handed handed, int depth)
    {
        branches.Add((facets, notes));
        var required = facets.Required;
        foreach (var (name, schema) in facets.Properties)
            Visit(name, schema, facets, $"{pointer}/{JsonPointer.Escape(name)}", handed, required.Contains(name), depth + 1);
    }

    private void Visit(string name, Subschema schema, Facets parent, string pointer, Handed above, bool required, int depth)
    {
        if (keys.Count >= KeyLimit)
            return;
        var facets = parent.For(name);
        var notes = NotesOf(facets);
        var handed = above.Below(notes);
        if (facets.IsBranch && depth < DepthLimit && path.Add(schema))
        {
            Below(facets, notes, pointer, handed, depth);
            path.Remove(schema);
        }
        else
            keys.Add(new FoundKey(Key(name, schema, facets, notes, pointer, handed, required, parent.KeyAt(name)), facets, notes, handed.FileAt));
    }

    private static ConfigKey Key(string name, Subschema schema, Facets facets, Notes notes, string pointer, Handed handed, bool required, Location? at)
        => new(pointer, schema.Text as MapNode ?? new MapNode([]))
        {
            Name = name,
            Types = [.. JsonType.Names.Where(n => facets.Types.HasFlag(n.Type)).Select(n => n.Name)],
            Default = facets.Default,
            IsRequired = required,
            Title = notes.Title ?? Text(facets, "title"),
            Description = notes.Description ?? Text(facets, "description"),
            Reload = handed.Reload,
            Scope = handed.Scope,
            IsSecret = handed.Secret == true,
            IsSaidPublic = handed.Secret == false,
            IsImmutable = handed.Immutable,
            Env = notes.Env,
            File = handed.File ?? (notes.Env is null ? ConfigFile.Default(handed.Reload) : null),
            Group = handed.Group,
            Order = notes.Order,
            Unit = notes.Unit,
            Widget = notes.Widget,
            When = handed.When,
            At = at,
        };

    private static LocalText? Text(Facets facets, string keyword)
        => facets.Texts.Select(text => text[keyword]).OfType<ScalarNode>().FirstOrDefault(s => s is { Kind: ScalarKind.String, Text.Length: > 0 }) is { } found
            ? new LocalText(found.Text, found.Text) : null;

    private Notes NotesOf(Facets facets)
    {
        var notes = Notes.None;
        foreach (var node in facets.Texts.Select(text => text["x-slipway"]).OfType<Node>())
        {
            if (!read.TryGetValue(node, out var one))
                read[node] = one = reader.Read(node);
            notes = ReferenceEquals(notes, Notes.None) ? one : notes.Over(one);
        }
        return notes;
    }
}
