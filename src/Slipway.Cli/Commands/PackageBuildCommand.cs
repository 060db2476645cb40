using System.CommandLine;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>An application and all that it refers to, to one file.</summary>
internal static class PackageBuildCommand
{
    private static readonly LocalText Summary = new("Build one file of an application and all that it refers to", "把应用及其引用的全部内容构建成一个文件");
    private static readonly LocalText More = new(
        "The application is checked and rendered first, with everything that it may run. The same files give the same bytes, whoever builds them wherever, so the digest names the package. "
            + "A platform team's platform travels in it, and the images that --images says. An image is taken by its digest: one without stands in the way, and `package lock` finds it.",
        "首先检查并渲染应用，包括它可能运行的全部组件。相同的文件无论由谁在何处构建都得到相同的字节，因此摘要可以代表该应用包。平台团队的平台以及 --images 指定的镜像会一并放入。"
            + "镜像按摘要获取：没有摘要的镜像会被拒绝，可用 `package lock` 查得。");

    private static readonly LocalText About = new("The application's or service's file, or the folder with it", "应用或服务的定义文件，或其所在目录");
    private static readonly LocalText Out = new("The file to write", "要写入的文件");
    private static readonly LocalText Done = new("{0} {1} built: {2}, {3} components, {4} files, {5} images, {6}, {7}", "已构建 {0} {1}：{2}，{3} 个组件，{4} 个文件，{5} 个镜像，{6}，{7}");
    private static readonly LocalText Same = new("{0} {1} is built already: {2}, {3} components, {4} files, {5} images, {6}, {7}", "{0} {1} 已经构建好：{2}，{3} 个组件，{4} 个文件，{5} 个镜像，{6}，{7}");
    private static readonly LocalText Without = new("Take what the application's build steps made before, and run none of them", "使用应用构建步骤之前生成的内容，不执行任何步骤");
    private static readonly LocalText Step = new("build step {0}", "构建步骤 {0}");
    private static readonly LocalText Unchanged = new("build step {0}: nothing has changed", "构建步骤 {0}：没有变化");
    private static readonly LocalText Copied = new("{0}: {1} of {2}", "{0}：{1} / {2}");

    public static Argument<string> PathArgument(Language language) => new("APPLICATION") { Description = About.In(language) };

    public static Option<string?> Platform(Language language)
        => PlatformOption.In(language, new LocalText("A platform team's folder or package, which then travels in the package", "平台团队的文件夹或平台包，会一并放入应用包"));

