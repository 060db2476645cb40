using Slipway.Components;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class ExplainTests
{
    [Theory]
    [InlineData("container.health.startupProbe", "probe")]
    [InlineData("updater.rollback.source", "source")]
    [InlineData("config.properties.logLevel.x-slipway.reload", "reload")]
    [InlineData("ports", "ports")]
    [InlineData("policy", "policy")]
    [InlineData("traits", "traits")]
    [InlineData("traits.autoscale", "trait")]
    [InlineData("traits.autoscale.max", "parameter")]
    public async Task A_field_is_explained_in_both_languages(string path, string name)
    {
        foreach (var language in (string[])["en", "zh"])
            Golden.Check($"explain/{name}.{language}.txt", (await TheProgram.Run("explain", path, "--lang", language)).Shown);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Without_a_field_all_are_listed(string language)
        => Golden.Check($"explain/all.{language}.txt", (await TheProgram.Run("explain", "--lang", language)).Shown);

    [Theory]
    [InlineData("CONTAINER.Health.startupprobe", "container.health.startupProbe")]
    [InlineData("startupProbe", "container.health.startupProbe")]
    [InlineData("containers[0].name", "containers[N].name")]
    [InlineData("containers.name", "containers[N].name")]
    [InlineData("updater[1].from", "updater.from")]
    [InlineData("rollback.0.type", "rollback[N].type")]
    [InlineData("env.LOG_LEVEL", "container.env.NAME")]
    [InlineData("ports.http.protocol", "ports.NAME.protocol")]
    [InlineData("service.name", "name")]
    [InlineData("service", "service")]
    [InlineData("workload", "workload")]
    [InlineData("workload.controller.kind", "workload.controller.kind")]
    [InlineData("deps/alpha1", "deps")]
    [InlineData("entry.traits.autoscale.max", "traits.autoscale.max")]
    [InlineData("config.properties.a.properties.b.default", "config.properties.NAME.properties.NAME.default")]
    public async Task A_path_may_be_written_in_many_ways(string written, string meant)
    {
        var ran = await TheProgram.Run("explain", written, "--output", "json");
        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Json.GetProperty("path").GetString().ShouldBe(meant);
    }

    [Theory]
    [InlineData("container.helth", "did you mean `container.health`? `slipway explain container` lists what there is")]
    [InlineData("containers[0].image", "did you mean `containers[N].imagesName`? `slipway explain containers` lists what there is")]
    [InlineData("liveness", "did you mean `container.health.livenessProbe`? `slipway explain` lists what there is")]
    [InlineData("traits.autoscal.max", "did you mean `traits.autoscale`? `slipway explain traits` lists what there is")]
    [InlineData("policy.sources.gopher", "`slipway explain policy.sources` lists what there is")]
    [InlineData("quark", "`slipway explain` lists what there is")]
    [InlineData("[0]", "`slipway explain` lists what there is")]
    public async Task An_unknown_field_is_told_with_what_may_be_meant(string written, string help)
    {
        var ran = await TheProgram.Run("explain", written);
        ran.ExitCode.ShouldBe(ExitCode.Usage);
        ran.Out.ShouldBeEmpty();
        ran.Error.ShouldBe($"error SLW0917: there is no field `{written}`\n     = {help}\n");
    }

    [Fact]
    public async Task Every_field_of_every_format_is_found_by_the_path_under_which_it_is_listed()
    {
        foreach (var format in FieldFormat.All)
            foreach (var field in format.Fields.Where(field => !field.Path.StartsWith("traits.NAME", StringComparison.Ordinal)))
            {
                var found = FieldSearch.Find(FieldSearch.Shown(format, field.Path), PlatformReader.BuiltIn);
                found.Field?.Path.ShouldBe(field.Path);
                found.Field.ShouldNotBeNull($"{format.Name} {field.Path}");
            }
        (await TheProgram.Run("explain", "--output", "json")).Json.GetProperty("fields").GetArrayLength().ShouldBe(FieldFormat.Service.Fields.Count());
    }

    [Fact]
    public async Task A_platform_teams_trait_is_explained_too()
    {
        using var folder = new TemporaryFolder();
        var trait = Directory.CreateDirectory(Path.Combine(folder.Path, "Traits", "greeting")).FullName;
        await File.WriteAllTextAsync(Path.Combine(trait, "trait.yaml"), """
            name: greeting
            version: 0.1.0
            summary: {en: Says hello., zh: 打招呼。}
            appliesTo: [stateless]
            parameters:
              type: object
              additionalProperties: false
              properties:
                text: {type: string, default: hello, x-slipway: {description: {en: What is said, zh: 说的内容}}}
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(trait, "patch.yaml"), "{}\n", TestContext.Current.CancellationToken);
        var ran = await TheProgram.Run("explain", "traits.greeting.text", "--platform", folder.Path, "--output", "json", "--lang", "zh");
        ran.Json.GetProperty("description").GetString().ShouldBe("说的内容");
        ran.Json.GetProperty("default").GetString().ShouldBe("`hello`");
        (await TheProgram.Run("explain", "traits.greeting.text")).ExitCode.ShouldBe(ExitCode.Usage);
        var schema = (await TheProgram.Run("schema", "entry", "--platform", folder.Path)).Json;
        schema.GetProperty("$defs").GetProperty("trait-greeting").GetProperty("properties").GetProperty("text").GetProperty("default").GetString().ShouldBe("hello");
    }

    [Fact]
    public async Task All_codes_are_listed_as_text_and_as_data()
    {
        var codes = Catalogues.All.Select(rule => rule.Code).ToList();
        (await TheProgram.Run("explain", "codes")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ShouldBe(codes);
        (await TheProgram.Run("explain", "codes", "--output", "json")).Json.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("code").GetString()).ShouldBe(codes);
    }
}
