using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Tries a team's traits by their cases, once or at every change.</summary>
internal static class TraitTestCommand
{
    private static readonly LocalText Summary = new("Try a team's traits by their cases", "按用例测试团队自己的 trait");
    private static readonly LocalText More = new(
        """
        Each folder in traits/NAME/cases holds service.yaml and with.yaml. Shown is what the trait changes in the objects; where expected.yaml is there, the
        objects must equal it. Also tried: that the patch fits the model, that templates call allowed functions only, that no two traits decide over one field.
        """,
        """
        traits/NAME/cases 下每个目录包含 service.yaml 和 with.yaml。输出 trait 对对象的改动；有 expected.yaml 时，生成的对象必须与之一致。
        同时检查：补丁符合模型，模板只使用允许的函数，没有两个 trait 设置同一字段。
        """);

    private static readonly LocalText About = new("One of them; default: all", "其中一个；默认全部");
    private static readonly LocalText AcceptAbout = new("Write what the cases make to their expected.yaml", "把用例生成的对象写入各自的 expected.yaml");
    private static readonly LocalText WatchAbout = new("Try again at every change, until Ctrl-C", "文件变化时重新测试，按 Ctrl-C 结束");
    private static readonly LocalText Closing = new("{0} cases: {1} as expected, {2} differ, {3} without expected.yaml, {4} failed", "{0} 个用例：{1} 个符合预期，{2} 个不一致，{3} 个没有 expected.yaml，{4} 个失败");
    private static readonly LocalText Watching = new("waiting for changes in {0}; Ctrl-C ends", "等待 {0} 中的变化，按 Ctrl-C 结束");

    private static readonly Dictionary<string, LocalText> Verdicts = new()
    {
        ["expected"] = new("as expected", "符合预期"),
        ["differs"] = new("differs from expected.yaml", "与 expected.yaml 不一致"),
        ["new"] = new("no expected.yaml yet; what the trait changes", "尚无 expected.yaml；该 trait 的改动如下"),
        ["accepted"] = new("accepted; what the trait changes", "已接受；该 trait 的改动如下"),
        ["failed"] = new("failed", "失败"),
    };

    public static Verb Create(Language language)
    {
        var name = new Argument<string?>("TRAIT") { Description = About.In(language), Arity = ArgumentArity.ZeroOrOne };
        var platform = TraitCommand.Folder(language);
        var (accept, watch) = (Options.Flag("--accept", AcceptAbout.In(language)), Options.Flag("--watch", WatchAbout.In(language)));
        var helm = SiteOptions.HelmOption(language);
        return new Verb("test", language, Summary, name, platform, accept, watch, helm)
        {
            More = More,
            Examples =
            [
                new(new("All traits of the folder", "目录中的全部 trait"), "slipway trait test --platform platform"),
                new(new("One, while it is written", "编写过程中测试其中一个"), "slipway trait test team-note --watch"),
                new(new("What it makes now is right", "当前结果正确，予以接受"), "slipway trait test team-note --accept"),
            ],
            Run = (session, parsed, cancellation) =>
            {
                var (folder, only, accepts) = (parsed.GetValue(platform)!, parsed.GetValue(name), parsed.GetValue(accept));
                Task<Outcome> Once() => Try(session, folder, only, accepts, parsed.GetValue(helm), cancellation);
                return parsed.GetValue(watch) ? Watch(session, UsageErrors.Line(parsed.CommandResult), folder, Once, cancellation) : Once();
            },
        };
    }

    private static async Task<Outcome> Try(Session session, string folder, string? only, bool accepts, string? helm, CancellationToken cancellation)
    {
        var (platform, findings) = Load.Platform(folder);
        if (platform is null)
            return Outcome.Of(findings);
        var (program, missing) = await HelmSearch.Find("trait test", helm, session.Environment, cancellation).ConfigureAwait(false);
        if (program is null)
            return Outcome.Of([.. findings, missing!]);
        var tried = await TraitTrial.Run(platform, folder, only, program, cancellation).ConfigureAwait(false);
        findings.AddRange(tried.Findings);
        if (accepts && Accept(tried.Cases) is { } refused)
            return Outcome.Of([.. findings, refused]);
        if (accepts)
            findings.RemoveAll(finding => finding.Rule == TryingRules.Differs);
        var verdicts = tried.Cases.Select(one => (Tried: one, Verdict: Verdict(one, accepts))).ToList();
        return new Outcome(findings)
        {
            Text = to => Write(to, session, verdicts),
            Data = json => WriteJson(json, verdicts),
            Summary = verdicts.Count == 0 ? null : Closing.In(session.Language, [$"{verdicts.Count}", Count("expected"), Count("differs"), Count("new"), Count("failed")]),
        };

        string Count(string verdict) => $"{verdicts.Count(v => v.Verdict == verdict || (verdict == "expected" && v.Verdict == "accepted"))}";
    }

