using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// Looks for a value that the unified configuration takes and the target refuses. What it finds is real: it was checked against both. Values come from where the two
/// declarations speak of any (choices, defaults, bounds), one key at a time, the others as they are when nobody has said anything; what it does not find may exist.
/// </summary>
internal static class MappingWitness
{
    /// <summary>A value of hundreds of choices is tried; one of thousands is not worth the time.</summary>
    private const int MostValues = 1_000;

    private sealed record Tried(string Pointer, Node Value, bool IsDeclared);

    public static Diagnostic? Find(
        MappedValue value, MappingTarget target, IReadOnlyDictionary<string, ConfigSchema> variables, IReadOnlyDictionary<string, Node> values)
    {
        if (!variables.TryGetValue("self", out var unified))
            return null;
        var named = unified.Keys.Where(key => !key.IsSecret && value.Names.Any(name => name.Variable == "self" && MappingCheck.Covers(name.Pointer, key.Pointer)));
        foreach (var tried in named.SelectMany(key => Values(unified, key, target)).OrderByDescending(one => one.IsDeclared).Take(MostValues))
            if (Refused(tried, value, target, unified, values) is { } refused)
                return refused;
        return null;
    }

    private static Diagnostic? Refused(Tried tried, MappedValue value, MappingTarget target, ConfigSchema unified, IReadOnlyDictionary<string, Node> values)
    {
        var given = MappingTarget.Nest(tried.Pointer, tried.Value);
        if (unified.Check(given).Any(finding => finding.Diagnostic.Severity == Severity.Error && finding.Missing is null))
            return null;
        var (result, failure) = value.Evaluate(new Dictionary<string, Node>(values) { ["self"] = unified.Effective(given) });
        if (failure is not null)
            return Failed(tried, value, target, failure);
        var reason = result is null ? null : target.Refusal(result) is { } refusal ? new LocalText(refusal.Message(Language.English), refusal.Message(Language.Chinese)) : null;
        if (reason is null)
            return null;
        return Told.Diagnostic(
            tried.IsDeclared ? MappingRules.Refused : MappingRules.Wider, value.Written.At,
            Words.Neutral(string.Join('.', JsonPointer.Parse(tried.Pointer)!)), Words.Neutral(Words.Cut(JsonText.Write(tried.Value))), Words.Neutral(Words.Cut(value.Written.Text)),
            Words.Neutral(Words.Cut(JsonText.Write(result!))), Words.Neutral(target.Shown), reason) with
        {
            Related = target.Key.At is { } at ? [at] : [],
        };
    }

    /// <summary>It is the expression that has nothing to give; what nobody offers for a choice is an oversight of the bounds.</summary>
    private static Diagnostic Failed(Tried tried, MappedValue value, MappingTarget target, LocalText failure)
    {
        var (key, given, expression) = (string.Join('.', JsonPointer.Parse(tried.Pointer)!), Words.Cut(JsonText.Write(tried.Value)), Words.Neutral(Words.Cut(value.Written.Text)));
        return tried.IsDeclared
            ? Told.Diagnostic(MappingRules.Failed, value.Written.At, expression, Words.Neutral(target.Shown), new LocalText($"{failure.English}, for `{key}: {given}`", $"{failure.Chinese}（`{key}: {given}`）"))
            : Told.Diagnostic(MappingRules.Wider, value.Written.At, Words.Neutral(key), Words.Neutral(given), expression, NoValue, Words.Neutral(target.Shown), failure);
    }

    private static readonly LocalText NoValue = new("no value", "空结果");

    private static IEnumerable<Tried> Values(ConfigSchema unified, ConfigKey key, MappingTarget target)
    {
        var texts = Facets.Of(unified.Schema.Root).At(key.Pointer).Texts.ToList();
        foreach (var node in texts.SelectMany(Declared).Concat(key.Default is { } value ? [value] : []).Concat(key.Types is ["boolean"] ? [Node.Of(true), Node.Of(false)] : []))
            yield return new Tried(key.Pointer, node, IsDeclared: true);
        foreach (var node in Facets.Of(target.Schema.Schema.Root).At(target.Key.Pointer).Texts.SelectMany(Beyond).Concat(Simple(key.Types)))
            yield return new Tried(key.Pointer, node, IsDeclared: false);
    }

    private static IEnumerable<Node> Declared(MapNode text)
    {
        foreach (var node in (text["enum"] as ListNode)?.Items ?? [])
            yield return node;
        if (text["const"] is { } only)
            yield return only;
        foreach (var word in (string[])["minimum", "maximum"])
            if (text[word] is ScalarNode bound)
                yield return bound;
        foreach (var word in (string[])["minLength", "maxLength"])
            if (Length(text[word]) is { } length)
                yield return Node.Of(new string('a', length));
    }

    /// <summary>Just outside of what the target takes.</summary>
    private static IEnumerable<Node> Beyond(MapNode text)
    {
        foreach (var (word, step) in ((string, int)[])[("minimum", -1), ("maximum", 1), ("exclusiveMinimum", 0), ("exclusiveMaximum", 0)])
            if (text[word] is ScalarNode bound && decimal.TryParse(bound.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15m)
                yield return new ScalarNode(number % 1 == 0 ? ScalarKind.Integer : ScalarKind.Float, (number + step).ToString(CultureInfo.InvariantCulture));
        if (Length(text["minLength"]) is > 0 and var least)
            yield return Node.Of(new string('a', least - 1));
        if (Length(text["maxLength"]) is { } most)
            yield return Node.Of(new string('a', most + 1));
    }

    private static IEnumerable<Node> Simple(IReadOnlyList<string> types)
    {
        if (types.Contains("integer"))
            yield return Node.Of(0L);
        if (types is ["string"])
            yield return Node.Of("");
    }

    private static int? Length(Node? node)
        => node is ScalarNode { Kind: ScalarKind.Integer } text && int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length < 100_000 ? length : null;
}
