using System.CommandLine;
using System.CommandLine.Completions;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a field of a definition or a diagnostic means, and what to write or do.</summary>
internal static class ExplainCommand
{
    private const string Codes = "codes";

    private static readonly LocalText Summary = new("Explain a field of a definition, or a diagnostic's code", "解释定义中的字段，或诊断编号");
    private static readonly LocalText About = new(
        "A field such as container.health.startupProbe, a trait such as traits.autoscale.max, or a code such as SLW0101; without one all fields are listed",
        "字段（例如 container.health.startupProbe）、trait（例如 traits.autoscale.max）或诊断编号（例如 SLW0101）；不写时列出全部字段");

    private static readonly LocalText More = new(
        "Fields of other formats have the format's name in front, such as policy.sources. `codes` lists all diagnostics.",
        "其他格式的字段在前面加上格式名称，例如 policy.sources。`codes` 列出全部诊断编号。");

    private static readonly LocalText Platform = new("A platform team's folder, whose traits are known too", "平台团队的文件夹，其中的 trait 也可以查询");

    private static readonly LocalText DidYouMean = new(
        "did you mean `{1}`? `{2}` lists what there is",
        "是否想写 `{1}`？用 `{2}` 查看有哪些字段");

    public static Verb Create(Language language)
    {
        var what = new Argument<string?>("FIELD|CODE") { Description = About.In(language), Arity = ArgumentArity.ZeroOrOne };
        what.CompletionSources.Add(context => Candidates(context, language));
        var platform = PlatformOption.In(language, Platform);
        return new Verb("explain", language, Summary, what, platform)
        {
            More = More,
            Examples =
            [
                new(new("What is this field, and what does it default to?", "这个字段是什么，默认值是什么？"), "slipway explain container.health.startupProbe"),
                new(new("Which traits are there, and what can be set?", "有哪些 trait，可以设置什么？"), "slipway explain traits"),
                new(new("What does this code mean?", "这个编号是什么意思？"), "slipway explain SLW0901"),
                new(new("All codes, as data", "以数据形式列出全部编号"), "slipway explain codes --output json"),
            ],
            Run = async (session, parsed, cancellation) => Run(
                session, parsed.GetValue(what), await PlatformOption.Read(parsed.GetValue(platform), cancellation).ConfigureAwait(false)),
        };
    }

    private static Outcome Run(Session session, string? what, PlatformSource? source)
    {
        if (what is null)
            return new Outcome([])
            {
                Text = to => FieldList.Write(to, FieldFormat.Service, session.Language),
                Data = json => FieldList.WriteJson(json, FieldFormat.Service, session.Language),
            };
        if (what.Equals(Codes, StringComparison.OrdinalIgnoreCase))
            return CodePage.All(session);
        if (IsCode(what))
            return CodePage.Of(session, what);
        var (platform, findings) = Load.Platform(source);
        return platform is null ? Outcome.Of(findings) : Fields(session, what, platform, findings);
    }

    // `101`, `0101` and `slw0101` are the same code to a person.
    private static bool IsCode(string text)
        => text.Length > 0 && (text.StartsWith("SLW", StringComparison.OrdinalIgnoreCase) ? text[3..] : text).All(char.IsAsciiDigit);

    private static Outcome Fields(Session session, string what, PlatformDefinition platform, List<Diagnostic> findings)
    {
        var found = FieldSearch.Find(what, platform);
        if (found.Field is not { } field || what.Trim('.').Length == 0)
            return Outcome.Of([.. findings, Unknown(what, found)]);
        var (path, below) = (FieldSearch.Shown(found.Format, field.Path), FieldSearch.Below(field, platform));
        if (path.Length == 0)
            path = found.Format.Name;
        return new Outcome(findings)
        {
            Text = to => FieldPage.Write(to, field, path, below, session.Language),
            Data = json =>
            {
                json.WriteString("format", found.Format.Format);
                FieldPage.WriteJson(json, field, path, below, session.Language);
            },
        };
    }

    private static Diagnostic Unknown(string what, FieldFound found)
    {
        // Without the positions of lists, which shells would take for patterns.
        var above = FieldSearch.Shown(found.Format, found.Above.Path).Replace("[N]", "", StringComparison.Ordinal);
        var list = above.Length == 0 ? "slipway explain" : "slipway explain " + above;
        return Diagnostic.Of(UsageRules.UnknownField, (Location?)null, what, string.Join("`, `", found.Near), list) with
        {
            SpecialHelp = found.Near.Count > 0 ? DidYouMean : null,
        };
    }

    /// <summary>One level at a time: there are hundreds of fields.</summary>
    private static IEnumerable<CompletionItem> Candidates(CompletionContext context, Language language)
    {
        var word = context.WordToComplete;
        if (word.StartsWith("SLW", StringComparison.OrdinalIgnoreCase))
            return Catalogues.All.Select(rule => new CompletionItem(rule.Code));
        var dot = word.LastIndexOf('.');
        var above = dot < 0 ? null : FieldSearch.Find(word[..dot], PlatformReader.BuiltIn);
        if (dot >= 0 && above!.Field is null)
            return [];
        var fields = above is null ? FieldFormat.Service.Root.Fields : FieldSearch.Below(above.Field!, PlatformReader.BuiltIn);
        var items = fields.Where(field => !field.Name.StartsWith('['))
            .Select(field => new CompletionItem(dot < 0 ? field.Name : $"{word[..dot]}.{field.Name}", detail: FieldPage.Short(field, language)));
        return dot < 0
            ? [.. items, new CompletionItem(Codes), new CompletionItem("traits"), .. FieldFormat.All.Skip(1).Select(format => format.Name).Except(fields.Select(field => field.Name)).Select(name => new CompletionItem(name))]
            : items;
    }
}
