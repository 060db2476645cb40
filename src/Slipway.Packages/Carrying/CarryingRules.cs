using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What can be wrong with the images that go into a package: SLW0810 to SLW0824.</summary>
public static class CarryingRules
{
    /// <summary>Arguments: the image, where it stands, the application's folder.</summary>
    public static Rule Unlocked { get; } = Error("SLW0810",
        "the image {0} has no digest, so another one could be meant tomorrow; it stands in {1}",
        "镜像 {0} 没有摘要，日后可能指向其他内容；它位于 {1}",
        "`slipway package lock {2}` asks the registries once and writes application.lock; or write `images: {{\"{0}\": {{digest: …}}}}` into application.yaml",
        "用 `slipway package lock {2}` 查询一次仓库并写入 application.lock；或在 application.yaml 中写 `images: {{\"{0}\": {{digest: …}}}}`");

    /// <summary>Arguments: the text, where it stands.</summary>
    public static Rule Doubtful { get; } = Error("SLW0811",
        "`{0}` looks like an image; it stands in {1}",
        "`{0}` 看似镜像；它位于 {1}",
        "say in application.yaml what it is: `images: {{\"{0}\": {{}}}}` for an image that is needed, `images: {{\"{0}\": {{ignore: true}}}}` for anything else",
        "请在 application.yaml 中说明：需要的镜像写 `images: {{\"{0}\": {{}}}}`，否则写 `images: {{\"{0}\": {{ignore: true}}}}`");

    /// <summary>Arguments: the image, where it stands.</summary>
    public static Rule NoPlace { get; } = Error("SLW0812",
        "nothing says where the image {0} lies, whose name a site's registry completes; it stands in {1}",
        "镜像 {0} 的名称由现场仓库补全，但没有说明它现在的位置；它位于 {1}",
        "write `images: {{\"{0}\": {{layout: images/FILE.tar}}}}` into application.yaml, give the service a `build`, or name your own registry: `--registry HOST`",
        "请在 application.yaml 中写 `images: {{\"{0}\": {{layout: images/FILE.tar}}}}`，为服务填写 `build`，或指定自己的仓库：`--registry HOST`");

    public static Rule NoName { get; } = Error("SLW0813",
        "`{0}` is no name of an image",
        "`{0}` 不是镜像名称",
        "write it as pods ask for it: `registry.example.com/team/web:1.0.0`, `redis:7.2.4`, or `/team/web:1.0.0` where the site's registry completes it",
        "请按 Pod 请求的形式填写：`registry.example.com/team/web:1.0.0`、`redis:7.2.4`，由现场仓库补全时写 `/team/web:1.0.0`");

    public static Rule NothingIgnored { get; } = Warning("SLW0814",
        "`{0}` is to be ignored, but nothing in the application looks like it",
        "`{0}` 被设为忽略，但应用中没有这样的内容",
        "delete the entry, or correct its name to the text that is there",
        "请删除该项，或改为实际出现的文本");

    /// <summary>Arguments: the place, what was locked, what is there.</summary>
    public static Rule OtherDigest { get; } = Error("SLW0815",
        "{0} holds the image {1}, but {2} is what was locked for {3}",
        "{0} 中的镜像是 {1}，但为 {3} 锁定的是 {2}",
        "take the file that belongs to the digest, or correct the digest in application.yaml or by `slipway package lock --update`",
        "请换用与摘要相符的文件，或修正 application.yaml 中的摘要，或执行 `slipway package lock --update`");

    /// <summary>Arguments: two images, the name that both would get.</summary>
    public static Rule SamePlace { get; } = Error("SLW0816",
        "the images {0} and {1} differ, but at a site's registry both would be {2}",
        "镜像 {0} 与 {1} 不同，但在现场仓库中名称都会是 {2}",
        "a registry's name makes way for the site's and everything behind it stays: give one of them another repository or tag (a mirror's, for example)",
        "仓库主机名会换成现场的，其余部分保持不变：请为其中之一改用其他仓库路径或标签（例如镜像站的）");

    /// <summary>Arguments: the file, what is wrong.</summary>
    public static Rule BadLock { get; } = Error("SLW0817",
        "{0} is no lock: {1}",
        "{0} 不是锁定文件：{1}",
        "`slipway package lock` writes it; take it from version control, or delete it and write it anew",
        "该文件由 `slipway package lock` 写入；请从版本库取回，或删除后重新生成");

    /// <summary>Arguments: the word, all images.</summary>
    public static Rule NotAmong { get; } = Error("SLW0818",
        "`--images` names `{0}`, which the application does not run",
        "`--images` 指定了 `{0}`，但应用不使用该镜像",
        "its images are: {1}",
        "应用的镜像：{1}");

    /// <summary>Arguments: the image, its digest or the size.</summary>
    public static Rule NotCarried { get; } = Error("SLW0819",
        "the image {0} cannot travel in a package: {1}",
        "镜像 {0} 不能放入应用包：{1}",
        "leave it to the site: `images: {{\"{0}\": {{ignore: true}}}}` in application.yaml; or store it anew with layers below 8 GiB and sha256 digests",
        "请由现场自备：在 application.yaml 中写 `images: {{\"{0}\": {{ignore: true}}}}`；或重新存储，使各层小于 8 GiB 并使用 sha256 摘要");

    /// <summary>Arguments: the package.</summary>
    public static Rule NoImages { get; } = Error("SLW0820",
        "no images travel in {0}",
        "{0} 中没有携带镜像",
        "build it with `slipway package build --images all`",
        "请用 `slipway package build --images all` 构建");

    /// <summary>Arguments: the image, where it still stands, the registry.</summary>
    public static Rule NotRelocated { get; } = Error("SLW0821",
        "the image {0} would not come from {2}: its name could not be rewritten in {1}",
        "镜像 {0} 不会来自 {2}：无法改写 {1} 中的名称",
        "it is put together by a template of the platform or chart: make it a parameter of the trait or a value of the chart, or patch the object",
        "它由平台或 chart 的模板拼成：请改为 trait 的参数或 chart 的值，或对该对象打补丁");

    /// <summary>Arguments: the file, how much is needed, how much is free.</summary>
    public static Rule NoRoom { get; } = Error("SLW0822",
        "{0} needs {1} bytes, and its disk has no room for them",
        "{0} 需要 {1} 字节，但所在磁盘空间不足",
        "make room or name another place by --out; nothing was left there, and what stood there is untouched",
        "请腾出空间或用 --out 指定其他位置；没有留下任何内容，该位置原有的内容没有改动");

    public static IReadOnlyList<Rule> All { get; } =
        [Unlocked, Doubtful, NoPlace, NoName, NothingIgnored, OtherDigest, SamePlace, BadLock, NotAmong, NotCarried, NoImages, NotRelocated, NoRoom];
}
