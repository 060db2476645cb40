using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// What an application's sources were when they were first fetched, beside its file (<c>application.lock</c>): a line a source, its commit or digest. It belongs under version control;
/// a line that is deleted is asked for anew.
/// </summary>
public sealed class SourceLock
{
    private const string Head = "# What the sources of the application were when they were first fetched. Written by slipway; it belongs under version control.\n"
        + "# To take a newer state of a source, delete its line.\n";

    private readonly SortedDictionary<string, string> pins = new(StringComparer.Ordinal);
    // Digests of images, which `package lock` writes.
    private MapNode rest = Node.Map();
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly List<ScalarNode> keys = [];

    private SourceLock(string path) => Path = path;

    public string Path { get; }

    /// <summary>What the file has lines for, in its order.</summary>
    public IReadOnlyList<ScalarNode> Keys => keys;

    /// <summary>What was looked up or set.</summary>
    public IEnumerable<string> Asked => asked;

    /// <summary>Something was pinned that the file does not say yet.</summary>
    public bool IsChanged { get; private set; }

    /// <param name="application">The application's file.</param>
    public static string PathOf(string application) => System.IO.Path.ChangeExtension(application, ".lock");

    /// <summary>An empty one where there is no file.</summary>
    public static (SourceLock Lock, IReadOnlyList<Diagnostic> Findings) Read(string path)
    {
        var read = new SourceLock(path);
        if (!File.Exists(path))
            return (read, []);
        var (bytes, refused) = DefinitionFiles.ReadBytes(path);
        if (bytes is null)
            return (read, [refused!]);
        var yaml = YamlReader.Read(path, bytes);
        var findings = yaml.Diagnostics.Where(finding => finding.Severity == Severity.Error).ToList();
        if (findings.Count == 0 && yaml.Documents is [MapNode root] && root["sources"] is null or MapNode)
        {
            read.rest = root.Without("format").Without("sources");
            foreach (var entry in (root["sources"] as MapNode)?.Entries ?? [])
                if (entry.Value is ScalarNode { Text: var pin } && IsPin(entry.Name, pin))
                {
                    read.pins[entry.Name] = pin;
                    read.keys.Add(entry.Key);
                }
                else
                    findings.Add(Diagnostic.Of(SourceRules.LockBroken, entry.Key, path, entry.Name.Length > 80 ? entry.Name[..80] + "…" : entry.Name));
        }
        else if (findings.Count == 0 && yaml.Documents.Count > 0)
            findings.Add(Diagnostic.Of(SourceRules.LockBroken, yaml.Documents[0], path, "sources"));
        return (read, findings);
    }

    public string? Pin(string key)
    {
        asked.Add(key);
        return pins.GetValueOrDefault(key);
    }

    public void Set(string key, string pin)
    {
        asked.Add(key);
        if (pins.GetValueOrDefault(key) == pin)
            return;
        pins[key] = pin;
        IsChanged = true;
    }

    /// <summary>Only what the application still names.</summary>
    /// <param name="withScripts">Scripts were looked at too; else their lines stay as they are.</param>
    public void Write(bool withScripts)
    {
        var lines = pins.Where(pin => asked.Contains(pin.Key) || (!withScripts && pin.Key.StartsWith("script ", StringComparison.Ordinal))).ToList();
        var root = Node.Map(("format", Node.Of("lock/alpha1")), ("sources", Node.Map(lines.Select(pin => (pin.Key, (Node)Node.Of(pin.Value))))));
        var text = Head + YamlWriter.Write(rest.Entries.Aggregate(root, (all, entry) => all.With(entry.Name, entry.Value)));
        WholeFile.Write(Path, text);
        IsChanged = false;
    }

    private static bool IsPin(string key, string pin)
        => key.StartsWith("git ", StringComparison.Ordinal) ? GitSource.IsCommit(pin) && pin.All(c => !char.IsAsciiLetterUpper(c)) : Digest.Parse(pin) is not null;
}
