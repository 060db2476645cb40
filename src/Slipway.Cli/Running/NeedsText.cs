using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The planning sheet for people: tables on a terminal, or a page of Markdown.</summary>
internal static class NeedsText
{
    private static readonly LocalText Title = new("What {0} {1} needs", "{0} {1} 的资源需求");
    private static readonly LocalText Sum = new("In all, when nobody chooses: {0} CPU, {1} memory", "无人选择时合计：CPU {0}，内存 {1}");
    private static readonly LocalText Declared = new("Declared", "声明的需求");
    private static readonly LocalText Always = new("Always", "始终运行");
    private static readonly LocalText Storage = new("Storage", "存储");
    private static readonly LocalText Other = new("Else", "其他");
    private static readonly LocalText ByDefault = new(" (by default)", "（默认运行）");
    private static readonly LocalText NotByDefault = new(" (not by default)", "（默认不运行）");
    private static readonly LocalText Unsaid = new("Containers that do not say what they need: {0}; the sums are too low by them", "有 {0} 个容器没有声明资源需求，合计因此偏低");
    private static readonly LocalText EachNode = new("{0} on each node", "每个节点 {0}");
    private static readonly LocalText DefaultClass = new("(default)", "（默认）");
    private static readonly LocalText Missing = new(" (not made here)", "（不由本应用创建）");
    private static readonly LocalText[] ComponentColumns = [new("COMPONENT", "组件"), new("PODS", "POD"), new("CPU", "CPU"), new("MEMORY", "内存")];
    private static readonly LocalText[] StorageColumns = [new("COMPONENT", "组件"), new("CLASS", "存储类"), new("ACCESS", "访问方式"), new("SIZE", "大小"), new("VOLUMES", "卷数")];
    private static readonly LocalText[] OtherColumns = [new("WHAT", "类别"), new("NAME", "名称"), new("FOR", "用于")];
    internal static readonly LocalText Kind = new("kind (CRD)", "类型（CRD）");
    internal static readonly LocalText Port = new("port", "端口");
    internal static readonly LocalText Secret = new("Secret", "Secret");
    internal static readonly LocalText Program = new("program", "程序");
    private static readonly LocalText OnOperator = new("{0}: runs on the machine of whoever installs (`--allow-tasks`)", "{0}：在安装者的机器上运行（`--allow-tasks`）");
    private static readonly LocalText WithCluster = new("{0}: runs on the machine of whoever installs, with that person's access to the cluster (`--allow-tasks`)", "{0}：在安装者的机器上运行，并使用其集群权限（`--allow-tasks`）");
    private static readonly LocalText Class = new("storage class", "存储类");
    private static readonly LocalText Extra = new("on top", "额外");
    private static readonly LocalText FromOthers = new("from others", "第三方");

    public static void Write(TextWriter to, Session session, NeedsSheet sheet)
    {
        var language = session.Language;
        var page = new Page(to, session);
        page.Head(1, Title.In(language, [sheet.Application.Name.Value, sheet.Application.VersionText]));
        page.Line(Sum.In(language, [Cores(sheet.Cpu), Bytes(sheet.Memory)]));
        page.Table(Declared.In(language), OtherColumns, sheet.Declared.SelectMany(one => DeclaredRows(language, one)));
        foreach (var part in sheet.Parts)
            Part(page, language, part);
    }

    private static void Part(Page page, Language language, NeedsPart part)
    {
        page.Table(Named(language, part), ComponentColumns, part.Components.Select(one => (IReadOnlyList<string>)[one.Name, Pods(language, one), Cores(one.Cpu), Bytes(one.Memory)]));
        page.Table(Storage.In(language), StorageColumns, part.Components.SelectMany(one => one.Storage.Select(claim => (IReadOnlyList<string>)
            [one.Name, claim.Class ?? DefaultClass.In(language), claim.Access, claim.Each.Bytes(), Range(claim.Least, claim.Most)])));
        page.Table(Other.In(language), OtherColumns, part.Components.SelectMany(one => one.Kinds.Select(kind => (IReadOnlyList<string>)[Kind.In(language), kind, one.Name])
            .Concat(one.Ports.Select(port => (IReadOnlyList<string>)[Port.In(language), port, one.Name]))
            .Concat(one.Secrets.Select(secret => (IReadOnlyList<string>)[Secret.In(language), $"{secret}{Missing.In(language)}", one.Name]))
            .Concat(one.Programs.Select(program => (IReadOnlyList<string>)[Program.In(language), (one.ProgramsReachCluster ? WithCluster : OnOperator).In(language, [program]), one.Name]))));
        if (part.Components.Sum(one => one.Unsaid) is > 0 and var unsaid)
            page.Line(Unsaid.In(language, [$"{unsaid}"]));
    }

