using System.CommandLine;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>An archive to the containerd of this machine.</summary>
internal static class ImageLoadCommand
{
    private static readonly LocalText Summary = new("Give an image's archive to this machine's containerd, where the kubelet finds it", "把镜像归档交给本机的 containerd，供 kubelet 使用");
    private static readonly LocalText More = new(
        "The archive is read first, and each content compared with its digest. The first of ctr, k3s and nerdctl on PATH does the rest.",
        "先读取归档，并逐一比较内容与摘要；随后由 PATH 中最先找到的 ctr、k3s 或 nerdctl 完成导入。");

    private static readonly LocalText About = new("What `image build`, `docker save` or `crane pull` wrote, as one file", "`image build`、`docker save` 或 `crane pull` 生成的单个文件");
    private static readonly LocalText CtrAbout = new("The program that speaks to containerd: ctr, k3s or nerdctl", "与 containerd 通信的程序：ctr、k3s 或 nerdctl");
    private static readonly LocalText AddressAbout = new("containerd's socket; else the program's default", "containerd 的套接字；不写时使用该程序的默认值");
    private static readonly LocalText NamespaceAbout = new("containerd's namespace", "containerd 的命名空间");
    private static readonly LocalText Done = new("{0} loaded by {1}: {2}", "已由 {1} 载入 {0}：{2}");
    private static readonly LocalText Archive = new("one file that ends in .tar; `slipway image build --out FILE.tar` writes one", "以 .tar 结尾的单个文件，可用 `slipway image build --out FILE.tar` 生成");

    public static Verb Create(Language language)
    {
        var file = new Argument<string>("FILE") { Description = About.In(language) };
        var ctr = Options.Text("--ctr", "PATH", CtrAbout.In(language));
        var address = Options.Text("--address", "SOCKET", AddressAbout.In(language));
        // Short -n stands for Kubernetes' namespaces everywhere else.
        var space = Options.Text("--namespace", "NAME", NamespaceAbout.In(language), NodeAccess.Kubelet);
        return new Verb("load", language, Summary, file, ctr, address, space)
        {
            More = More,
            Examples =
            [
                new(new("On a node", "在节点上"), "slipway image load hello.tar"),
                new(new("With k3s' own socket", "使用 k3s 的套接字"), "slipway image load hello.tar --address /run/k3s/containerd/containerd.sock"),
            ],
            Run = (session, parsed, cancellation) => Run(
                session, parsed.GetValue(file)!, new NodeAccess(parsed.GetValue(ctr), parsed.GetValue(address), parsed.GetValue(space)!) { Environment = session.Environment }, cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, string file, NodeAccess access, CancellationToken cancellation)
    {
        if (Directory.Exists(file))
            return Outcome.Of(Diagnostic.Of(UsageRules.WrongArgument, (Location?)null, "FILE", file, Archive.English) with { ChineseArguments = ["FILE", file, Archive.Chinese] });
        if (!File.Exists(file))
            return Outcome.Of(FileProblems.Say(FileRules.NotThere, file));
        if (NodeImages.Lacking(file, access) is { } lacking)
            return Outcome.Of(lacking);
        var (image, problem) = await ImageReader.Open(file, new ImageOptions { PlatformMustFit = false, AnyPlatform = true }, cancellation).ConfigureAwait(false);
        if (image is null)
            return Outcome.Of(problem!);
        using (image)
        {
            if ((await image.ReadFiles(cancellation).ConfigureAwait(false)).Problem is { } broken)
                return Outcome.Of(broken);
            if (image.Names.Count == 0)
                return Outcome.Of(BuildRules.Nameless, file);
            var (program, refused) = await NodeImages.Load(file, access, cancellation).ConfigureAwait(false);
            return program is null ? Outcome.Of(refused!) : Told(session, image, program, access);
        }
    }

    private static Outcome Told(Session session, Image image, string program, NodeAccess access) => new([])
    {
        Data = json =>
        {
            ImageText.Texts(json, "names", image.Names);
            json.WriteString("digest", image.Manifest.Self.Digest.ToString());
            json.WriteString("program", program);
            json.WriteString("namespace", access.Namespace);
        },
        Summary = Done.In(session.Language, [string.Join(", ", image.Names), program, image.Manifest.Self.Digest.ToString()]),
    };
}
