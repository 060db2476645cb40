using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The definitions in a package as files again.</summary>
internal static class PackageExtractCommand
{
    private static readonly LocalText Summary = new("Write what is in a package into a folder", "把应用包中的内容写入目录");
    private static readonly LocalText More = new(
        "Definitions as they were, `sbom.cdx.json`, and where images travel in it `images`, an image layout, with a lock of their digests. A platform team's platform that travels in it becomes `platform.slip`. "
            + "`package build DIR --platform DIR/platform.slip --from DIR/images` builds the same package again. All of it is written, or nothing.",
        "原样的定义、`sbom.cdx.json`；携带镜像时还有镜像布局 `images` 及其摘要的锁定文件；随包携带的平台写为 `platform.slip`。"
            + "`package build DIR --platform DIR/platform.slip --from DIR/images` 可重新构建出同一个应用包。要么全部写入，要么什么都不写。");

    private static readonly LocalText Out = new("The folder; it must be empty or not there", "目标目录；须为空或不存在");
    private static readonly LocalText Done = new("{0} files and {3} images in {1}; the application is {2}", "已在 {1} 写入 {0} 个文件和 {3} 个镜像；应用文件为 {2}");

    private static readonly LocalText Again = new("the same package again: {0}", "重新构建同一个应用包：{0}");

    private static readonly LocalText IsFile = new("it is a file", "它是一个文件");
    private static readonly LocalText Another = new("name a folder that is empty or not there", "请指定空目录或不存在的目录");

    public static Verb Create(Language language)
    {
        var path = PackageInspectCommand.PathArgument(language);
        var folder = Options.Text("--out", "DIR", Out.In(language));
        folder.Required = true;
        return new Verb("extract", language, Summary, path, folder)
        {
            More = More,
            Examples = [new(new("To read them, or to build them again", "阅读，或重新构建"), "slipway package extract shop.slip --out shop")],
            Run = (session, parsed, cancellation) => Run(session, parsed.GetValue(path)!, parsed.GetValue(folder)!, cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, string path, string folder, CancellationToken cancellation)
    {
        var (contents, problem) = PackageContents.Open(path);
        if (contents is null)
            return Outcome.Of(problem!);
        using (contents)
        {
            var package = contents.Package;
            var application = Path.Combine(folder, package.Application[(path.Length + 1)..]);
            try
            {
                if (File.Exists(folder))
                    return Outcome.Of(Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, folder, IsFile.English) with { ChineseArguments = [folder, IsFile.Chinese], SpecialHelp = Another });
                if (Directory.Exists(folder) && !PackageContents.IsEmpty(folder))
                    return Outcome.Of(Diagnostic.Of(PackageRules.FolderNotEmpty, (Location?)null, folder));
                if (await contents.Extract(folder, cancellation).ConfigureAwait(false) is { } damaged)
                    return Outcome.Of(damaged);
            }
            catch (Exception refused) when (FileProblems.IsOne(refused))
            {
                return Outcome.Of(Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, folder, refused.Message));
            }
            var again = $"slipway package build {folder}{(contents.PlatformName is { } platform ? $" --platform {Path.Combine(folder, platform)}" : "")}{(contents.ImagesName is { } images ? $" --from {Path.Combine(folder, images)}" : "")} --out {Path.GetFileName(path)}";
            session.Say(Again, again);
            return new Outcome([])
            {
                Data = json =>
                {
                    json.WriteString("application", application);
                    json.WriteNumber("files", package.Files.Count);
                    json.WriteNumber("images", package.Images.Count);
                },
                Summary = Done.In(session.Language, [$"{package.Files.Count}", folder, application, $"{package.Images.Count}"]),
            };
        }
    }
}
