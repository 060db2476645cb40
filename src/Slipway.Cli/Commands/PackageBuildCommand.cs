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
        "The application is checked first, with everything that it may run. The same files give the same bytes, whoever builds them wherever, so the digest names the package. "
            + "A platform team's platform travels in it. Images do not yet.",
        "首先检查应用，包括它可能运行的全部组件。相同的文件无论由谁在何处构建都得到相同的字节，因此摘要可以代表该应用包。平台团队的平台会一并放入；镜像目前还不放入。");

    private static readonly LocalText About = new("The application's or service's file, or the folder with it", "应用或服务的定义文件，或其所在目录");
    private static readonly LocalText Out = new("The file to write", "要写入的文件");
    private static readonly LocalText Without = new("Take what the application's build steps made before, and run none of them", "使用应用构建步骤之前生成的内容，不执行任何步骤");
    private static readonly LocalText Step = new("build step {0}", "构建步骤 {0}");
    private static readonly LocalText Unchanged = new("build step {0}: nothing has changed", "构建步骤 {0}：没有变化");
    private static readonly LocalText Done = new("{0} {1} built: {2}, {3} components, {4} files, {5}", "已构建 {0} {1}：{2}，{3} 个组件，{4} 个文件，{5}");

    public static Verb Create(Language language)
    {
        var path = new Argument<string>("APPLICATION") { Description = About.In(language) };
        var target = Options.Text("--out", "FILE.slip", Out.In(language));
        target.Required = true;
        var platform = PlatformOption.In(language, new LocalText("A platform team's folder or package, which then travels in the package", "平台团队的文件夹或平台包，会一并放入应用包"));
        var without = Options.Flag("--no-steps", Without.In(language));
        return new Verb("build", language, Summary, path, target, platform, without)
        {
            More = More,
            Examples =
            [
                new(new("The shop", "示例商店"), "slipway package build examples/shop --out shop.slip"),
                new(new("One service, as its developers deliver it", "单个服务，由开发团队交付"), "slipway package build cart/service.yaml --out cart.slip"),
                new(new("With a platform team's platform", "使用平台团队的平台"), "slipway package build application.yaml --platform platform --out shop.slip"),
            ],
            Run = async (session, parsed, cancellation) => await Run(
                session, parsed.GetValue(path)!, parsed.GetValue(target)!, await PlatformOption.Read(parsed.GetValue(platform), cancellation).ConfigureAwait(false), !parsed.GetValue(without), cancellation).ConfigureAwait(false),
        };
    }

    private static async Task<Outcome> Run(Session session, string path, string target, PlatformSource? source, bool runsSteps, CancellationToken cancellation)
    {
        if (!target.EndsWith(PlatformArtifact.Ending, StringComparison.Ordinal))
            return Outcome.Of(Values.Of(UsageRules.WrongForm, "--out", target, "`shop.slip`"));
        var (platform, findings) = Load.Platform(source);
        if (runsSteps && await BuildSteps.Run(path, Steps(session), cancellation).ConfigureAwait(false) is { Count: > 0 } failed)
            return Outcome.Of([.. findings, .. failed]);
        var policy = source is null ? PlatformPolicy.Default : PolicyReader.Of(source);
        var gathering = Gathering.Of(session.Environment) with { Scripts = true, Hosts = policy.Sources };
        var composed = await Gather.Compose(path, source is null ? null : policy.Options, gathering, cancellation).ConfigureAwait(false);
        findings.AddRange(composed.Findings);
        if (platform is not null && composed.Composition is { } composition)
        {
            findings.AddRange([.. Selection.Default.Of(composition).Findings, .. AdjustableCheck.On(composition, platform)]);
            findings.AddRange(ComposedBuilder.Build(composition.Components, platform, composition.Application.Name.Value).Findings);
        }
        if (platform is null || findings.Any(f => f.Severity == Severity.Error))
            return Outcome.Of(findings);
        var (package, problems) = PackageBuilder.Build(composed, source, platform, target);
        return package is null ? Outcome.Of([.. findings, .. problems]) : new Outcome(findings)
        {
            Data = json => PackageInspectCommand.Write(json, package, composed.Composition!),
            Summary = Done.In(session.Language, [package.Name, package.Version, target, $"{composed.Composition!.Components.Count}", $"{package.Files.Count}", package.Digest]),
        };
    }

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
