using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Whether a package is what it was when it was built.</summary>
internal static class PackageVerifyCommand
{
    private static readonly LocalText Summary = new("Check that a package is byte by byte what was built", "检查应用包逐字节与构建时一致");
    private static readonly LocalText More = new(
        "Every byte counts: headers, padding, contents and their digests, and that nothing is in it that nothing names. The digest that is printed names the package: compare it with "
            + "the one that came from those who built it.",
        "每个字节都会检查：文件头、填充、内容及其摘要，以及没有夹带未被引用的内容。输出的摘要代表该应用包：请与构建方提供的摘要比对。");

    private static readonly LocalText Sound = new("{0}: sound: {1} {2}, {3}", "{0}：完好：{1} {2}，{3}");

    public static Verb Create(Language language)
    {
        var path = PackageInspectCommand.PathArgument(language);
        return new Verb("verify", language, Summary, path)
        {
            More = More,
            Examples = [new(new("After copying it", "复制之后"), "slipway package verify shop.slip")],
            Run = (session, parsed, cancellation) => Run(session, parsed.GetValue(path)!, cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, string path, CancellationToken cancellation)
    {
        var (package, problem) = await ApplicationPackage.Verify(path, cancellation).ConfigureAwait(false);
        return package is null ? Outcome.Of(problem!) with { FindingsAreTheResult = true } : new Outcome([])
        {
            Data = json =>
            {
                json.WriteString("name", package.Name);
                json.WriteString("version", package.Version);
                json.WriteString("digest", package.Digest);
            },
            Summary = Sound.In(session.Language, [path, package.Name, package.Version, package.Digest]),
        };
    }
}
