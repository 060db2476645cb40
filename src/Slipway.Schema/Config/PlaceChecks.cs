using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Keys beside each other: variables are carried once, and what shares a file or a directory must agree.</summary>
internal sealed class PlaceChecks(List<Diagnostic> findings)
{
    public void Check(IReadOnlyList<FoundKey> keys)
    {
        Variables(keys);
        var files = keys.Where(k => k.Key.File is not null).ToList();
        foreach (var group in files.GroupBy(k => k.Key.File!.Path, StringComparer.Ordinal))
            OneFile([.. group]);
        Directories([.. files.DistinctBy(k => (k.Key.File!.Path, k.Key.Reload))]);
    }

    private void Variables(IReadOnlyList<FoundKey> keys)
    {
        var carried = new Dictionary<string, ConfigKey>(StringComparer.Ordinal);
        foreach (var found in keys.Where(k => k.Key.Env is not null))
            if (!carried.TryAdd(found.Key.Env!, found.Key))
                Tell(ConfigRules.EnvTwice, found.Own.KeyAt("env"), carried[found.Key.Env!].At, Words.Neutral(found.Key.Env!), Words.Neutral(carried[found.Key.Env!].Pointer));
    }

    private void OneFile(IReadOnlyList<FoundKey> keys)
    {
        var first = keys[0];
        foreach (var other in keys.Skip(1))
        {
            if (first.Key.Reload != other.Key.Reload)
                Clash(first, other, other.Key.File!.Path, new LocalText("one of them is `hot`, the other `restart`, and a file is delivered one way or the other",
                    "其中一个为 `hot`，另一个为 `restart`，而一个文件只能以一种方式交付"));
            else if (first.Key.File!.Format != other.Key.File!.Format)
                Clash(first, other, other.Key.File.Path, new LocalText("a file has one format", "一个文件只能有一种格式"));
            else if (first.Key.File.Format == ConfigFormat.Text)
                Clash(first, other, other.Key.File.Path, new LocalText("a file of the format `text` holds one key", "格式为 `text` 的文件只能保存一个键"));
        }
    }

    /// <summary>A directory is mounted from one ConfigMap; hot and restart keys stand in different ones.</summary>
    private void Directories(IReadOnlyList<FoundKey> files)
    {
        var first = new Dictionary<string, FoundKey>(StringComparer.Ordinal);
        foreach (var found in files)
        {
            var directory = found.Key.File!.Directory;
            if (!first.TryAdd(directory, found) && first[directory].Key.File!.Path != found.Key.File.Path && first[directory].Key.Reload != found.Key.Reload)
                Clash(first[directory], found, directory, new LocalText("a directory is mounted whole, and hot and restart keys are mounted apart",
                    "目录会被整体挂载，而 hot 与 restart 的键分开挂载"));
        }
        foreach (var found in files)
            if (first.TryGetValue(found.Key.File!.Path, out var inside))
                Clash(found, inside, found.Key.File.Path, new LocalText("it would be a file and a directory at once", "它不能同时是文件和目录"));
    }

    private void Clash(FoundKey first, FoundKey other, string place, LocalText reason)
        => Tell(ConfigRules.FileClash, other.FileAt ?? other.Own.Text.Entry("reload")?.Key.At ?? other.Key.At, first.FileAt ?? first.Key.At,
            Words.Neutral(first.Key.Pointer), Words.Neutral(other.Key.Pointer), Words.Neutral(place), reason);

    private void Tell(Rule rule, Location? at, Location? related, params ReadOnlySpan<LocalText> words)
        => findings.Add(Told.Diagnostic(rule, at, words) with { Related = related is null ? [] : [related] });
}
