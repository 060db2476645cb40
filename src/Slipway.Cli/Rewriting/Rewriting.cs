using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What became of one file.</summary>
/// <param name="After">Null where the file was refused.</param>
internal sealed record Rewritten(FileText File, string? After)
{
    public bool IsChanged => After is { } text && File.DiffersFrom(text);

    /// <summary>Printed: changes that no line shows, such as a byte order mark or CRLF, are told as such.</summary>
    public string Diff => LineDiff.Unified(File.File.Path, File.Source?.Text ?? "", After ?? "");
}

/// <summary>What <c>fmt</c> and <c>fix</c> have in common: files in, texts out, written or only shown.</summary>
internal static class Rewriting
{
    public static bool IsStandardInput(IReadOnlyList<string> paths) => paths is ["-"];

    public static Diagnostic? Wrong(IReadOnlyList<string> paths)
        => paths.Count > 1 && paths.Contains("-") ? Diagnostic.Of(UsageRules.StandardInputAlone, (Location?)null) : null;

    /// <summary>Standard input to its end, at most as much as is read of a file.</summary>
    public static FileText ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        var chunk = new byte[64 * 1024];
        for (var read = input.Read(chunk); read > 0 && bytes.Length <= YamlReader.SizeLimit; read = input.Read(chunk))
            bytes.Write(chunk, 0, read);
        return FileText.Of(new DefinitionFile(FileText.StandardInput, FromFolder: false), bytes.ToArray());
    }

    /// <summary>A diff for people has colours and no control characters; in a pipe it is a patch.</summary>
    public static void Show(Session session, TextWriter to, string diff)
    {
        foreach (var line in diff.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var shown = session.OutIsTerminal ? SafeText.Lines(line) : line;
            var tint = !session.ColourOut ? "" : line[0] switch { '+' => "\u001b[32m", '-' => "\u001b[31m", '@' => "\u001b[36m", _ => "" };
            to.Write(tint.Length > 0 ? $"{tint}{shown}\u001b[0m\n" : shown + "\n");
        }
    }

    public static void Write(Utf8JsonWriter json, IEnumerable<Rewritten> changed, bool withDiff)
    {
        json.WriteStartArray("changed");
        foreach (var file in changed)
        {
            json.WriteStartObject();
            json.WriteString("file", file.File.File.Path);
            if (withDiff)
                json.WriteString("diff", file.Diff);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
