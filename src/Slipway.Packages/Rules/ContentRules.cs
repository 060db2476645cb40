using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>An image that is broken, or is none. Argument 0 is the image or the folder, file or registry that holds it.</summary>
public static class ContentRules
{
    public static Rule WrongDigest { get; } = Error("SLW0630",
        "{0}: the content {1} is not what its digest says; its bytes give {2}", "{0}：内容 {1} 与其摘要不符，实际字节的摘要为 {2}",
        "something changed it on the way or on the disk: copy or push the image again", "内容在传输途中或磁盘上被改动：请重新复制或推送该镜像");

    public static Rule WrongSize { get; } = Error("SLW0631",
        "{0}: the content {1} has {2} bytes instead of {3}", "{0}：内容 {1} 的大小为 {2} 字节，应为 {3} 字节",
        "it was cut off, or is another content: copy or push the image again", "内容被截断，或并非该内容：请重新复制或推送该镜像");

    public static Rule BlobMissing { get; } = Error("SLW0632",
        "{0}: the content {1}, which the image names, is not there", "{0}：镜像引用的内容 {1} 不存在",
        "the image is incomplete: copy or push it again, with all its layers", "镜像不完整：请连同所有层重新复制或推送");

    public static Rule BadManifest { get; } = Error("SLW0633",
        "{0}: {1} cannot be read: {2}", "{0}：无法读取 {1}：{2}",
        "the image is damaged or was made by a faulty tool: build and push it again", "镜像已损坏，或由有缺陷的工具生成：请重新构建并推送");

    public static Rule NoImage { get; } = Error("SLW0634",
        "{0} is no container image but {1}", "{0} 不是容器镜像，而是 {1}",
        "name an image; charts, signatures and other artifacts live in registries too", "请指定镜像；仓库中也存放 chart、签名等其他制品");

    public static Rule LayerType { get; } = Error("SLW0635",
        "{0}: the layer {1} is of the type {2}, which cannot be looked into", "{0}：层 {1} 的类型为 {2}，无法查看其内容",
        "encrypted and foreign layers are readable only for their runtime; check an image with ordinary layers", "加密层和外部层只有相应的运行时才能读取；请检查使用普通层的镜像");

    public static Rule Unpackable { get; } = Error("SLW0636",
        "{0}: the layer {1} cannot be unpacked: its {2} data is damaged", "{0}：层 {1} 无法解压：其 {2} 数据已损坏",
        "the layer is damaged: build and push the image again", "该层已损坏：请重新构建并推送镜像");

    public static Rule BadTar { get; } = Error("SLW0637",
        "{0}: the layer {1} is no sound tar: {2}", "{0}：层 {1} 不是正确的 tar：{2}",
        "the layer is damaged or was made by a faulty tool: build the image again", "该层已损坏，或由有缺陷的工具生成：请重新构建镜像");

    public static Rule TooLarge { get; } = Error("SLW0638",
        "{0}: the layer {1} unpacks to more than {2}", "{0}：层 {1} 解压后超过 {2}",
        "such an image is a decompression bomb or holds data that belongs into a volume: build it without", "这样的镜像是解压炸弹，或包含本应放在卷中的数据：请去掉后重新构建");

    public static Rule TooMany { get; } = Error("SLW0639",
        "{0}: with the layer {1} the image has more than {2} files, or names that are too long for so many", "{0}：加上层 {1}，镜像的文件超过 {2} 个，或文件名总长度过大",
        "build the image without the files that the service does not need", "请去掉服务不需要的文件后重新构建镜像");

    public static Rule Climbs { get; } = Error("SLW0640",
        "{0}: the layer {1} holds `{2}`, a path that leads out of the image", "{0}：层 {1} 含有 `{2}`，该路径指向镜像之外",
        "such a layer is an attack on whoever unpacks it, or the work of a faulty tool: do not run this image", "这样的层会攻击解压它的程序，或由有缺陷的工具生成：请勿运行该镜像");

    public static Rule WrongDiff { get; } = Error("SLW0641",
        "{0}: the layer {1} unpacks to something else than the image's configuration says ({2})", "{0}：层 {1} 解压后的内容与镜像配置中的记录（{2}）不符",
        "manifest and configuration are of different builds: build and push the image again", "清单与配置来自不同的构建：请重新构建并推送镜像");

    public static Rule TooManyLayers { get; } = Error("SLW0642",
        "{0} names {1} layers; {2} is the most that is read", "{0} 列出了 {1} 个层，最多读取 {2} 个",
        "build the image with fewer layers; runtimes refuse much fewer already", "请用更少的层构建镜像；运行时允许的层数要少得多");

    public static Rule NotALayout { get; } = Error("SLW0643",
        "{0} holds no image: {1}", "{0} 中没有镜像：{1}",
        "name the folder of an OCI image layout (it holds `oci-layout` and `index.json`) or an archive that `docker save`, `crane pull` or `podman save` wrote",
        "请指定 OCI 镜像布局的目录（其中有 `oci-layout` 和 `index.json`），或由 `docker save`、`crane pull`、`podman save` 生成的归档文件");

    public static Rule SeveralImages { get; } = Error("SLW0644",
        "{0} holds several images, and none is called {1}: {2}", "{0} 中有多个镜像，但没有名为 {1} 的镜像：{2}",
        "name one of them behind a colon, as in `{0}:{3}`, or correct imagesName and imagesTag", "请在冒号后指定其中一个，如 `{0}:{3}`，或修正 imagesName 和 imagesTag");

    public static Rule NotInLayout { get; } = Error("SLW0645",
        "{0} holds no image {1}, only {2}", "{0} 中没有镜像 {1}，只有 {2}",
        "name one that is there", "请指定其中已有的镜像");

    public static Rule NoPlatform { get; } = Error("SLW0646",
        "{0} is not made for {1}, only for {2}", "{0} 不支持 {1}，只支持 {2}",
        "build it for {1} too, or say with `--image-platform` on what the cluster's nodes run", "请同时为 {1} 构建，或用 `--image-platform` 说明集群节点的平台");

    public static Rule LinksToNothing { get; } = Error("SLW0647",
        "{0}: in the layer {1}, `{2}` is a hard link to `{3}`, which is not there", "{0}：层 {1} 中的 `{2}` 是指向 `{3}` 的硬链接，但该文件不存在",
        "no container runtime unpacks such a layer: build the image again", "任何容器运行时都无法解压这样的层：请重新构建镜像");

    public static IReadOnlyList<Rule> All { get; } =
    [
        WrongDigest, WrongSize, BlobMissing, BadManifest, NoImage, LayerType, Unpackable, BadTar, TooLarge, TooMany, Climbs, WrongDiff, TooManyLayers,
        NotALayout, SeveralImages, NotInLayout, NoPlatform, LinksToNothing,
    ];
}
