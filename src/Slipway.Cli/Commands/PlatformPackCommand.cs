using System.CommandLine;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A platform's folder to one thing that can be shipped and named by its digest.</summary>
internal static class PlatformPackCommand
{
    private static readonly LocalText Summary = new("Pack a platform's folder as an OCI image layout, for shipping", "把平台文件夹打包成 OCI 镜像布局，便于分发");
    private static readonly LocalText More = new(
        "The same files give the same bytes, so the digest names the platform. What --platform takes as a folder, it takes packed as well. "
            + "Only what is read is packed: definitions, templates, platform.yaml and policy.yaml; no cases, nothing hidden.",
        "相同的文件得到相同的字节，因此摘要可以代表该平台。--platform 既接受文件夹，也接受平台包。"
            + "只打包会被读取的内容：定义、模板、platform.yaml 和 policy.yaml；不含 cases 和隐藏文件。");

    private static readonly LocalText About = new("A platform team's folder; its platform.yaml names `name` and `version`", "平台团队的文件夹；其 platform.yaml 中须有 `name` 和 `version`");
    private static readonly LocalText Out = new("Where to write: one file where the name ends in .slip, else a folder", "写到哪里：以 .slip 结尾时写成一个文件，否则写成文件夹");
    private static readonly LocalText NotInside = new("base images are named by their digests, not packed: {0}", "基础镜像只以摘要引用，未打包：{0}");
    private static readonly LocalText Done = new("{0} {1} packed: {2}, {3} files, {4}", "已打包 {0} {1}：{2}，{3} 个文件，{4}");

    public static Verb Create(Language language)
    {
        var path = new Argument<string>("DIR") { Description = About.In(language) };
        var target = Options.Text("--out", "FILE.slip|DIR", Out.In(language));
        target.Required = true;
        return new Verb("pack", language, Summary, path, target)
        {
            More = More,
            Examples =
            [
                new(new("One file", "打包成一个文件"), "slipway platform pack platform --out platform.slip"),
                new(new("A folder that tools for registries can push", "打包成文件夹，可由镜像仓库工具推送"), "slipway platform pack platform --out build/platform"),
            ],
            Run = async (session, parsed, cancellation) => await Run(session, parsed.GetValue(path)!, parsed.GetValue(target)!, cancellation).ConfigureAwait(false),
        };
    }

    private static async Task<Outcome> Run(Session session, string path, string target, CancellationToken cancellation)
    {
        var source = (await PlatformOption.Read(path, cancellation).ConfigureAwait(false))!;
        var (platform, findings) = Load.Platform(source);
        var head = PlatformHead.Of(source);
        foreach (var (key, value, example) in new[] { ("name", head.Name, "acme"), ("version", head.Version, "1.0.0") })
            if (platform is not null && value is null)
                findings.Add(Diagnostic.Of(PackedRules.NeedsVersion, Place(source), path, key, example));
        if (platform is null || findings.Any(f => f.Severity == Severity.Error))
            return Outcome.Of(findings);
        var layout = PlatformArtifact.Layout(platform.Name, platform.Version, source.Files);
        var refused = target.EndsWith(PlatformArtifact.Ending, StringComparison.Ordinal)
            ? await PackedPlatform.WriteFile(target, PlatformArtifact.Archive(layout), cancellation).ConfigureAwait(false)
            : await PackedPlatform.WriteFolder(target, layout, cancellation).ConfigureAwait(false);
        if (refused is not null)
            return Outcome.Of([.. findings, refused]);
        var digest = PlatformArtifact.DigestOf(layout);
        return new Outcome(findings)
        {
            Data = json =>
            {
                json.WriteString("name", platform.Name);
                json.WriteString("version", platform.Version);
                json.WriteString("out", target);
                json.WriteString("digest", digest);
                json.WriteNumber("files", source.Files.Count);
                json.WriteStartObject("baseImages");
                foreach (var image in platform.BaseImages)
                    json.WriteString(image.Name, image.Digest);
                json.WriteEndObject();
            },
            Aside = platform.BaseImages.Count == 0 ? [] : [NotInside.In(session.Language, [string.Join(", ", platform.BaseImages.Select(image => image.Name))])],
            Summary = Done.In(session.Language, [platform.Name, platform.Version, target, $"{source.Files.Count}", digest]),
        };
    }

    private static Location? Place(PlatformSource source)
        => source.File(PlatformHead.FileName) is { Source: var text } ? new Location(text, new Span(0, 0)) : null;
}
