using System.Text;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>One side of an example: the part of a file that matters, or a command line.</summary>
/// <param name="File">Null for a command line.</param>
internal sealed record CaseSide(string? File, string Text);

/// <param name="About">What the texts do not show.</param>
internal sealed record CaseExample(LocalText? About, CaseSide? Wrong, CaseSide? Right);

/// <summary>The cases in tests/codes, cut down to what a reader wants to see; the program carries them for <c>slipway explain</c>.</summary>
internal static class CodeExamples
{
    private static readonly string Folder = Path.Combine(TestEnvironment.Root, "tests", "codes");

    public static IReadOnlyDictionary<string, CaseExample> All { get; } = Directory.Exists(Folder)
        ? Directory.GetDirectories(Folder, "SLW*").Order(StringComparer.Ordinal).ToDictionary(folder => Path.GetFileName(folder), Read)
        : [];

    public static string Write()
        => JsonText.Write(new MapNode(All.Select(example => new MapEntry(Node.Of(example.Key), Node.Map(Members(example.Value))))), indented: true) + "\n";

    private static IEnumerable<(string, Node)> Members(CaseExample example)
    {
        if (example.About is { } about)
            yield return ("about", Node.Map(("en", Node.Of(about.English)), ("zh", Node.Of(about.Chinese))));
        foreach (var (name, side) in new[] { ("wrong", example.Wrong), ("right", example.Right) })
            if (side is not null)
                yield return (name, side.File is null ? Node.Map(("text", Node.Of(side.Text))) : Node.Map(("file", Node.Of(side.File)), ("text", Node.Of(side.Text))));
    }

    private static CaseExample Read(string folder)
    {
        var file = Path.Combine(folder, "case.yaml");
        var map = File.Exists(file) ? Map(file) : Node.Map();
        var about = map["about"] is MapNode texts ? new LocalText(texts["en"]!.ToString()!, texts["zh"]!.ToString()!) : null;
        var (wrong, right) = (Side(map["run"], "wrong"), Side(map["run"], "right"));
        if (Differing(folder) is { } name)
        {
            var (before, after) = (Text(Path.Combine(folder, "wrong", name)), Text(Path.Combine(folder, "right", name)));
            if (before is not null || after is not null)
            {
                var (left, right2) = CodeExcerpt.Of(before, after);
                return new CaseExample(about, left is null ? null : new CaseSide(name, left), right2 is null ? null : new CaseSide(name, right2));
            }
        }
        return wrong == right ? new CaseExample(about, null, null) : new CaseExample(about, new CaseSide(null, wrong!), new CaseSide(null, right!));
    }

    private static MapNode Map(string file)
    {
        var read = YamlReader.Read(new SourceText(file, File.ReadAllText(file)));
        return read is { HasErrors: false, Documents: [MapNode map] } ? map : throw new InvalidDataException($"{file}: {string.Join('\n', read.Diagnostics.Select(d => d.Message(Language.English)))}");
    }

    private static string? Side(Node? run, string name)
        => (run is MapNode both ? both[name] as ScalarNode : run as ScalarNode)?.Text.TrimEnd('\n');

    /// <summary>The file that shows the point: one that stands in both and differs, else one that stands in one of them only.</summary>
    private static string? Differing(string folder)
    {
        var (wrong, right) = (Names(Path.Combine(folder, "wrong")), Names(Path.Combine(folder, "right")));
        return wrong.Intersect(right).FirstOrDefault(name => !File.ReadAllBytes(Path.Combine(folder, "wrong", name)).SequenceEqual(File.ReadAllBytes(Path.Combine(folder, "right", name))))
            ?? wrong.Except(right).Concat(right.Except(wrong)).FirstOrDefault(name => name.EndsWith(".yaml", StringComparison.Ordinal));
    }

    private static List<string> Names(string folder)
        => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Null for a file that is not there, or is no text.</summary>
    private static string? Text(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file));
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
