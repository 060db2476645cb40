using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A package's images to the containerd of this machine.</summary>
internal static class PackageLoadCommand
{
    private static readonly LocalText Summary = new("Give a package's images to this machine's containerd, where the kubelet finds them", "把应用包中的镜像交给本机的 containerd，供 kubelet 使用");
    private static readonly LocalText More = new(
        "On each node. Images that are there already, whole and of the same digest, are not sent again; the others go through without a file in between, and each content is compared with its "
            + "digest. They get the names that pods ask for: their own, or with --registry those at the site's registry, as `install --registry` writes them.",
        "在每个节点上执行。已完整存在且摘要相同的镜像不再发送；其余镜像直接流式传入，不产生中间文件，并逐一比较内容与摘要。镜像使用 Pod 请求的名称：默认为自身名称；"
            + "指定 --registry 时为其在现场仓库的名称，与 `install --registry` 所写的一致。");

    private static readonly LocalText CtrAbout = new("The program that speaks to containerd: ctr, k3s or nerdctl", "与 containerd 通信的程序：ctr、k3s 或 nerdctl");
    private static readonly LocalText AddressAbout = new("containerd's socket; else the program's default", "containerd 的套接字；不写时使用该程序的默认值");
    private static readonly LocalText NamespaceAbout = new("containerd's namespace", "containerd 的命名空间");
    private static readonly LocalText RegistryAbout = new("Name the images as at this registry", "按此仓库中的名称命名镜像");
    private static readonly LocalText Sending = new("{0}: {1}", "{0}：{1}");
    private static readonly LocalText Done = new("{0} images loaded, {1} were there already", "已载入 {0} 个镜像，{1} 个已存在");

    public static Verb Create(Language language)
    {
        var path = PackageInspectCommand.PathArgument(language);
        var registry = Options.Text("--registry", "HOST/PREFIX", RegistryAbout.In(language));
        var ctr = Options.Text("--ctr", "PATH", CtrAbout.In(language));
        var address = Options.Text("--address", "SOCKET", AddressAbout.In(language));
        var space = Options.Text("--namespace", "NAME", NamespaceAbout.In(language), NodeAccess.Kubelet);
        return new Verb("load", language, Summary, path, registry, ctr, address, space)
        {
            More = More,
            Examples =
            [
                new(new("On a node", "在节点上"), "slipway package load shop.slip"),
                new(new("With k3s' own socket", "使用 k3s 的套接字"), "slipway package load shop.slip --address /run/k3s/containerd/containerd.sock"),
            ],
            Run = (session, parsed, cancellation) => parsed.GetValue(registry) is { } prefix && PackageImages.WrongPrefix(registry, prefix) is { } wrong
                ? Task.FromResult(Outcome.Of(wrong))
                : PackageImages.Give(parsed.GetValue(path)!, contents => Load(
                    session, contents, parsed.GetValue(path)!, parsed.GetValue(registry), new NodeAccess(parsed.GetValue(ctr), parsed.GetValue(address), parsed.GetValue(space)!) { Environment = session.Environment }, cancellation)),
        };
    }

    private static async Task<Outcome> Load(Session session, PackageContents contents, string path, string? prefix, NodeAccess access, CancellationToken cancellation)
    {
        // What is printed on the way would read as if it had been done.
        if (NodeImages.Lacking(path, access) is { } lacking)
            return Outcome.Of(lacking);
        var images = contents.Package.Images;
        var whole = await NodeImages.Whole(access, cancellation).ConfigureAwait(false);
        var missing = images.Where(image => PackageContents.NodeNames(image, prefix).Any(name => whole.GetValueOrDefault(name.Name) != name.Target.ToString())).ToList();
        // What is sent is compared on its way; what need not be sent would be vouched for unseen.
        if (await contents.Check(images.Except(missing), cancellation).ConfigureAwait(false) is { } damaged)
            return Outcome.Of(damaged);
        foreach (var image in images)
            if (missing.Contains(image))
                session.Say(Sending, image.Name.ToString(), Amount.Bytes(image.Size));
            else
                PackageImages.SayThere(session, image.Name.ToString());
        if (missing.Count > 0
            && await contents.Feed(async write => (await NodeImages.Load(path, write, access, cancellation).ConfigureAwait(false)).Problem, missing, prefix).ConfigureAwait(false) is { } wrong)
            return Outcome.Of(wrong);
        return PackageImages.Told(session, images, missing, (json, image) =>
        {
            ImageText.Texts(json, "names", PackageContents.NodeNames(image, prefix).Select(name => name.Name));
            json.WriteBoolean("loaded", missing.Contains(image));
        }, Done);
    }
}
