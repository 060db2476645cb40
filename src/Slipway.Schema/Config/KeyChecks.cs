using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>What cannot stand together in one key's <c>x-slipway</c>.</summary>
internal sealed class KeyChecks(List<Diagnostic> findings)
{
    private static readonly string[] OnlyOnKeys = ["env", "order", "unit", "widget", "when"];

    private static readonly LocalText NotOnRoot = new("it belongs to a single key, not to the whole configuration", "它属于单个键，而不属于整个配置");
    private static readonly LocalText OnlyOnRoot = new("rules stand in the `x-slipway` of the whole configuration", "规则应写在整个配置的 `x-slipway` 中");

    public void Root(Notes notes)
    {
        foreach (var name in OnlyOnKeys.Where(name => notes.Text.Entry(name) is not null))
            Tell(ConfigRules.NoEffect, notes.KeyAt(name), Words.Neutral(name), NotOnRoot);
    }

    /// <summary>A map between the root and keys.</summary>
    public void Branch(Facets facets, Notes notes)
    {
        Inner(notes);
        if (notes.Env is not null)
            Tell(ConfigRules.DoesNotSuit, notes.KeyAt("env"), Words.Neutral("env"), new LocalText("a variable holds one value, and this is a map of keys", "环境变量只能保存单个值，而此处是由键组成的映射"));
        if (notes.Widget is { } widget && !ConfigWidgets.CanShow(widget, JsonTypes.Object))
            CannotShow(notes, widget, JsonTypes.Object);
    }

    private void Inner(Notes notes)
    {
        if (notes.Text.Entry("rules") is { } rules)
            Tell(ConfigRules.NoEffect, rules.Key.At, Words.Neutral("rules"), OnlyOnRoot);
    }

    public void Key(FoundKey found)
    {
        Inner(found.Own);
        Reload(found);
        Secret(found);
        Env(found);
        Widget(found);
        Format(found);
    }

    private void Reload(FoundKey found)
    {
        if (found.Key.Reload != ConfigReload.Hot)
            return;
        if (found.Key.Env is not null)
            Tell(ConfigRules.Conflict, found.Own.KeyAt("env"), Words.Neutral("env"), Words.Neutral("reload: hot"),
                new LocalText("a running program never sees a change of its environment", "运行中的程序看不到环境变量的变化"));
        if (found.Key.IsImmutable)
            Tell(ConfigRules.Conflict, found.Own.KeyAt("immutable") ?? found.Key.At, Words.Neutral("immutable"), Words.Neutral("reload: hot"),
                new LocalText("what never changes is never read again", "不会改变的值无需重新加载"));
    }

    private void Secret(FoundKey found)
    {
        if (!found.Key.IsSecret)
            return;
        if (found.Key.Default is { } value)
            Tell(ConfigRules.Conflict, value.At, Words.Neutral("default"), Words.Neutral("secret"),
                new LocalText("everybody who reads the definition would know the secret", "任何能看到定义的人都会知道该机密"));
        // A file that all of a group shares is written with the others; a secret is mounted alone, as it is.
        if (found.Own.Text.Entry("file")?.Key.At is { } file && found.Key.File is { Format: not ConfigFormat.Text })
            Tell(ConfigRules.Conflict, file, Words.Neutral("file"), Words.Neutral("secret"),
                new LocalText("a secret is mounted as it is, not written into a file of settings: add `format: text`, or leave `file` out for /etc/slipway/secrets/KEY",
                    "机密按原样挂载，不会写入配置文件：请加上 `format: text`；或不写 `file`，此时位于 /etc/slipway/secrets/键名"));
        if (!IsText(found.Facets) && !IsMapOfTexts(found.Facets))
            Tell(ConfigRules.DoesNotSuit, found.Own.Text.Entry("secret")?.Key.At ?? found.Key.At, Words.Neutral("secret"),
                new LocalText("a Secret holds texts: write `type: string`, or a map of texts", "Secret 只能保存文本：请写 `type: string`，或文本的映射"));
    }

    private static bool IsText(Facets facets) => (facets.Types & ~JsonTypes.Null) == JsonTypes.String;

    private static bool IsMapOfTexts(Facets facets) => (facets.Types & ~JsonTypes.Null) == JsonTypes.Object
        && facets.Keywords<Members>().Select(m => m.Additional).OfType<Subschema>().Any(s => IsText(Facets.Of(s)));

    private void Env(FoundKey found)
    {
        if (found.Key.Env is not null && (found.Facets.Types & (JsonTypes.Object | JsonTypes.Array)) != 0)
            Tell(ConfigRules.DoesNotSuit, found.Own.KeyAt("env"), Words.Neutral("env"),
                new LocalText("a variable holds one value: write `type: string`, `integer`, `number` or `boolean`", "环境变量只能保存单个值：请写 `type: string`、`integer`、`number` 或 `boolean`"));
    }

    private void Widget(FoundKey found)
    {
        if (found.Own.Widget is not { } widget)
            return;
        if (!ConfigWidgets.CanShow(widget, found.Facets.Types))
            CannotShow(found.Own, widget, found.Facets.Types);
        else if (widget == "slider" && !(found.Facets.Keywords<Bound>().Any(b => b.IsLower) && found.Facets.Keywords<Bound>().Any(b => !b.IsLower)))
            Tell(ConfigRules.DoesNotSuit, found.Own.KeyAt("widget"), Words.Neutral("widget"), new LocalText("a slider needs `minimum` and `maximum`", "滑块需要 `minimum` 和 `maximum`"));
        else if (widget is "select" or "radio" && !found.Facets.Keywords<Choice>().Any() && (found.Facets.Types & ~JsonTypes.Null) != JsonTypes.Boolean)
            Tell(ConfigRules.DoesNotSuit, found.Own.KeyAt("widget"), Words.Neutral("widget"), new LocalText($"`{widget}` needs the choices of an `enum`", $"`{widget}` 需要 `enum` 给出可选值"));
    }

    private void CannotShow(Notes notes, string widget, JsonTypes types)
        => Tell(ConfigRules.DoesNotSuit, notes.KeyAt("widget"), Words.Neutral("widget"), ConfigWidgets.Cannot(widget, types));

    /// <summary>Formats that know no lists and maps inside of a value.</summary>
    private void Format(FoundKey found)
    {
        if (found.Key.File is not { } file || found.FileAt is null)
            return;
        var types = found.Facets.Types;
        if (file.Format == ConfigFormat.Text && !IsText(found.Facets))
            Tell(ConfigRules.DoesNotSuit, found.FileAt, Words.Neutral("file"), new LocalText("a file of the format `text` holds one text: write `type: string`", "格式为 `text` 的文件只保存一个文本：请写 `type: string`"));
        else if (file.Format is ConfigFormat.Env or ConfigFormat.Properties or ConfigFormat.Ini && (types & (JsonTypes.Array | JsonTypes.Object)) != 0)
            Tell(ConfigRules.DoesNotSuit, found.FileAt, Words.Neutral("file"), new LocalText(
                $"the format `{file.Format.ToString().ToLowerInvariant()}` holds single values, and `{found.Key.Pointer}` may be a list or a map",
                $"格式 `{file.Format.ToString().ToLowerInvariant()}` 只能保存单个值，而 `{found.Key.Pointer}` 可能是列表或映射"));
    }

    private void Tell(Rule rule, Location? at, params ReadOnlySpan<LocalText> words) => findings.Add(Told.Diagnostic(rule, at, words));
}
