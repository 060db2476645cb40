using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Foreign;

/// <summary>Values of foreign charts: levels, Helm's own reading of scalars, the chart's schema.</summary>
public class ChartValuesTests
{
    [Fact]
    public void Files_stand_below_the_components_values_and_outer_applications_above_them()
    {
        using var files = TestChart.Application(
        [
            ("application.yaml", "name: shop\nversion: 1.0.0\ncomponents:\n  backend:\n    application: backend.yaml\n    components: {cache: {values: {mode: outer, deep: {c: 3}}}}\n"),
            ("backend.yaml", "name: backend\nversion: 1.0.0\ncomponents:\n  cache: {chart: cache, valuesFiles: [one.yaml, two.yaml], values: {mode: own, deep: {b: 2, gone: null}}}\n"),
            ("one.yaml", "mode: one\nreplicas: 1\ndeep: {a: 1, gone: 1}\n"), ("two.yaml", "replicas: 2\non: yes\n"),
            ("cache/Chart.yaml", TestChart.Head), ("cache/values.yaml", "mode: fast\nreplicas: 0\ndeep: {}\n\"on\": false\n"),
        ]);
        var composed = Composer.Compose(Path.Combine(files.Folder, "application.yaml"));
        composed.Findings.ShouldBeEmpty();
        var (built, _) = ComposedBuilder.Build(composed.Composition!.Components, PlatformReader.BuiltIn, "shop");
        var component = built.ShouldHaveSingleItem();
        component.Name.ShouldBe("backend-cache");
        JsonText.Write(component.Values).ShouldBe("""{"mode":"outer","replicas":2,"deep":{"a":1,"gone":null,"b":2,"c":3},"on":true}""");
    }

    [Theory]
    [InlineData("no", "false")]
    [InlineData("On", "true")]
    [InlineData("\"no\"", "\"no\"")]
    [InlineData("0644", "420")]
    [InlineData("0", "0")]
    [InlineData("089", "89")]
    [InlineData("'0644'", "\"0644\"")]
    public void Scalars_are_what_Helm_takes_them_for(string written, string value)
        => JsonText.Write(HelmScalars.Read(YamlReader.Read(new SourceText("values.yaml", $"a: {written}\n")).Documents[0])).ShouldBe($$"""{"a":{{value}}}""");

    [Fact]
    public void The_charts_schema_is_asked_and_answers_where_the_value_stands()
    {
        var schema = """{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"replicas": {"type": "integer", "minimum": 1}}}""";
        var composed = TestChart.Compose(TestChart.Archive([.. TestChart.Files, ("cache/values.schema.json", schema)]), "{chart: cache.tgz, values: {replicas: 0}}");
        var found = composed.Findings.ShouldHaveSingleItem();
        (found.Severity, found.At!.Line).ShouldBe((Severity.Error, 4));
        found.At.Source.Name.ShouldEndWith("application.yaml");
    }

    [Fact]
    public void A_schema_of_an_older_kind_is_left_to_Helm()
    {
        var schema = """{"type": "object", "properties": {"mode": {"type": "array", "items": [{"type": "string"}], "additionalItems": false}}}""";
        TestChart.Compose(TestChart.Archive([.. TestChart.Files, ("cache/values.schema.json", schema)])).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_key_that_no_file_of_the_chart_knows_is_told_with_the_nearest()
    {
        TestChart.Compose(TestChart.Archive(TestChart.Files), "{chart: cache.tgz, values: {replica: 2}}").Findings.ShouldHaveSingleItem().Arguments[^1].ShouldBe("replicas");
        TestChart.Compose(TestChart.Archive([.. TestChart.Files, ("cache/templates/more.yaml", "{{ .Values.hidden }}")]), "{chart: cache.tgz, values: {hidden: 2}}").Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Missing_subcharts_are_named_also_those_of_old_charts()
    {
        var head = TestChart.Head + "dependencies:\n- {name: redis, version: 1.x.x}\n- {name: common, version: 2.0.0}\n";
        var archive = TestChart.Archive([("cache/Chart.yaml", head), ("cache/charts/common/Chart.yaml", "name: common\nversion: 2.0.0\n")]);
        TestChart.Compose(archive).Findings.ShouldHaveSingleItem().Arguments[1].ShouldBe("redis 1.x.x");
        TestChart.Compose(TestChart.Archive([("cache/Chart.yaml", TestChart.Head), ("cache/requirements.yaml", "dependencies: [{name: redis, version: 1.0.0}]\n")]))
            .Findings.ShouldHaveSingleItem().Arguments[1].ShouldBe("redis 1.0.0");
    }

    [Fact]
    public void A_folder_and_its_archive_are_the_same_chart_and_ignored_files_are_no_part_of_it()
    {
        using var files = TestChart.Application(
        [
            ("application.yaml", "name: shop\nversion: 1.0.0\ncomponents:\n  cache: {chart: cache}\n"),
            .. TestChart.Files, ("cache/.helmignore", "*.bak\n/ci/\n"), ("cache/values.bak", "old"), ("cache/ci/values.yaml", "ci: true"),
        ]);
        var folder = Composer.Compose(Path.Combine(files.Folder, "application.yaml"));
        folder.Composition!.Components.Single().Content.Fingerprint.ShouldBe(TestChart.Compose(TestChart.Archive(TestChart.Files)).Composition!.Components.Single().Content.Fingerprint);
        folder.Files.ShouldNotContain(file => file.EndsWith(".bak", StringComparison.Ordinal) || file.Contains("/ci/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_in_a_folder_is_refused()
    {
        using var files = TestChart.Application([("application.yaml", "name: shop\nversion: 1.0.0\ncomponents:\n  cache: {chart: cache}\n"), .. TestChart.Files]);
        File.CreateSymbolicLink(Path.Combine(files.Folder, "cache", "templates", "users.yaml"), "/etc/passwd");
        Composer.Compose(Path.Combine(files.Folder, "application.yaml")).Findings.ShouldHaveSingleItem().Rule.Code.ShouldBe("SLW0801");
    }
}
