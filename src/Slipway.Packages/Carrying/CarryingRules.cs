using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What can be wrong with the images that go into a package: SLW0810 to SLW0823, SLW0838, SLW0839, SLW0774, SLW0775 and SLW0795.</summary>
public static class CarryingRules
{
    /// <summary>Arguments: the image, where it stands, the application's folder.</summary>
    public static Rule Unlocked { get; } = Error("SLW0810",
        "the image {0} has no digest, so another one could be meant tomorrow; it stands in {1}",
        "镜像 {0} 没有摘要，日后可能指向其他内容；它位于 {1}",
        "`slipway package lock {2}` asks the registries once and writes application.lock; or write `images: {{\"{0}\": {{digest: …}}}}` into application.yaml",
        "用 `slipway package lock {2}` 查询一次仓库并写入 application.lock；或在 application.yaml 中写 `images: {{\"{0}\": {{digest: …}}}}`");

    /// <summary>For a name that the site's registry completes: nobody but its builder knows where it lies until then.</summary>
    internal static LocalText UnlockedOfSite { get; } = new(
        "`slipway package lock {2} --registry HOST` asks the registry where you keep it and writes application.lock; or write into application.yaml where it is: `images: {{\"{0}\": {{layout: FILE}}}}`",
        "用 `slipway package lock {2} --registry HOST` 查询存放它的仓库并写入 application.lock；或在 application.yaml 中写明位置：`images: {{\"{0}\": {{layout: 文件}}}}`");

    /// <summary>Arguments: the text, where it stands.</summary>
    public static Rule Doubtful { get; } = Error("SLW0811",
        "`{0}` looks like an image; it stands in {1}",
        "`{0}` 看似镜像；它位于 {1}",
        "say in application.yaml what it is: `images: {{\"{0}\": {{}}}}` for an image that is needed, `images: {{\"{0}\": {{ignore: true}}}}` for anything else",
        "请在 application.yaml 中说明：需要的镜像写 `images: {{\"{0}\": {{}}}}`，否则写 `images: {{\"{0}\": {{ignore: true}}}}`");

    /// <summary>Arguments: the text, where it stands.</summary>
    public static Rule Guessed { get; } = Warning("SLW0839",
        "`{0}` could be an image, and does not travel; it stands in {1}",
        "`{0}` 可能是镜像，但不会随包携带；它位于 {1}",
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

    /// <summary>Argument 1: what is there instead.</summary>
    internal static LocalText NearIgnored { get; } = new("did you mean `{1}`? correct its name to the text that is there, or delete the entry", "是否想写 `{1}`？请改为实际出现的文本，或删除该项");

    public static Rule Unused { get; } = Warning("SLW0775",
        "`{0}` is declared under `images`, but nothing in the application names it",
        "`images` 中声明了 `{0}`，但应用中没有任何内容引用它",
        "delete the entry, or correct its name; where a program starts the image by itself, write `needed: true`, for the image travels in packages as it is",
        "请删除该项或更正名称；如果由程序自行启动该镜像，请写 `needed: true`，因为它会随应用包携带");

    /// <summary>Argument 1: what is named instead.</summary>
    internal static LocalText NearImage { get; } = new(
        "did you mean `{1}`? the application names that; delete the entry, or where a program starts the image by itself, write `needed: true`",
        "是否想写 `{1}`？应用引用的是它；否则请删除该项，如果由程序自行启动该镜像，请写 `needed: true`");

    /// <summary>Arguments: the file, the line's key, why, the application's folder.</summary>
    public static Rule LockStale { get; } = Warning("SLW0795",
        "{0} is stale: it has a line for `{1}`, but {2}",
        "{0} 已过时：其中有 `{1}` 一行，但{2}",
        "`slipway package lock {3}` writes it anew, and keeps what is still needed as it was locked",
        "用 `slipway package lock {3}` 重新写入，仍需要的内容保持锁定时的摘要");

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

    /// <summary>Arguments: the component and its trait, why.</summary>
    public static Rule NotLookedAt { get; } = Warning("SLW0774",
        "a site may adjust `{0}`, but which images that brings is not known: it could not be rendered so: {1}",
        "现场可以调整 `{0}`，但无法得知由此带来的镜像：不能以此渲染：{1}",
        "give the trait's parameters a `default` or `examples` in its definition, or a value at the component; or declare its images under `images`",
        "请在 trait 定义中为参数填写 `default` 或 `examples`，或在组件处填写值；或在 `images` 中声明其镜像");

    /// <summary>Arguments: the archive, its packed size, the bound.</summary>
    public static Rule ArchiveBomb { get; } = Error("SLW0823",
        "{0} has {1} and unpacks to more than {2}",
        "{0} 大小为 {1}，解压后超过 {2}",
        "an archive of images like this one is a decompression bomb: nothing of it was used; where you made it yourself, give it as a plain tar",
        "这样的镜像归档是解压炸弹：其中的内容均未使用；如果是您自己制作的，请以未压缩的 tar 提供");

    /// <summary>Arguments: the image, two packages.</summary>
    public static Rule BroughtTwice { get; } = Error("SLW0838",
        "the packages {1} and {2} bring different images under the name {0}",
        "应用包 {1} 和 {2} 携带的镜像 {0} 不相同",
        "say which one is meant: `images: {{\"{0}\": {{digest: …}}}}` in application.yaml (`slipway package inspect` shows the digests); or build one of the packages anew",
        "请说明采用哪一个：在 application.yaml 中写 `images: {{\"{0}\": {{digest: …}}}}`（摘要见 `slipway package inspect`）；或重新构建其中一个应用包");

    public static IReadOnlyList<Rule> All { get; } =
        [BroughtTwice, Unused, LockStale, Unlocked, Doubtful, Guessed, NoPlace, NoName, NothingIgnored, OtherDigest, SamePlace, BadLock, NotAmong, NotCarried, NoImages, NotRelocated, NoRoom, ArchiveBomb, NotLookedAt];
}
