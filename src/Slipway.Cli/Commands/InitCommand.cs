using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Makes a definition: from questions, or from what already exists in another form.</summary>
internal static class InitCommand
{
    private static readonly LocalText Summary = new("Make a service definition, by questions or from what there is", "生成服务定义：通过问答，或读取已有的文件、镜像、工作负载");
    private static readonly LocalText More = new(
        "What is inferred has a comment behind it. What cannot be carried over is told line by line, with the trait or field that does it. "
            + "An answer that is still needed is an open key in the file and an error here (exit code 1). A file that exists is replaced only with --yes.",
        "推断出的值后面带有注释。无法转换的内容逐行说明，并指出由哪个 trait 或字段承担。仍需填写的内容在文件中留空，同时在此报错（退出码 1）。已存在的文件只有加 --yes 才会替换。");
    private static readonly LocalText Written = new("written: {0}; next: slipway check {0}", "已写入：{0}；下一步：slipway check {0}");

    public static Verb Create(Language language)
    {
        var options = InitOptions.In(language);
        return new Verb("init", language, Summary, options.All)
        {
            More = More,
            Examples =
            [
                new(new("By questions", "通过问答"), "slipway init --out service.yaml"),
                new(new("Without questions", "不询问"), "slipway init --name hello --version 1.0.0 --image /examples/hello --port http=8080 --health http:/health/started,/health/live,/health/ready"),
                new(new("Every service of a Compose file", "Compose 文件中的所有服务"), "slipway init --from compose.yaml --out services/"),
                new(new("An image in a registry", "镜像仓库中的镜像"), "slipway init --from registry.example.com/team/web:1.2.0 --out service.yaml"),
                new(new("What runs in a cluster", "集群中正在运行的工作负载"), "slipway init --from deployment/hello -n hello --out service.yaml"),
            ],
            Run = (session, parsed, cancellation) => Run(session, options.Read(session, parsed), cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, InitChoice choice, CancellationToken cancellation)
    {
        if (Wrong(choice) is { Count: > 0 } wrong)
            return Outcome.Of(wrong);
        var (drafts, findings) = choice.From is null
            ? await FromAnswers(session, choice, cancellation).ConfigureAwait(false)
            : await FromSource(session, choice, cancellation).ConfigureAwait(false);
        if (drafts.Count == 0)
            return Outcome.Of(findings);
        var paths = choice.Out is null ? [] : WrittenDefinitions.Paths(choice.Out, drafts);
        var files = drafts.Select((draft, i) => DraftText.Write(draft, session.Language, paths.ElementAtOrDefault(i) ?? "service.yaml", choice.Schema ?? WrittenDefinitions.SchemaBeside(paths.ElementAtOrDefault(i)))).ToList();
        var all = new List<Diagnostic>([.. findings, .. drafts.SelectMany(draft => draft.Findings), .. files.SelectMany(file => file.Findings)]);
        if (paths.Count > 0)
        {
            if (await WrittenDefinitions.Ask(session, choice.Yes, paths, cancellation).ConfigureAwait(false) is { } no)
                return Outcome.Of([.. all, no]);
            all.AddRange(paths.Select((path, i) => WrittenDefinitions.Write(path, files[i].Text, replace: Path.Exists(path))).OfType<Diagnostic>());
        }
        return new Outcome(all)
        {
            Text = choice.Out is null ? to => to.Write(files[0].Text) : null,
            Data = json => Write(json, drafts, files, paths),
            Summary = all.Any(finding => finding.Rule == ProgramRules.NotWritten) || choice.Out is null ? null : Written.In(session.Language, [choice.Out]),
        };
    }

    private static async Task<(IReadOnlyList<Draft> Drafts, IReadOnlyList<Diagnostic> Findings)> FromAnswers(Session session, InitChoice choice, CancellationToken cancellation)
    {
        var (answers, missing) = await InitQuestions.All(session, choice, cancellation).ConfigureAwait(false);
        return missing.Count > 0 ? ([], missing) : ([DraftAnswers.Alone(answers)], []);
    }

    private static async Task<(IReadOnlyList<Draft> Drafts, IReadOnlyList<Diagnostic> Findings)> FromSource(Session session, InitChoice choice, CancellationToken cancellation)
    {
        var read = await Read(session, choice, cancellation).ConfigureAwait(false);
        if (read.Drafts.Count == 0)
            return (read.Drafts, read.Findings);
        var chosen = choice.Service is null ? read.Drafts : [.. read.Drafts.Where(draft => draft.Key == choice.Service || draft.Name?.Value == choice.Service)];
        if (chosen.Count == 0)
            return ([], [Diagnostic.Of(InitRules.NoSuchService, (Location?)null, choice.From!, choice.Service!, Names(read.Drafts))]);
        if (chosen.Count > 1 && (choice.Out is null || !WrittenDefinitions.IsFolder(choice.Out) || choice.Answers is { Name: not null } or { Image: not null }))
            return ([], [.. read.Findings, Diagnostic.Of(InitRules.Several, (Location?)null, choice.From!, $"{chosen.Count}", Names(chosen))]);
        var drafts = new List<Draft>();
        foreach (var draft in chosen)
            drafts.Add(DraftAnswers.Into(draft, await InitQuestions.Open(session, choice, draft, cancellation).ConfigureAwait(false)));
        return (drafts, read.Findings);
    }

    private static Task<DraftsRead> Read(Session session, InitChoice choice, CancellationToken cancellation)
    {
        if (FromCluster.Named(choice.From!) is not null)
            return FromCluster.Read(choice.From!, choice.Cluster, session.Time, cancellation);
        if (IsImage(choice.From!, choice.Images.Registry))
            return FromImage.Read(choice.From!, choice.Images.Registry, choice.Images.Options with { PlatformMustFit = false }, cancellation);
        var (bytes, refused) = DefinitionFiles.ReadBytes(choice.From!);
        return Task.FromResult(bytes is null ? new DraftsRead([], [refused!]) : InitSource.Read(choice.From!, bytes, Beside(choice.From!)));
    }

    /// <summary>A layout, an archive, or a name that is no path of a text.</summary>
    private static bool IsImage(string source, string? registry)
    {
        if (Directory.Exists(source))
            return true;
        if (DefinitionFiles.Find([source]).Files.Count > 0)
            return IsArchive(source);
        if (FromImage.IsOnDisk(source) || (source.StartsWith('/') && registry is not null))
            return true;
        return !source.StartsWith('/') && !source.StartsWith('.') && Path.GetExtension(source) is not (".yaml" or ".yml" or ".json" or ".tar" or ".gz" or ".tgz") && DraftAnswers.IsImage(source);
    }

    private static bool IsArchive(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var start = new byte[512];
            var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start.AsSpan(0, length) is [0x1F, 0x8B, ..] or [0x28, 0xB5, 0x2F, 0xFD, ..] || (length == 512 && start.AsSpan(257, 5).SequenceEqual("ustar"u8));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static InitFiles Beside(string source)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(source))!;
        return new InitFiles(name => DefinitionFiles.ReadBytes(Path.Combine(folder, name)) is ({ } bytes, _) ? System.Text.Encoding.UTF8.GetString(bytes) : null);
    }

    private static List<Diagnostic> Wrong(InitChoice choice)
    {
        var (answers, wrong) = (choice.Answers, new List<Diagnostic>());
        if (Values.Wrong(choice.Cluster.Namespace) is { } space)
            wrong.Add(space);
        if (answers.Name is { } name && !DraftAnswers.IsName(name))
            wrong.Add(Values.Of(UsageRules.NoName, "--name", name, "40"));
        Form("--version", answers.Version, DraftAnswers.IsVersion, "`1.0.0`");
        Form("--image", answers.Image, DraftAnswers.IsImage, "`/team/hello`, `registry.example.com/team/hello:1.0.0`");
        foreach (var port in answers.Ports)
            Form("--port", port, DraftAnswers.IsPort, "`8080`, `http=8080`");
        Form("--health", answers.Health, DraftAnswers.IsHealth, "`http:/healthz`, `http:/started,/live,/ready`, `grpc`, `tcp`, `exec:cat /tmp/healthy`");
        Form("--size", answers.Size, DraftAnswers.IsSize, "`10Gi`");
        return wrong;

        void Form(string option, string? value, Func<string, bool> fits, string example)
        {
            if (value is not null && !fits(value))
                wrong.Add(Values.Of(UsageRules.WrongForm, option, value, example));
        }
    }

    private static string Names(IReadOnlyList<Draft> drafts) => string.Join(", ", drafts.Select(draft => draft.Key));

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Draft> drafts, List<DraftFile> files, IReadOnlyList<string> paths)
    {
        json.WriteStartArray("services");
        for (var i = 0; i < drafts.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", drafts[i].Name?.Value);
            json.WriteString("from", drafts[i].Key);
            json.WriteString("file", paths.ElementAtOrDefault(i));
            json.WriteBoolean("isComplete", files[i].Findings.All(finding => finding.Severity != Severity.Error));
            json.WriteString("text", files[i].Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
