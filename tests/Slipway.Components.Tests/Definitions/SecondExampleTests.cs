using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

/// <summary>
/// The requirements' second example is no YAML. As it stands it gives its first fault, with what mends it; after each fix the next, until it is clean.
/// </summary>
public sealed class SecondExampleTests
{
    /// <summary>Seven; the item that is out of line is told twice, because its second key stands on neither side of the first one's column.</summary>
    private static readonly string[] Faults =
    [
        "conatiner", "rollback-one-blank-deep", "script-no-deeper-than-its-text", "item-out-of-line", "source-out-of-line", "upper-case-image-name", "tab-after-blanks", "source-without-host",
    ];

    [Fact]
    public void Fix_after_fix_leads_to_a_clean_upgrade_definition()
    {
        var (text, told) = (Example(), new List<string>());
        while (First(text) is { } finding)
        {
            told.Add(finding.Rule.Code);
            told.Count.ShouldBeLessThanOrEqualTo(Faults.Length, Here.Printed([finding]));
            Golden.Check($"second-example.{told.Count}-{Faults[told.Count - 1]}.txt", Here.Printed([finding]));
            text = Mended(text, finding);
        }
        told.Count.ShouldBe(Faults.Length);
        Golden.Check("second-example.mended.yaml", text);
        var read = UpgradeReader.Read(new SourceText("upgrade.yaml", text));
        // What is left is advice: tabs, and a file that no storage keeps.
        Here.Codes(read.Diagnostics).ShouldBe([UpdateRules.Redirection.Code], Here.Printed(read.Diagnostics));
        var updater = read.Updaters.ShouldHaveSingleItem();
        (updater.From.Value.Text, $"{updater.To}", $"{updater.Container!.ImagesName}:{updater.Container.ImagesTag}", updater.Container.Name.Value)
            .ShouldBe(("3.0.1", "3.0.6", "/fun/custom/sleepupdate:3.0.6", "update"));
        updater.Rollback[0].Content.Inline!.Value.Value.ShouldBe("echo 3.0.1 >/usr/sleep/version \n");
        var source = updater.Rollback[1].Content.Source!;
        (source.Kind.Value, source.Path.Value, source.Host?.Value).ShouldBe((SourceKind.Ftp, "/sleep/update/rollback/3.0.1_3.0.6.sh", "files.example.com"));
    }

    [Fact]
    public void With_storage_where_its_script_writes_nothing_at_all_is_left_to_say()
    {
        var text = File.ReadAllText(Path.Combine(Here.Folder, "Goldens", "second-example.mended.yaml"));
        var service = Here.Good(Here.Definition(root: "storage: {state: {path: /usr/sleep, size: 1Gi, access: ReadWriteMany}}"));
        UpgradeReader.Read(new SourceText("upgrade.yaml", text), null, service.Storage).Diagnostics.ShouldBeEmpty();
    }

    /// <summary>What a person mends first: the first error, or warning of tabs, in the order of position.</summary>
    private static Diagnostic? First(string text)
        => UpgradeReader.Read(new SourceText("upgrade.yaml", text)).Diagnostics.FirstOrDefault(finding => finding.Rule != UpdateRules.Redirection);

    /// <summary>The finding's own edits; where it has none, what its help says.</summary>
    private static string Mended(string text, Diagnostic finding)
    {
        if (finding.Edits.Count > 0)
            return Edits.Apply(finding.At!.Source, finding.Edits).Text;
        finding.Rule.ShouldBe(UpdateRules.NoHost);
        return text.Insert(finding.At!.Span.End, $"\n{new string(' ', finding.At.Column - 1 - "type: ".Length)}host: files.example.com");
    }

    private static string Example()
    {
        var text = TestEnvironment.Requirements;
        var start = text.IndexOf("```\nupdater:", StringComparison.Ordinal) + "```\n".Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
