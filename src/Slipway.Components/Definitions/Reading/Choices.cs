using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Values out of a few words. Case counts, unless the format says otherwise, but a value of another case is told with its edit.</summary>
internal static class Choices
{
    private static readonly LocalText DidYouMean = new(
        "did you mean `{3}`? possible are: {2}",
        "是否想写 `{3}`？可用的取值：{2}");

    public static (string Word, StorageAccess Value)[] Access { get; } =
    [
        ("ReadWriteOnce", StorageAccess.ReadWriteOnce), ("ReadWriteOncePod", StorageAccess.ReadWriteOncePod),
        ("ReadWriteMany", StorageAccess.ReadWriteMany), ("ReadOnlyMany", StorageAccess.ReadOnlyMany),
    ];

    public static (string Word, StorageMedium Value)[] Medium { get; } = [("disk", StorageMedium.Disk), ("memory", StorageMedium.Memory)];

    /// <summary>Whether an updater is a script.</summary>
    public static (string Word, bool Value)[] Updater { get; } = [("container", false), ("script", true)];

    public static (string Word, RollbackKind Value)[] Rollback { get; } = [("shell", RollbackKind.Shell), ("script", RollbackKind.Script)];

    public static (string Word, ScriptPlace Value)[] In { get; } = [("job", ScriptPlace.Job), ("pod", ScriptPlace.Pod)];

    public static (string Word, SourceKind Value)[] Source { get; } =
        [("file", SourceKind.File), ("http", SourceKind.Http), ("https", SourceKind.Https), ("ftp", SourceKind.Ftp), ("oci", SourceKind.Oci)];

    public static (string Word, DependencyPlace Value)[] Dependency { get; } = [("package", DependencyPlace.Package), ("site", DependencyPlace.Site)];

    /// <summary>Null when the field is not there, or holds none of the words, which is then reported.</summary>
    public static Placed<T>? Choice<T>(this FieldReader fields, string name, (string Word, T Value)[] words, bool anyCase = false)
    {
        if (fields.Entry(name) is not { } entry)
            return null;
        if (entry.Value is ScalarNode written)
            foreach (var (word, value) in words)
                if (word.Equals(written.Text, anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                    return new Placed<T>(value, written);
        // Protocols differ by a letter: which one is meant is not plain.
        fields.Findings.Add(Wrong(entry.Value, fields.Place.To(name), [.. words.Select(word => word.Word)], isPlain: !anyCase));
        return null;
    }

    private static Diagnostic Wrong(Node value, string path, string[] words, bool isPlain)
    {
        var (all, shown) = (string.Join(", ", words), Place.Shown(value));
        return value is ScalarNode { At: { } at } text && NearestName.Find(text.Text, words) is { } near
            ? Diagnostic.Of(ValueRules.Choice, text, path, shown, all, near) with { SpecialHelp = DidYouMean, Edits = [new Edit(at, near, Safe: isPlain)] }
            : Diagnostic.Of(ValueRules.Choice, Place.Start(value), path, shown, all);
    }
}
