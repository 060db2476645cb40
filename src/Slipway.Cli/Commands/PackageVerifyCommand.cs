using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Whether a package is what it was when it was built.</summary>
internal static class PackageVerifyCommand
{
    private static readonly LocalText Summary = new("Check that a package is byte by byte what was built", "检查应用包逐字节与构建时一致");
    private static readonly LocalText More = new(
        "Every byte counts: headers, padding, contents and their digests, and that nothing is in it that nothing names. The list of what is in it (`inspect --sbom`) is made anew and "
            + "compared; which component runs which image takes Helm. The digest that is printed names the package: compare it with the one that came from those who built it.",
        "每个字节都会检查：文件头、填充、内容及其摘要，以及没有夹带未被引用的内容。物料清单（`inspect --sbom`）会重新生成并比对；其中组件与镜像的对应关系需要 Helm。"
            + "输出的摘要代表该应用包：请与构建方提供的摘要比对。");

    private static readonly LocalText Sound = new("{0}: sound: {1} {2}, {3}", "{0}：完好：{1} {2}，{3}");

    private static readonly LocalText NotRendered = new(
        "which component runs which image was not compared with the SBOM: {0}", "未比对 SBOM 中组件与镜像的对应关系：{0}");

    private static readonly LocalText OtherPlatform = new("{0} was built with the platform {1} {2}", "{0} 使用平台 {1} {2} 构建");

    public static Verb Create(Language language)
    {
        var path = PackageInspectCommand.PathArgument(language);
        var helm = SiteOptions.HelmOption(language);
        return new Verb("verify", language, Summary, path, helm)
        {
            More = More,
            Examples = [new(new("After copying it", "复制之后"), "slipway package verify shop.slip")],
            Run = (session, parsed, cancellation) => Run(session, parsed.GetValue(path)!, parsed.GetValue(helm), cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, string path, string? helm, CancellationToken cancellation)
    {
        var (package, problem) = await ApplicationPackage.Verify(path, cancellation).ConfigureAwait(false);
        if (package is { Images.Count: > 0 })
            problem = await Rendered(session, package, path, helm, cancellation).ConfigureAwait(false);
        return problem is not null ? Outcome.Of(problem) with { FindingsAreTheResult = true } : new Outcome([])
        {
            Data = json =>
            {
                json.WriteString("name", package!.Name);
                json.WriteString("version", package.Version);
                json.WriteString("digest", package.Digest);
            },
            Summary = Sound.In(session.Language, [path, package!.Name, package.Version, package.Digest]),
        };
    }

    /// <summary>What the SBOM says of images, by rendering every component as `package build` did. Where that cannot be done the same way, it is said.</summary>
    private static async Task<Diagnostic?> Rendered(Session session, ApplicationPackage package, string path, string? option, CancellationToken cancellation)
    {
        var (platform, _) = Load.Platform(package.Platform);
        if (platform is null || (platform.Name, platform.Version) != package.BuiltWith)
        {
            session.Say(NotRendered, OtherPlatform.In(session.Language, [path, package.BuiltWith.Name, package.BuiltWith.Version]));
            return null;
        }
        var (helm, missing) = await HelmSearch.Find("package verify", option, session.Environment, cancellation).ConfigureAwait(false);
        if (helm is null && option is not null)
            return missing;
        if (helm is null)
        {
            session.Say(NotRendered, missing!.Message(session.Language));
            return null;
        }
        var composed = Composer.Compose(package.Application, package.Platform is { } source ? PolicyReader.Of(source).Options : null, package.Definitions);
        var (needed, findings) = await ApplicationImages.Find(session, "package verify", new ComposedWhole(composed, platform, []), option, cancellation).ConfigureAwait(false);
        return needed is null ? findings.First(finding => finding.Severity == Severity.Error) : SbomCheck.Against(package, path, composed.Composition!, needed);
    }
}
