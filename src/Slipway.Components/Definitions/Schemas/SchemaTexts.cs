using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What editors show of a schema: title and description, and the latter once more as Markdown with default, example and origin.</summary>
internal static class SchemaTexts
{
    private static readonly LocalText DefaultIs = new("Default: {0}", "默认值：{0}");
    private static readonly LocalText Example = new("Example: {0}", "示例：{0}");
    private static readonly LocalText Unit = new("Unit: {0}", "单位：{0}");
    private static readonly LocalText Source = new("Source: {0}", "来源：{0}");

    public static IEnumerable<MapEntry> Of(MapNode schema, MapNode home, Language language)
    {
        // Only the texts of this very schema: those of a part that it refers to stand there.
        var own = new FieldSchema(schema, home, null);
        if (own.Text("title") is { } title)
            yield return Entry("title", title.In(language));
        if (own.Text("description") is not { } description)
            yield break;
        var standard = own.Text("default") is { } words ? [DefaultIs.In(language, [words.In(language)])] : Array.Empty<string>();
        yield return Entry("description", string.Join("\n\n", [description.In(language), .. standard]).Replace("`", "", StringComparison.Ordinal));
        yield return Entry("markdownDescription", string.Join("\n\n", [description.In(language), .. More(own, language)]));
    }

    private static IEnumerable<string> More(FieldSchema schema, Language language)
    {
        if (schema.Default is { } standard)
            yield return DefaultIs.In(language, [standard.In(language)]);
        if (schema.Text("unit") is { } unit)
            yield return Unit.In(language, [unit.In(language)]);
        if (schema.Map["examples"] is ListNode { Items: [var first, ..] })
            yield return Example.In(language, [$"`{FlowText.Write(first)}`"]);
        if (schema.Map["x-source"] is ScalarNode key && FieldSources.Origin(key.Text) is { Link: { } link } origin)
            yield return Source.In(language, [$"[{origin.Name.In(language)}]({link})"]);
    }

    private static MapEntry Entry(string name, string text) => new(Node.Of(name), Node.Of(text));
}
