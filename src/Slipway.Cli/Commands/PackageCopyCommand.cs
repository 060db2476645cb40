using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A package's images to a registry of the site.</summary>
internal static class PackageCopyCommand
{
    private static readonly LocalText Summary = new("Copy a package's images to a site's registry", "把应用包中的镜像复制到现场的镜像仓库");
    private static readonly LocalText More = new(
        "An image keeps its repository's path and its tag; the name of its registry makes way for --to: `quay.io/team/web:1` becomes `HOST/PREFIX/team/web:1`, `redis:7` becomes "
            + "`HOST/PREFIX/library/redis:7`. `install FILE.slip --registry HOST/PREFIX` asks for exactly these, pinned by digest. What is there already is not sent again.",
        "镜像保留仓库路径和标签，原仓库主机名换成 --to：`quay.io/team/web:1` 变为 `HOST/PREFIX/team/web:1`，`redis:7` 变为 `HOST/PREFIX/library/redis:7`。"
            + "`install FILE.slip --registry HOST/PREFIX` 请求的正是这些名称，并以摘要固定。已存在的内容不再发送。");

    private static readonly LocalText To = new("Where to: host, perhaps a port, perhaps a path", "目标位置：主机，可带端口和路径");
    private static readonly LocalText Sent = new("{0}: copied", "{0}：已复制");
    private static readonly LocalText Done = new("{0} images copied to {2}, {1} were there already", "已复制 {0} 个镜像到 {2}，{1} 个已存在");

    public static Verb Create(Language language)
    {
        var path = PackageInspectCommand.PathArgument(language);
        var to = Options.Text("--to", "HOST/PREFIX", To.In(language));
        to.Required = true;
        var reach = ImageCheckOptions.In(language);
        return new Verb("copy", language, Summary, [path, to, reach.Authority, reach.PlainHttp])
        {
            More = More,
            Examples = [new(new("Before installing from there", "从该仓库安装之前"), "slipway package copy shop.slip --to registry.example.com/shop")],
            Run = async (session, parsed, cancellation) =>
            {
                var prefix = parsed.GetValue(to)!;
                var isHub = ImageReference.Parse($"{prefix.TrimEnd('/')}/x")?.Registry == ImageReference.DockerHub && !prefix.StartsWith("docker.io", StringComparison.Ordinal);
                return (isHub ? Values.Of(UsageRules.WrongForm, to.Name, prefix, "`registry.example.com/team`") : PackageImages.WrongPrefix(to, prefix)) is { } wrong
                    ? Outcome.Of(wrong)
                    : await PackageImages.Give(parsed.GetValue(path)!, contents => Copy(session, contents, prefix, reach.Reach(session, parsed, ImagePlatform.LinuxAmd64).Options, cancellation)).ConfigureAwait(false);
            },
        };
    }

    private static async Task<Outcome> Copy(Session session, PackageContents contents, string prefix, ImageOptions options, CancellationToken cancellation)
    {
        var sent = new List<PackedImage>();
        foreach (var image in contents.Package.Images)
        {
            var (isNew, wrong) = await contents.Push(image, prefix, options, PackageBuildCommand.Progress(session), cancellation).ConfigureAwait(false);
            if (wrong is not null)
                return Outcome.Of(wrong);
            if (isNew)
            {
                session.Say(Sent, Relocation.Place(image, prefix));
                sent.Add(image);
            }
            else
                PackageImages.SayThere(session, Relocation.Place(image, prefix));
        }
        return PackageImages.Told(session, contents.Package.Images, sent, (json, image) =>
        {
            json.WriteString("to", Relocation.Place(image, prefix));
            json.WriteBoolean("copied", sent.Contains(image));
        }, Done, prefix);
    }
}
