using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The part of a file, or a command line, that brings a diagnostic or avoids it.</summary>
/// <param name="File">Null for a command line.</param>
internal sealed record ExampleSide(string? File, string Text);

/// <summary>A wrong and a right example of a diagnostic; a side is null where its point is that something is not there.</summary>
/// <param name="About">What the texts do not show.</param>
internal sealed record CodeExample(LocalText? About, ExampleSide? Wrong, ExampleSide? Right)
{
    /// <summary>Null for a code without an example.</summary>
    public static CodeExample? Of(string code)
    {
        using var stream = typeof(CodeExample).Assembly.GetManifestResourceStream("examples.json")
            ?? throw new InvalidOperationException("The program lacks its part examples.json.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return JsonText.Read(bytes) is MapNode all && all[code] is MapNode one
            ? new CodeExample(one["about"] is MapNode about ? new LocalText(Text(about, "en")!, Text(about, "zh")!) : null, Side(one["wrong"]), Side(one["right"]))
            : null;
    }

    private static ExampleSide? Side(Node? node) => node is MapNode map ? new ExampleSide(Text(map, "file"), Text(map, "text")!) : null;

    private static string? Text(MapNode map, string key) => (map[key] as ScalarNode)?.Text;
}