    public static Verb Create(Language language)
    {
        var path = PathArgument(language);
        var target = Options.Text("--out", "FILE.slip", Out.In(language));
        target.Required = true;
        var platform = Platform(language);
        var carried = CarriedOptions.In(language);
        var without = Options.Flag("--no-steps", Without.In(language));
        return new Verb("build", language, Summary, [path, target, platform, without, .. carried.All])
        {
            More = More,
            Examples =
            [
                new(new("The shop", "示例商店"), "slipway package build examples/shop --out shop.slip"),
                new(new("With all its images, for a site without internet", "携带全部镜像，用于无互联网的现场"), "slipway package build examples/shop --images all --out shop.slip"),
                new(new("One service, as its developers deliver it", "单个服务，由开发团队交付"), "slipway package build cart/service.yaml --out cart.slip"),
                new(new("With a platform team's platform", "使用平台团队的平台"), "slipway package build application.yaml --platform platform --out shop.slip"),
            ],
            Run = async (session, parsed, cancellation) => parsed.GetValue(target)!.EndsWith(PlatformArtifact.Ending, StringComparison.Ordinal)
                ? !parsed.GetValue(without) && await BuildSteps.Run(parsed.GetValue(path)!, Steps(session), cancellation).ConfigureAwait(false) is { Count: > 0 } failed ? Outcome.Of(failed)
                : await Run(session, parsed, carried, parsed.GetValue(path)!, parsed.GetValue(target)!, await PlatformOption.Read(parsed.GetValue(platform), cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false)
                : Outcome.Of(Values.Of(UsageRules.WrongForm, "--out", parsed.GetValue(target)!, "`shop.slip`")),
        };
    }

    private static async Task<Outcome> Run(
        Session session, ParseResult parsed, CarriedOptions carried, string path, string target, PlatformSource? source, CancellationToken cancellation)
    {
        var whole = await ComposedWhole.Of(session, path, source, withScripts: true, cancellation).ConfigureAwait(false);
        var (choice, wrong) = carried.Read(session, parsed, Says(whole.Composed));
        if (choice is null || whole.HasErrors)
            return Outcome.Of(choice is null ? [wrong!] : whole.Findings);
        var (@lock, broken) = ImageLock.Read(whole.Composed.Files[0]);
        List<Diagnostic> findings = [.. whole.Findings, .. broken];
        if (@lock is null)
            return Outcome.Of(findings);
        findings.AddRange(StaleLock.Sources(whole.Composed));
        IReadOnlyList<NeededImage>? needed = [];
        TakenImages? taken = null;
        if (choice.Carries)
        {
            (needed, var told) = await ApplicationImages.Find(session, "package build", whole, parsed.GetValue(carried.Helm), cancellation).ConfigureAwait(false);
            findings.AddRange(told);
            if (needed is null)
                return Outcome.Of(findings);
            findings.AddRange(StaleLock.Unneeded(whole.Composed.Composition!, needed, @lock));
            (taken, var refused) = await Take(session, whole, needed, @lock, target, choice, cancellation).ConfigureAwait(false);
            findings.AddRange(refused);
            if (taken is null)
                return Outcome.Of(findings);
        }
        else
        {
            findings.AddRange(await ApplicationImages.Check(session, "package build", whole, @lock, parsed.GetValue(carried.Helm), cancellation).ConfigureAwait(false));
            if (findings.Any(finding => finding.Severity == Severity.Error))
                return Outcome.Of(findings);
        }
        using (taken)
            return await Write(session, whole, new PackageRequest(whole.Platform!, target) { Platform = source, Images = taken, Needed = needed, Progress = Progress(session) }, findings, cancellation).ConfigureAwait(false);
    }

    private static async Task<Outcome> Write(Session session, ComposedWhole whole, PackageRequest request, List<Diagnostic> findings, CancellationToken cancellation)
    {
        var (package, problems, isNew) = await PackageBuilder.Build(whole.Composed, request, cancellation).ConfigureAwait(false);
        var composition = whole.Composed.Composition!;
        return package is null ? Outcome.Of([.. findings, .. problems]) : new Outcome(findings)
        {
            Data = json => PackageInspectCommand.Write(json, package, composition),
            Summary = (isNew ? Done : Same).In(session.Language,
                [package.Name, package.Version, request.Path, $"{composition.Components.Count}", $"{package.Files.Count}", $"{package.Images.Count}", Amount.Bytes(package.Size), package.Digest]),
        };
    }

    /// <summary>Whether an application says where its images come from.</summary>
    private static bool Says(Composed composed)
        => composed.Composition is { } composition && (composition.Images.Count > 0 || composition.BringsImages || ImageLock.Read(composed.Files[0]) is not { Lock.Images.Count: 0 });

    private static Task<(TakenImages? Taken, IReadOnlyList<Diagnostic> Findings)> Take(
        Session session, ComposedWhole whole, IReadOnlyList<NeededImage> needed, ImageLock @lock, string target, CarriedChoice choice, CancellationToken cancellation)
        => ImageTaking.Take(whole.Composed.Composition!, needed, new CarryOptions
        {
            Platform = whole.Platform!,
            Target = target,
            Lock = @lock,
            Only = choice.Only,
            Platforms = choice.Platforms,
            Registry = choice.Reach.Registry,
            Stores = choice.Stores,
            Images = choice.Reach.Options,
            Progress = Progress(session),
        }, cancellation);

    internal static Action<CopyProgress>? Progress(Session session)
        => session.ErrorIsTerminal ? copied => session.Say(Copied, copied.What, Amount.Bytes(copied.Done), Amount.Bytes(copied.Total)) : null;

    private static BuildStepOptions Steps(Session session) => new(SourceCache.OfUser(session.Environment).Beside("steps"), session.Environment)
    {
        Time = session.Time,
        Progress = told =>
        {
            if (told.Said is null)
                session.Say(told.IsUnchanged ? Unchanged : Step, told.Step);
            else if (told.Said.Length > 0)
                session.Error.WriteLine(SafeText.Lines(told.Said));
        },
    };
}
