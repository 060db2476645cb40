using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>The JSON Schema Test Suite, draft 2020-12.</summary>
internal static class Suite
{
    private const string Host = "http://localhost:1234/";

    public sealed record Case(string File, string Group, string Description, Node Schema, Node Data, bool Valid)
    {
        public override string ToString() => $"{File}: {Group}: {Description}";
    }

    public static string Folder => Path.Combine(TestEnvironment.Data, "json-schema", "tests", "draft2020-12");

    public static IEnumerable<Case> Cases(params string[] folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine([Folder, .. folder]), "*.json").Order(StringComparer.Ordinal))
            foreach (var group in ((ListNode)Read(file)).Items.Cast<MapNode>())
                foreach (var test in ((ListNode)group["tests"]!).Items.Cast<MapNode>())
                    yield return new Case(Path.GetRelativePath(Folder, file), group["description"]!.ToString()!, test["description"]!.ToString()!,
                        group["schema"]!, test["data"]!, test["valid"]!.ToString() == "true");
    }

    /// <summary>The cases that come out differently, or throw.</summary>
    public static List<string> Failures(IEnumerable<Case> cases, bool assertFormats = false)
    {
        var failures = new List<string>();
        foreach (var group in cases.GroupBy(c => c.Schema))
        {
            var (schema, _) = JsonSchema.Compile(group.Key, new SchemaOptions { AssertFormats = assertFormats, Resolve = Remote });
            failures.AddRange(group.Where(c => Outcome(schema, c) != (c.Valid ? "fits" : "refused")).Select(c => $"{c}: {Outcome(schema, c)}"));
        }
        return failures;
    }

    private static string Outcome(JsonSchema schema, Case @case)
    {
        try
        {
            return schema.Check(@case.Data).Count == 0 ? "fits" : "refused";
        }
        catch (Exception failure)
        {
            return failure.ToString();
        }
    }

    public static Node? Remote(Uri uri)
    {
        var file = Path.Combine(TestEnvironment.Data, "json-schema", "remotes", uri.AbsoluteUri.Replace(Host, "", StringComparison.Ordinal));
        return uri.AbsoluteUri.StartsWith(Host, StringComparison.Ordinal) && File.Exists(file) ? Read(file) : null;
    }

    /// <summary>One test file escapes half a surrogate pair, which no text can hold.</summary>
    public static Node Read(string file) => JsonText.Read(File.ReadAllBytes(file));
}
