using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What becomes of the keys of a Score file.</summary>
public static class ScoreKeys
{
    private static Home Resource { get; } = Home.Other(
        "it is a resource that somebody else provides", "它是由他人提供的资源",
        "name it under `depsService` with `from: site`, and describe what the service must be told in `config`", "请写入 `depsService` 并注明 `from: site`，服务需要知道的参数写入 `config`");

    public static KeyTable Table { get; } = new(new("Score", "Score"),
    [
        Of("apiVersion"), Of("metadata.name", "name"), Left("metadata.annotations", Home.Trait("annotations")), Left("metadata.*", Home.Trait("annotations")),
        Of("service.ports.*", "ports", "the container's port (`targetPort`); another one outside is the trait `expose`", "容器端口（`targetPort`）；对外端口不同时用 trait `expose`"),
        Of("containers.*.image", "container.imagesName", "with `imagesTag`, and `version` where the tag is a version; `.` is what is built", "同时得到 `imagesTag`；标签是版本号时也作为 `version`；`.` 表示构建的镜像"),
        Of("containers.*.command", "container.command"), Of("containers.*.args", "container.args"),
        Of("containers.*.variables", "container.env", "`${metadata.name}` is filled in; `${resources.…}` needs an answer", "`${metadata.name}` 会填入；`${resources.…}` 需要填写"),
        Left("containers.*.files", Home.Config),
        Of("containers.*.volumes", "storage", "the size needs an answer", "需要填写大小"),
        Of("containers.*.resources.requests", "resources.requests"), Of("containers.*.resources.limits", "resources.limits"),
        Of("containers.*.livenessProbe", "container.health.livenessProbe"), Of("containers.*.readinessProbe", "container.health.readinessProbe"),
        Left("containers.*.before", KubernetesKeys.BeforeStart),
        Left("resources.*", Resource, "those of type `volume` become storage", "类型为 `volume` 的转为存储"),
    ]);

    private static KeyRow Of(string path, string? field = null, string? note = null, string? noteInChinese = null)
        => new(path) { Field = field, Note = note is null ? null : new LocalText(note, noteInChinese!) };

    private static KeyRow Left(string path, Home home, string? note = null, string? noteInChinese = null)
        => new(path) { Home = home, Note = note is null ? null : new LocalText(note, noteInChinese!) };
}
