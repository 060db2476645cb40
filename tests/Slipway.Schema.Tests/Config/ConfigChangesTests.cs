using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>What changed between two configurations, and what is only called otherwise.</summary>
public class ConfigChangesTests
{
    [Theory]
    [InlineData("host: {type: string, x-slipway: {env: DB}}", "server: {type: string, x-slipway: {env: DB}}", "/host → /server")]
    [InlineData("dbHost: {type: string}", "databaseHost: {type: string}", "/dbHost → /databaseHost")]
    [InlineData("size: {type: integer}", "cache: {type: object, properties: {size: {type: integer}}}", "/size → /cache/size")]
    [InlineData("a: {type: string, description: Where it is}", "b: {type: string, description: Where it is}", "/a → /b")]
    [InlineData("greet: {type: string, default: Hello}", "greeting: {type: string, default: Hello}", "/greet → /greeting")]
    [InlineData("a: {type: integer, minimum: 3, maximum: 7}", "b: {type: integer, minimum: 3, maximum: 7}", "/a → /b")]
    public void A_key_that_is_called_otherwise_is_told_as_such(string before, string after, string renamed)
    {
        var changes = ConfigChanges.Of(Read(before), Read(after));
        changes.Select(change => $"{change.Before?.Pointer} → {change.After?.Pointer}").ShouldBe([renamed]);
        changes[0].IsRenamed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("host: {type: string}", "colour: {type: string}")]
    [InlineData("dbHost: {type: string}", "dbHost2: {type: integer}")]
    [InlineData("a: {type: boolean, default: false}", "b: {type: boolean, default: false}")]
    [InlineData("mailHost: {type: string, default: x, x-slipway: {env: MAIL}}", "licence: {type: string, default: x, x-slipway: {env: LICENCE}}")]
    [InlineData("for: {type: string}", "form: {type: string}")]
    [InlineData("port: {type: integer, default: 8080}", "limit: {type: integer, default: 8080}")]
    public void Keys_that_are_merely_of_one_type_are_not_taken_for_each_other(string before, string after)
        => ConfigChanges.Of(Read(before), Read(after)).ShouldAllBe(change => change.Before == null || change.After == null);

    [Theory]
    [InlineData("web: WORD", "web: WORD", true)]
    [InlineData("web: WORD", "web: OTHER", false)]
    [InlineData("web: WORD", "web: WORD mail: WORD", false)]
    [InlineData("", "", false)]
    public void Keys_that_are_mapped_to_the_same_are_one(string old, string now, bool renamed)
        => ConfigChanges.Of(Read("motd: {type: string}"), Read("banner: {type: string}"), (_ => Split(old), _ => Split(now))).Any(change => change.IsRenamed).ShouldBe(renamed);

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Each_facet_is_told_with_before_and_after()
    {
        var changes = ConfigChanges.Of(
            Read("level: {type: string, enum: [a, b], default: a}\nsize: {type: integer, maximum: 5}"),
            Read("level: {type: string, enum: [a, b, c], default: b, x-slipway: {reload: hot}}\nsize: {type: number, maximum: 5, x-slipway: {immutable: true, env: SIZE}}"));
        changes.SelectMany(change => change.Facets.Select(facet => $"{change.After!.Pointer} {facet.Name}: {Shown(facet.Before)} → {Shown(facet.After)}")).ShouldBe(
        [
            "/level default: \"a\" → \"b\"", "/level enum: [\"a\",\"b\"] → [\"a\",\"b\",\"c\"]", "/level reload: \"restart\" → \"hot\"",
            "/size env: - → \"SIZE\"", "/size immutable: - → true", "/size type: \"integer\" → \"integer | number\"",
        ]);
    }

    [Fact]
    public void A_key_is_newly_required_when_somebody_has_to_give_it_who_had_not_to_before()
    {
        NewlyRequired("a: {type: string}", "a: {type: string}", "required: [a]").ShouldBe(["/a"]);
        NewlyRequired("b: {type: string}", "b: {type: string}\na: {type: string}", "required: [a]").ShouldBe(["/a"]);
        NewlyRequired("a: {type: string}", "a: {type: string, default: x}", "required: [a]").ShouldBeEmpty();
    }

    [Fact]
    public void Comparing_the_other_way_round_is_the_mirror()
    {
        var (one, other) = (Read("dbHost: {type: string}\ngone: {type: integer, default: 4}\nlevel: {type: string}"), Read("databaseHost: {type: string}\nlevel: {type: string, default: b}\nmore: {type: boolean}"));
        var there = ConfigChanges.Of(one, other).Select(change => $"{change.Before?.Pointer} → {change.After?.Pointer}").Order(StringComparer.Ordinal);
        ConfigChanges.Of(other, one).Select(change => $"{change.After?.Pointer} → {change.Before?.Pointer}").Order(StringComparer.Ordinal).ShouldBe(there);
        ConfigChanges.Of(one, one).ShouldBeEmpty();
        ConfigChanges.Of(null, null).ShouldBeEmpty();
    }

    private static IEnumerable<string> NewlyRequired(string before, string after, string more)
        => ConfigChanges.Of(Read(before), Read(after, more)).Where(change => change.IsNewlyRequired).Select(change => change.After!.Pointer);

    private static string Shown(Node? node) => node is null ? "-" : JsonText.Write(node);

    private static ConfigSchema Read(string properties, string more = "")
    {
        var text = $"type: object\n{more}\nproperties:\n{string.Join('\n', properties.Split('\n').Select(line => "  " + line))}\n";
        return ConfigSchema.Read(YamlReader.Read(new SourceText("config.yaml", text)).Documents[0]).Schema!;
    }
}
