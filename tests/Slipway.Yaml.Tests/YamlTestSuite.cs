using System.Text;
using Slipway.Testing;

namespace Slipway.Yaml.Tests;

/// <param name="Json">What the text means; null where the suite does not say.</param>
internal sealed record SuiteCase(string Id, string Name, string Yaml, string? Json, bool Fails);

/// <summary>The cases of the YAML project's own test suite.</summary>
internal static class YamlTestSuite
{
    public static IEnumerable<SuiteCase> Cases()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestEnvironment.Data, "yaml-test-suite"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var read = YamlReader.Read(Path.GetFileName(file), File.ReadAllBytes(file));
            read.HasErrors.ShouldBeFalse(file);
            var maps = ((ListNode)read.Documents.Single()).Items.Cast<MapNode>().ToList();
            for (var i = 0; i < maps.Count; i++)
                if (maps[i]["yaml"] is ScalarNode yaml)
                    yield return new SuiteCase(
                        Path.GetFileNameWithoutExtension(file) + (maps.Count > 1 ? $"/{i + 1}" : ""),
                        maps[i]["name"]?.ToString() ?? maps[0]["name"]!.ToString()!,
                        Unescape(yaml.Text),
                        (maps[i]["json"] as ScalarNode)?.Text,
                        maps[i]["fail"] is ScalarNode { Text: "true" });
        }
    }

    /// <summary>The suite makes white space visible: see its ReadMe.</summary>
    private static string Unescape(string text)
    {
        text = text.Replace("␣", " ", StringComparison.Ordinal).Replace("←", "\r", StringComparison.Ordinal)
            .Replace("⇔", "\uFEFF", StringComparison.Ordinal).Replace("↵", "", StringComparison.Ordinal).Replace("∎\n", "", StringComparison.Ordinal);
        var result = new StringBuilder();
        foreach (var c in text)
            if (c == '»')
            {
                while (result.Length > 0 && result[^1] == '—')
                    result.Length--;
                result.Append('\t');
            }
            else
                result.Append(c);
        return result.ToString();
    }
}