    private static string Verdict(TriedCase one, bool accepts) => one switch
    {
        { With: null } => "failed",
        { IsAsExpected: true } => "expected",
        { With.HasErrors: true } => "failed",
        _ when accepts => "accepted",
        { IsAsExpected: false } => "differs",
        _ => "new",
    };

    /// <summary>A case that does not render is not accepted; that a trait refuses its parameters is written by hand into expected.yaml.</summary>
    private static Diagnostic? Accept(IReadOnlyList<TriedCase> cases)
        => cases.Where(one => one.With is { HasErrors: false } && one.IsAsExpected != true)
            .Select(one => WrittenDefinitions.Write(one.Case.ExpectedFile, one.Made, replace: true)).FirstOrDefault(refused => refused is not null);

    private static void Write(TextWriter to, Session session, IReadOnlyList<(TriedCase Tried, string Verdict)> verdicts)
    {
        foreach (var (tried, verdict) in verdicts)
        {
            to.WriteLine($"{tried.Case.Title}: {Verdicts[verdict].In(session.Language)}");
            var text = verdict == "differs" ? LineDiff.Unified(TraitCase.ExpectedName, tried.Expected!, tried.Made) : string.Concat(verdict is "new" or "accepted" ? Changes(tried).Select(c => c.Diff) : []);
            to.Write(session.OutIsTerminal ? SafeText.Lines(text) : text);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<(TriedCase Tried, string Verdict)> verdicts)
    {
        json.WriteStartArray("cases");
        foreach (var (tried, verdict) in verdicts)
        {
            json.WriteStartObject();
            json.WriteString("trait", tried.Case.Trait.Name);
            json.WriteString("case", tried.Case.Name);
            json.WriteString("workload", tried.Case.Workload);
            json.WriteString("verdict", verdict);
            json.WriteStartArray("objects");
            foreach (var (kind, name, diff) in Changes(tried))
            {
                json.WriteStartObject();
                json.WriteString("kind", kind);
                json.WriteString("name", name);
                json.WriteString("diff", diff);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The objects that the trait changes, makes or takes away.</summary>
    private static IEnumerable<(string Kind, string Name, string Diff)> Changes(TriedCase tried)
    {
        var (after, before) = (tried.With?.Objects ?? [], tried.Without?.Objects ?? []);
        foreach (var (kind, name) in before.Concat(after).Select(o => (o.Kind, o.Name)).Distinct())
        {
            string Text(IEnumerable<RenderedObject> objects) => objects.FirstOrDefault(o => o.Kind == kind && o.Name == name)?.Yaml ?? "";
            if (LineDiff.Unified($"{kind}/{name}", Text(before), Text(after)) is { Length: > 0 } diff)
                yield return (kind, name, diff);
        }
    }

    private static async Task<Outcome> Watch(Session session, string line, string folder, Func<Task<Outcome>> once, CancellationToken cancellation)
    {
        if (session.Form == OutputForm.Json)
            return Outcome.Of(UsageRules.Exclude, "--watch", "--output json");
        if (!Directory.Exists(folder))
            return await once().ConfigureAwait(false);
        using var changed = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Changed += (_, _) => changed.Release();
        watcher.Created += (_, _) => changed.Release();
        watcher.Deleted += (_, _) => changed.Release();
        watcher.Renamed += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            Printing.Write(session, line, await once().ConfigureAwait(false));
            session.Say(Watching, folder);
            await changed.WaitAsync(cancellation).ConfigureAwait(false);
            // An editor writes a file in several steps: what follows at once belongs to the same change.
            while (await changed.WaitAsync(TimeSpan.FromMilliseconds(200), cancellation).ConfigureAwait(false))
                continue;
        }
    }
}
