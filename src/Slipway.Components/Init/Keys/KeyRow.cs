using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One key of another format and what becomes of it. The converters walk by these rows, and the reference page lists them.</summary>
/// <param name="Path">From the root of what is converted; <c>*</c> is any name. Lists need no segment.</param>
public sealed record KeyRow(string Path)
{
    /// <summary>The field of the definition that takes it; null where none does.</summary>
    public string? Field { get; init; }

    /// <summary>Null where it comes over, or where nothing is lost without it.</summary>
    public Home? Home { get; init; }

    /// <summary>More for the reference page; null where field and home say it all.</summary>
    public LocalText? Note { get; init; }

    /// <summary>Values that say what would happen anyway: nothing is lost without them.</summary>
    public IReadOnlyList<string> Defaults { get; init; } = [];
}

/// <summary>The rows of one format as a tree, and the walk that tells what does not come over.</summary>
public sealed class KeyTable
{
    private readonly Branch root = new();

    public KeyTable(LocalText format, IReadOnlyList<KeyRow> rows)
    {
        (Format, Rows) = (format, rows);
        foreach (var row in rows)
            root.Down(row.Path.Split('.')).Row = row;
    }

    public LocalText Format { get; }

    public IReadOnlyList<KeyRow> Rows { get; }

    /// <param name="path">Where the map stands in the table: <c>services.*</c>.</param>
    /// <param name="shown">How messages call that place: <c>services.web</c>.</param>
    internal void Tell(Node value, string path, string shown, List<Diagnostic> findings)
    {
        if (root.Find(path) is { } branch)
            Tell(value, branch, shown, findings);
    }

    private void Tell(Node value, Branch branch, string shown, List<Diagnostic> findings)
    {
        if (value is ListNode list)
            for (var i = 0; i < list.Items.Count; i++)
                Tell(list.Items[i], branch, $"{shown}[{i}]", findings);
        if (value is not MapNode map)
            return;
        foreach (var entry in map.Entries)
            Tell(entry, branch.Below(entry.Name), shown.Length == 0 ? entry.Name : $"{shown}.{entry.Name}", findings);
    }

    private void Tell(MapEntry entry, Branch? branch, string shown, List<Diagnostic> findings)
    {
        if (branch is null)
            findings.Add(NotCarried(entry.Key, shown, UnknownKey));
        else if (branch.Row is null)
            Tell(entry.Value, branch, shown, findings);
        else if (branch.Row.Home is { } home && !LosesNothing(entry.Value, branch.Row))
            findings.Add(NotCarried(entry.Key, shown, home));
        else if (branch.HasBelow)
            Tell(entry.Value, branch, shown, findings);
    }

    internal static Diagnostic NotCarried(Node at, string shown, Home home)
        => Diagnostic.Of(InitRules.NotCarried, at, Place.Cut(shown), home.Why.English) with
        {
            ChineseArguments = [Place.Cut(shown), home.Why.Chinese],
            SpecialHelp = home.Where,
        };

    private static Home UnknownKey { get; } = Home.Other(
        "it is not known here", "此处不认识这个键",
        "if it matters, say it by a field of the definition (`slipway explain` lists them) or by a trait", "若有必要，请用服务定义的字段（`slipway explain` 列出）或 trait 表达");

    private static bool LosesNothing(Node value, KeyRow row) => value switch
    {
        ScalarNode { Kind: ScalarKind.Null } or ScalarNode { Text: "" } or MapNode { Count: 0 } or ListNode { Items.Count: 0 } => true,
        ScalarNode scalar => row.Defaults.Contains(scalar.Text, StringComparer.Ordinal),
        _ => false,
    };

    private sealed class Branch
    {
        private readonly Dictionary<string, Branch> below = new(StringComparer.Ordinal);

        public KeyRow? Row { get; set; }

        public bool HasBelow => below.Count > 0;

        public Branch Down(ReadOnlySpan<string> path)
        {
            if (path.Length == 0)
                return this;
            if (!below.TryGetValue(path[0], out var next))
                below[path[0]] = next = new Branch();
            return next.Down(path[1..]);
        }

        public Branch? Find(string path) => path.Length == 0 ? this : path.Split('.').Aggregate((Branch?)this, (branch, name) => branch?.Below(name));

        public Branch? Below(string name)
            => below.TryGetValue(name, out var exact) ? exact
                : name.StartsWith("x-", StringComparison.Ordinal) && below.TryGetValue("x-*", out var extension) ? extension
                : below.GetValueOrDefault("*");
    }
}
