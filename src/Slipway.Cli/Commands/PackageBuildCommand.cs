using System.CommandLine;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>An application and all that it refers to, to one file.</summary>
internal static class PackageBuildCommand
{
    private static readonly LocalText Summary = new("Build one file of an application and all that it refers to", "把应用及其引用的全部内容构建成一个文件");
    private static readonly LocalText More = new(
        "The application is checked first, with everything that it may run. The same files give the same bytes, whoever builds them wherever, so the digest names the package. "
            + "A platform team's platform travels in it, and the images that --images says. An image is taken by its digest: one without stands in the way, and `package lock` finds it.",
        "首先检查应用，包括它可能运行的全部组件。相同的文件无论由谁在何处构建都得到相同的字节，因此摘要可以代表该应用包。平台团队的平台以及 --images 指定的镜像会一并放入。"
            + "镜像按摘要获取：没有摘要的镜像会被拒绝，可用 `package lock` 查得。");

    private static readonly LocalText About = new("The application's file, or the folder with its application.yaml", "应用文件，或包含 application.yaml 的目录");
    private static readonly LocalText Out = new("The file to write", "要写入的文件");
    private static readonly LocalText Done = new("{0} {1} built: {2}, {3} components, {4} files, {5} images, {6}, {7}", "已构建 {0} {1}：{2}，{3} 个组件，{4} 个文件，{5} 个镜像，{6}，{7}");
    private static readonly LocalText Same = new("{0} {1} is built already: {2}, {3} components, {4} files, {5} images, {6}, {7}", "{0} {1} 已经构建好：{2}，{3} 个组件，{4} 个文件，{5} 个镜像，{6}，{7}");
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
        return new Verb("build", language, Summary, [path, target, platform, .. carried.All])
        {
            More = More,
            Examples =
            [
                new(new("The shop", "示例商店"), "slipway package build examples/shop --out shop.slip"),
                new(new("With all its images, for a site without internet", "携带全部镜像，用于无互联网的现场"), "slipway package build examples/shop --images all --out shop.slip"),
                new(new("With a platform team's platform", "使用平台团队的平台"), "slipway package build application.yaml --platform platform --out shop.slip"),
            ],
            Run = async (session, parsed, cancellation) =>
            {
                var application = parsed.GetValue(path)!;
                var (choice, wrong) = carried.Read(session, parsed, Says(application));
                return choice is null ? Outcome.Of(wrong!) : await Run(
                    session, application, parsed.GetValue(target)!, await PlatformOption.Read(parsed.GetValue(platform), cancellation).ConfigureAwait(false),
                    choice, parsed.GetValue(carried.Helm), cancellation).ConfigureAwait(false);
            },
        };
    }

    /// <summary>Whether an application says where its images come from.</summary>
    private static bool Says(string path) => Composer.Compose(path).Composition is { } composition
        && (composition.Images.Count > 0 || File.Exists(ImageLock.PathOf(composition.Application.Node.At?.Source.Name ?? path)));

    private static async Task<Outcome> Run(
        Session session, string path, string target, Slipway.Components.PlatformSource? source, CarriedChoice choice, string? helm, CancellationToken cancellation)
    {
        if (!target.EndsWith(PlatformArtifact.Ending, StringComparison.Ordinal))
            return Outcome.Of(Values.Of(UsageRules.WrongForm, "--out", target, "`shop.slip`"));
        var application = await ApplicationImages.Find(session, "package build", path, source, choice.Carries, helm, cancellation).ConfigureAwait(false);
        var findings = application.Findings.ToList();
        if (application.HasErrors)
            return Outcome.Of(findings);
        var (taken, told) = choice.Carries ? await Take(session, application, target, choice, cancellation).ConfigureAwait(false) : (null, []);
        findings.AddRange(told);
        if (choice.Carries && taken is null)
            return Outcome.Of(findings);
        using (taken)
        {
            var request = new PackageRequest(application.Platform!, target) { Platform = source, Images = taken, Needed = application.Needed, Progress = Progress(session) };
            var (package, problems, isNew) = await PackageBuilder.Build(application.Composed, request, cancellation).ConfigureAwait(false);
            return package is null ? Outcome.Of([.. findings, .. problems]) : new Outcome(findings)
            {
                Data = json => PackageInspectCommand.Write(json, package, application.Composed.Composition!),
                Summary = (isNew ? Done : Same).In(session.Language,
                    [package.Name, package.Version, target, $"{application.Composed.Composition!.Components.Count}", $"{package.Files.Count}", $"{package.Images.Count}", Amount.Bytes(package.Size), package.Digest]),
            };
        }
    }

    private static async Task<(TakenImages? Taken, IReadOnlyList<Diagnostic> Findings)> Take(
        Session session, ApplicationImages application, string target, CarriedChoice choice, CancellationToken cancellation)
    {
        var (found, wrong) = ImageLock.Read(application.Composed.Files[0]);
        return found is null ? (null, wrong) : await ImageTaking.Take(application.Composed.Composition!, application.Needed, new CarryOptions
        {
            Platform = application.Platform!,
            Target = target,
            Lock = found,
            Only = choice.Only,
            Platforms = choice.Platforms,
            Registry = choice.Reach.Registry,
            Stores = choice.Stores,
            Images = choice.Reach.Options,
            Progress = Progress(session),
        }, cancellation).ConfigureAwait(false);
    }

    internal static Action<CopyProgress>? Progress(Session session)
        => session.ErrorIsTerminal ? copied => session.Say(Copied, copied.What, Amount.Bytes(copied.Done), Amount.Bytes(copied.Total)) : null;
}
