using Slipway.Testing;

namespace Slipway.Yaml.Tests;

/// <summary>The first example of the requirements, as it stands: tabs and blanks mixed, keys in mixed case.</summary>
public class RequirementsExampleTests
{
    private const string Structure = """
        {"name":"sleep","version":"3.0.1","container":{"ImagesName":"/fun/custom/sleep","name":"sleep","Args":"10d",
        "Env":{"SLEEPCOMMAND":"/sbin/sleep"},"Health":{
        "livenessProbe":{"exec":{"command":["cat","/tmp/healthy_livenessProbe.sh"]},"failureThreshold":1,"periodSeconds":10},
        "startupProbe":{"exec":{"command":["cat","/tmp/healthy_startupProbe.sh"]},"failureThreshold":1,"periodSeconds":10},
        "readinessProbe":{"exec":{"command":["cat","/tmp/healthy_readinessProbe.sh"]},"failureThreshold":1,"periodSeconds":10}}}}
        """;

    private static string Example()
    {
        var text = TestEnvironment.Requirements;
        var start = text.IndexOf("```yaml\nname: sleep", StringComparison.Ordinal) + "```yaml\n".Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }

    [Fact]
    public void It_loads_with_the_structure_that_a_person_sees()
    {
        var read = YamlReader.Read(new SourceText("service.yaml", Example()));
        read.Diagnostics.Select(d => (d.Rule, d.At!.Line)).ShouldBe([(YamlRules.Tabs, 4)]);
        JsonText.Write(read.Documents.Single()).ShouldBe(Structure.Replace("\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_place_is_one_of_the_original_text()
    {
        var root = (MapNode)YamlReader.Read(new SourceText("service.yaml", Example())).Documents.Single();
        foreach (var (key, value) in Scalars(root))
        {
            Text(key).ShouldBe(key.Text);
            Text(value).ShouldBe(value.Text);
        }
    }

    [Fact]
    public void The_edits_of_the_warning_leave_a_text_without_tabs_and_with_the_same_meaning()
    {
        var source = new SourceText("service.yaml", Example());
        var read = YamlReader.Read(source);
        var edited = Edits.Apply(source, read.Diagnostics.SelectMany(d => d.Edits));
        edited.NotApplied.ShouldBeEmpty();
        edited.Text.ShouldNotContain("\t");
        var again = YamlReader.Read(new SourceText("service.yaml", edited.Text));
        again.Diagnostics.ShouldBeEmpty();
        Nodes.Equal(again.Documents.Single(), read.Documents.Single()).ShouldBeTrue();
    }

    /// <summary>The second example is no YAML. Each fault is told in turn, and taking the offered edits leads to the next, until it reads.</summary>
    [Fact]
    public void The_second_example_is_mended_fault_by_fault()
    {
        var text = TestEnvironment.Requirements;
        var start = text.IndexOf("```\nupdater:", StringComparison.Ordinal) + "```\n".Length;
        text = text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
        var told = new StringWriter();
        for (var round = 0; round < 10; round++)
        {
            var source = new SourceText("upgrade.yaml", text);
            var read = YamlReader.Read(source);
            var findings = read.Diagnostics.Where(d => d.Rule != YamlRules.Tabs).ToList();
            if (findings.Count == 0)
            {
                told.Write(YamlWriter.Write(read.Documents.Single()));
                break;
            }
            findings.ForEach(f => DiagnosticText.Write(f, Language.English, told, colour: false));
            ((MapNode)read.Partial!)["updater"].ShouldBeOfType<MapNode>()["type"]!.ToString().ShouldBe("conatiner");
            text = Edits.Apply(source, findings.SelectMany(f => f.Edits)).Text;
        }
        Golden.Check("second-example.txt", told.ToString());
    }

    private static string Text(Node node) => node.At!.Source.Text[node.At.Span.Start..node.At.Span.End];

    private static IEnumerable<(ScalarNode Key, ScalarNode Value)> Scalars(MapNode map) => map.Entries.SelectMany(entry => entry.Value switch
    {
        MapNode inner => Scalars(inner),
        ListNode list => list.Items.Select(item => (entry.Key, (ScalarNode)item)),
        _ => [(entry.Key, (ScalarNode)entry.Value)],
    });
}
