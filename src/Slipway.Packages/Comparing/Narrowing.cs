using System.Globalization;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Whether a value that a key took may be one that it takes no more. Of what cannot be told, it may.</summary>
internal static class Narrowing
{
    /// <summary>Words for people, where a value goes, and what is told apart.</summary>
    private static readonly string[] SaysNothing = ["title", "description", "group", "order", "unit", "widget", "reload", "scope", "env", "file", "default", "required", "deprecated", "readOnly", "writeOnly"];

    private static readonly string[] Least = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];

    private static readonly string[] Most = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];

    public static bool Is(FacetChange change) => change switch
    {
        _ when SaysNothing.Contains(change.Name) => false,
        { Name: "secret" } => true,
        { After: null } => false,
        { Name: "type", Before: ScalarNode old, After: ScalarNode now } => old.Text.Split(" | ").Any(type => !Takes(now.Text.Split(" | "), type)),
        { Name: "enum", Before: ListNode old, After: ListNode now } => old.Items.Any(item => !now.Items.Any(other => Nodes.Equal(item, other))),
        { Before: ScalarNode old, After: ScalarNode now } when Least.Contains(change.Name) && Number(old) is { } was && Number(now) is { } least => least > was,
        { Before: ScalarNode old, After: ScalarNode now } when Most.Contains(change.Name) && Number(old) is { } was && Number(now) is { } most => most < was,
        _ => true,
    };

    public static string Shown(FacetChange change)
        => change.Before is null ? $"{change.Name} {Text(change.After)}" : $"{change.Name} {Text(change.Before)} → {Text(change.After)}";

    /// <summary>Of a bound as it was written, keyword by keyword.</summary>
    public static bool Is(MapNode? before, MapNode? after)
        => after is not null && (before?.Keys ?? []).Union(after.Keys, StringComparer.Ordinal).Select(name => new FacetChange(name, before?[name], after[name])).Any(change => !Nodes.Equal(change.Before, change.After) && Is(change));

    private static bool Takes(string[] types, string type) => types.Contains(type) || (type == "integer" && types.Contains("number"));

    private static decimal? Number(ScalarNode node) => decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(Node? node) => node is null ? "-" : JsonText.Write(node);
}
