using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

public class FormatLayoutTests
{
    [Fact]
    public void The_requirements_first_example_gets_our_spelling_and_blanks_for_its_tabs()
    {
        var text = TestEnvironment.Requirements.Split("```yaml\n")[1].Split("```")[0];
        Golden.Check("requirements-formatted.yaml", Format(text)!);
    }

    [Theory]
    [InlineData("NAME: a\nversion: 1.0.0\nENV: 1\n", "name: a\nversion: 1.0.0\nENV: 1\n")]
    [InlineData("name: a\nversion: 1.0.0\ncontainer:\n  Env:\n    NAME: b\n    Name: c\n", "name: a\nversion: 1.0.0\ncontainer:\n  env:\n    NAME: b\n    Name: c\n")]
    [InlineData("UPDATER:\n- Type: script\n  From: 1.x\n", "updater:\n  - type: script\n    from: 1.x\n")]
    [InlineData("updater:\n  Type: script\n", "updater:\n  type: script\n")]
    [InlineData("DepsService: {B: {Version: 1.0.0}}\n", "depsService:\n  B:\n    version: 1.0.0\n")]
    [InlineData("name: a\nversion: 1.0.0\nconfig:\n  Type: object\n  properties: {Name: {type: string}}\n", "name: a\nversion: 1.0.0\nconfig:\n  Type: object\n  properties:\n    Name:\n      type: string\n")]
    public void Known_keys_are_spelt_as_we_do_and_those_that_authors_choose_as_they_do(string written, string formatted)
        => Format(written).ShouldBe(formatted);

    [Fact]
    public void How_a_probe_asks_may_stand_on_one_line()
    {
        const string text = """
            name: a
            version: 1.0.0
            container:
              health:
                livenessProbe:
                  httpGet: {path: /, port: http, httpHeaders: [{name: A, value: b}]}
                startupProbe:
                  exec: {command: [cat, /x]}
            shutdown:
              preStop:
                exec: {command: [sh, -c, stop]}

            """;
        Format(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Service\nname: a\nversion: 1\n")]
    [InlineData("a: 1\n")]
    [InlineData("- 1\n")]
    [InlineData("")]
    public void What_is_none_of_our_formats_has_no_layout(string text) => FormatLayout.Of(YamlReader.Read(new SourceText("t", text))).ShouldBeNull();

    private static string? Format(string text)
    {
        var source = new SourceText("service.yaml", text);
        var read = YamlReader.Read(source);
        return YamlFormat.Format(source, read, FormatLayout.Of(read)).Text;
    }
}
