using System.Text.Json;
using Slipway.Components;

namespace Slipway.Cli.Tests;

public class SchemaTests
{
    [Fact]
    public async Task The_schema_of_service_definitions_is_the_standard()
    {
        var ran = await TheProgram.Run("schema");
        ran.ExitCode.ShouldBe(0);
        ran.Error.ShouldBeEmpty();
        ran.ShouldBe(await TheProgram.Run("schema", "service"));
        ran.Json.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        ran.Json.GetProperty("properties").GetProperty("name").GetProperty("title").GetString().ShouldBe("Service name");
    }

    [Theory]
    [InlineData("service", "服务定义")]
    [InlineData("upgrade", "升级定义")]
    [InlineData("deps", "依赖定义")]
    [InlineData("entry", "组件条目")]
    [InlineData("application", "应用定义")]
    [InlineData("replacement", "替换定义")]
    [InlineData("policy", "平台策略")]
    [InlineData("trait", "Trait 定义")]
    [InlineData("workload", "工作负载定义")]
    public async Task Every_format_has_its_schema_in_the_language_that_is_asked_for(string format, string title)
        => (await TheProgram.Run("schema", format, "--lang", "zh")).Json.GetProperty("title").GetString().ShouldBe(title);

    [Fact]
    public async Task A_file_gets_the_same_text()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "service.schema.json");
        var ran = await TheProgram.Run("schema", "--out", file);
        ran.Shown.ShouldBe($"exit code 0\n--- standard output\n--- standard error\nwritten: {file}\n");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe((await TheProgram.Run("schema")).Out);
    }

    [Fact]
    public async Task An_older_schema_is_replaced_and_anything_else_is_not()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.File("service.schema.json", """{"$schema": "https://json-schema.org/draft/2020-12/schema"}""");
        (await TheProgram.Run("schema", "--out", schema)).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(schema, TestContext.Current.CancellationToken)).ShouldBe((await TheProgram.Run("schema")).Out);
        var definition = folder.File("service.yaml", "name: hello\n");
        var ran = await TheProgram.Run("schema", "--out", definition);
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Error.ShouldContain("SLW0957");
        (await File.ReadAllTextAsync(definition, TestContext.Current.CancellationToken)).ShouldBe("name: hello\n");
    }

    [Fact]
    public async Task As_data_the_schema_stands_beside_its_format()
    {
        var json = (await TheProgram.Run("schema", "deps", "--output", "json")).Json;
        json.GetProperty("format").GetString().ShouldBe("deps/alpha1");
        json.GetProperty("schema").GetProperty("type").GetString().ShouldBe("object");
    }

    [Fact]
    public async Task Only_what_ends_at_a_reference_is_referred_to()
    {
        foreach (var format in (string[])FieldFormat.Names)
        {
            var schema = (await TheProgram.Run("schema", format)).Json;
            var referred = References(schema).Where(reference => reference.StartsWith("#/$defs/", StringComparison.Ordinal)).Select(reference => reference.Split('/')[2]).Distinct().Order().ToList();
            var defined = schema.TryGetProperty("$defs", out var defs) ? defs.EnumerateObject().Select(def => def.Name).Order().ToList() : [];
            referred.ShouldBe(defined, format);
        }
    }

    [Fact]
    public async Task A_wrong_format_and_a_place_that_cannot_be_written_are_told()
    {
        var wrong = await TheProgram.Run("schema", "servis");
        wrong.ExitCode.ShouldBe(ExitCode.Usage);
        wrong.Error.ShouldContain("service, upgrade, deps, entry, application, replacement, platform, policy, trait, workload");
        var refused = await TheProgram.Run("schema", "--out", "/proc/no/such.json");
        refused.ExitCode.ShouldBe(ExitCode.Refused);
        refused.Error.ShouldContain("SLW0957");
    }

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
