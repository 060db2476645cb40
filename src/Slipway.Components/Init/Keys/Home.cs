using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Why a key does not come into a definition, and where it belongs instead.</summary>
public sealed record Home(LocalText Why, LocalText Where)
{
    public static Home Platform { get; } = new(
        new("it shapes the pod, which a definition does not do", "它决定 Pod 的形态，服务定义不涉及这一层"),
        new("the platform team provides it, by the workload or by a trait; ask them where it is really needed", "由平台团队通过工作负载或 trait 提供；确实需要时请向他们提出"));

    public static Home Site { get; } = new(
        new("it depends on the place where the service runs", "它取决于服务运行的现场"),
        new("the site decides it when it installs", "由现场在安装时决定"));

    public static Home Image { get; } = new(
        new("it comes from the machine where the source stands, which a cluster does not have", "它来自源文件所在的机器，集群中并不存在"),
        new("put the files into the image, or write what is configuration into the definition's `config`", "请把文件放进镜像；属于配置的内容请写入服务定义的 `config`"));

    public static Home Config { get; } = new(
        new("contents of files are configuration", "文件内容属于配置"),
        new("describe it in the definition's `config`, with `x-slipway: {{file: {{path: …}}}}`", "请在服务定义的 `config` 中描述，并写 `x-slipway: {{file: {{path: …}}}}`"));

    public static Home Secret { get; } = new(
        new("a definition holds no secrets", "服务定义中不存放机密"),
        new("describe it in the definition's `config`, with `x-slipway: {{secret: true, env: NAME}}`", "请在服务定义的 `config` 中描述，并写 `x-slipway: {{secret: true, env: 名称}}`"));

    public static Home Build { get; } = new(
        new("a definition names a finished image", "服务定义只引用已构建好的镜像"),
        new("let the pipeline build the image; for a single binary the definition's `build` does it", "请由流水线构建镜像；只有一个二进制文件时可用服务定义的 `build`"));

    public static Home Service { get; } = new(
        new("a service has one name, under which the others reach it", "一个服务只有一个名称，其他服务用它来访问"),
        new("reach it by the definition's `name`", "请用服务定义的 `name` 访问"));

    public static Home Always { get; } = new(
        new("a service is always started again", "服务停止后总会重新启动"),
        new("leave it out; what ends by itself is no service but an updater or a task", "请去掉；运行一次就结束的不是服务，应作为 updater 或任务"));

    public static Home Resolved { get; } = new(
        new("it refers to other text that was not read", "它引用了其他文件中的内容，这里没有读取"),
        new("resolve it first, for instance by `docker compose config`, and read the result", "请先展开（例如用 `docker compose config`），再读取结果"));

    public static Home EnvName { get; } = new(
        new("Kubernetes takes no environment variable of this name", "Kubernetes 不接受这样的环境变量名"),
        new("rename it in the service", "请在服务中改名"));

    /// <param name="name">One of the built-in traits.</param>
    public static Home Trait(string name) => new(
        new("it belongs to an installation, not to the definition", "它属于安装时的设置，不属于服务定义"),
        new($"the trait `{name}` does it, in the entry given by `--with FILE` or `--trait`", $"请使用 trait `{name}`，写在 `--with FILE` 指定的文件中，或用 `--trait` 给出"));

    /// <param name="assignment">As <c>--trait</c> takes it.</param>
    public static Home TraitValue(string assignment) => new(
        new("it belongs to an installation, not to the definition", "它属于安装时的设置，不属于服务定义"),
        new($"`--trait {assignment}` does it, or the same in the entry given by `--with FILE`", $"请使用 `--trait {assignment}`，或写在 `--with FILE` 指定的文件中"));

    public static Home Other(string why, string whyInChinese, string where, string whereInChinese) => new(new(why, whyInChinese), new(where, whereInChinese));
}