    private static IEnumerable<IReadOnlyList<string>> DeclaredRows(Language language, DeclaredNeeds declared)
    {
        var needs = declared.Needs;
        var product = declared.Product + (declared.Conditions.Count == 0 ? "" : (declared.HoldsFor(Selection.Default) ? ByDefault : NotByDefault).In(language));
        string For(string what) => product.Length == 0 ? what : what == "-" ? product : $"{product}: {what}";
        if (needs.Kubernetes is { } kubernetes)
            yield return ["Kubernetes", kubernetes.Text, For("-")];
        if (needs.Cpu is not null)
            yield return ["CPU", ResourceAmount.Of(needs.Cpu).Cores(), For(Extra.In(language))];
        if (needs.Memory is not null)
            yield return [ComponentColumns[3].In(language), ResourceAmount.Of(needs.Memory).Bytes(), For(Extra.In(language))];
        foreach (var name in needs.StorageClasses)
            yield return [Class.In(language), name.Value, For("-")];
        foreach (var name in needs.Crds)
            yield return [Kind.In(language), name.Value, For("-")];
        foreach (var port in needs.Ports)
            yield return [Port.In(language), $"{port.Port}/{port.Protocol}", For(port.Title?.In(language) ?? port.Name.Value)];
        foreach (var thing in needs.Other)
            yield return [FromOthers.In(language), thing.Name.Value, For(thing.Title.In(language))];
    }

    internal static string Named(Language language, NeedsPart part) => part.Conditions.Count == 0 ? Always.In(language)
        : $"{string.Join(", ", part.Conditions.Select(condition => condition.Alternative is null ? condition.Name : $"{condition.Name}={condition.Alternative}"))}{(part.Runs ? ByDefault : NotByDefault).In(language)}";

    private static string Pods(Language language, ComponentNeeds one)
    {
        var pods = Range(one.Pods.Least, one.Pods.Most);
        return !one.IsOnEachNode ? pods : one.Pods.Most == 0 ? EachNode.In(language, ["1"]) : $"{pods} + {EachNode.In(language, ["1"])}";
    }

    internal static string Cores(AmountRange range) => range.Cores();

    internal static string Bytes(AmountRange range) => range.Bytes();

    private static string Range(long least, long most) => least == most ? $"{most}" : $"{least}–{most}";

    /// <summary>One text in two forms.</summary>
    private sealed class Page(TextWriter to, Session session)
    {
        private bool IsMarkdown => session.Form == OutputForm.Markdown;

        public void Head(int level, string text) => to.WriteLine(IsMarkdown ? $"{new string('#', level)} {Escaped(text)}" : SafeText.Line(text));

        public void Line(string text)
        {
            to.WriteLine();
            to.WriteLine(IsMarkdown ? Escaped(text) : SafeText.Line(text));
        }

        public void Table(string head, IReadOnlyList<LocalText> columns, IEnumerable<IReadOnlyList<string>> rows)
        {
            var all = rows.ToList();
            if (all.Count == 0)
                return;
            to.WriteLine();
            Head(2, head);
            if (!IsMarkdown)
            {
                Cli.Table.Write(to, session, columns, all);
                return;
            }
            to.WriteLine();
            Row(columns.Select(column => column.In(session.Language)));
            Row(columns.Select(_ => "---"));
            foreach (var row in all)
                Row(row.Select(Escaped));
        }

        private void Row(IEnumerable<string> cells) => to.WriteLine($"| {string.Join(" | ", cells)} |");

        /// <summary>What others wrote is text, whatever it would mean in Markdown.</summary>
        private static string Escaped(string text)
            => string.Concat(SafeText.Line(text).Select(c => c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '!' ? $"\\{c}" : c.ToString()));
    }
}
