using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What becomes of the keys of a Compose file.</summary>
public static class ComposeKeys
{
    private static readonly string[] Always = ["always", "unless-stopped"];

    private static Home Empty { get; } = Home.Other(
        "a storage is empty at the beginning; nothing copies the image's files into it", "存储开始时是空的，不会把镜像中的文件复制进去",
        "let the service write what it needs there when it starts", "请让服务在启动时写入所需的文件");

    private static Home Whole { get; } = Home.Other(
        "a storage is mounted whole", "存储总是整体挂载",
        "let the service use a folder below the path", "请让服务使用该路径下的子目录");

    public static KeyTable Table { get; } = new(new("Compose", "Compose"),
    [
        Of("name"), Of("version"), Of("x-*"),
        Left("include", Home.Resolved),
        Of("services.*", "name", "as a DNS label", "转为 DNS 标签"),
        Of("services.*.image", "container.imagesName", "with `imagesTag`, and `version` where the tag is a version", "同时得到 `imagesTag`；标签是版本号时也作为 `version`"),
        Of("services.*.entrypoint", "container.command"),
        Of("services.*.command", "container.args", "a text is split as a shell would", "文本按 shell 规则拆分"),
        Of("services.*.environment", "container.env", "`${NAME}` is read from a `.env` beside the file; without a value an answer is needed",
            "`${NAME}` 取自同目录的 `.env`；没有值时需要填写"),
        Of("services.*.env_file", "container.env", "files in the folder of the Compose file or below it", "Compose 文件所在目录及其下的文件"),
        Of("services.*.ports", "ports", "the container's port; how it is reached from outside is the trait `expose`", "容器端口；如何从外部访问由 trait `expose` 决定"),
        Of("services.*.ports.target"), Of("services.*.ports.published"), Of("services.*.ports.protocol"), Of("services.*.ports.name"), Of("services.*.ports.host_ip"), Of("services.*.ports.x-*"),
        Left("services.*.ports.mode", Home.Platform, "ingress"), Left("services.*.ports.app_protocol", Home.Platform),
        Of("services.*.expose", "ports"),
        Of("services.*.healthcheck.test", "container.health", "the readiness probe, and proposals for the other two", "就绪探针，并据此给出另外两个的建议"),
        Of("services.*.healthcheck.interval", "periodSeconds"), Of("services.*.healthcheck.timeout", "timeoutSeconds"),
        Of("services.*.healthcheck.retries", "failureThreshold"), Of("services.*.healthcheck.start_period", "failureThreshold", "of the startup probe", "启动探针的失败阈值"),
        Of("services.*.healthcheck.start_interval"), Of("services.*.healthcheck.disable"),
        Of("services.*.volumes", "storage", "named volumes, whose size needs an answer; not folders of the machine", "具名卷（需填写大小）；不含本机目录"),
        Of("services.*.volumes.type"), Of("services.*.volumes.source"), Of("services.*.volumes.target"), Of("services.*.volumes.read_only"), Of("services.*.volumes.consistency"),
        Of("services.*.volumes.bind"), Of("services.*.volumes.image"), Of("services.*.volumes.x-*"),
        Left("services.*.volumes.volume.nocopy", Empty, "true"), Left("services.*.volumes.volume.subpath", Whole), Left("services.*.volumes.volume.labels", Home.Site),
        Of("services.*.volumes.tmpfs.size", "storage.*.size"), Left("services.*.volumes.tmpfs.mode", Home.Platform),
        Of("services.*.tmpfs", "storage", "temporary, in memory", "临时存储，位于内存"),
        Of("services.*.depends_on", "depsService", "services start at once: each must bear that another is not ready yet", "所有服务同时启动：每个服务都要能容忍其他服务尚未就绪"),
        Of("services.*.links", "depsService"),
        Of("services.*.deploy.resources.limits.cpus", "resources.limits.cpu"), Of("services.*.deploy.resources.limits.memory", "resources.limits.memory"),
        Of("services.*.deploy.resources.reservations.cpus", "resources.requests.cpu"),
        Of("services.*.deploy.resources.reservations.memory", "resources.requests.memory"),
        Left("services.*.deploy.resources.limits.pids", Home.Platform), Left("services.*.deploy.resources.reservations.devices", Home.Platform),
        Of("services.*.cpus", "resources.limits.cpu"), Of("services.*.mem_limit", "resources.limits.memory"), Of("services.*.mem_reservation", "resources.requests.memory"),
        Of("services.*.stop_grace_period", "shutdown.grace"),
        Left("services.*.deploy.replicas", Home.Trait("replicas"), "1"), Left("services.*.scale", Home.Trait("replicas"), "1"),
        Left("services.*.deploy.restart_policy", Home.Always), Left("services.*.deploy.update_config", Home.Platform), Left("services.*.deploy.rollback_config", Home.Platform),
        Left("services.*.deploy.placement", Home.Site), Left("services.*.deploy.labels", Home.Trait("labels")),
        Left("services.*.deploy.mode", Home.Platform, "replicated"), Left("services.*.deploy.endpoint_mode", Home.Platform, "vip"),
        Left("services.*.restart", Home.Always, Always),
        Left("services.*.build", Home.Build),
        Left("services.*.extends", Home.Resolved),
        Left("services.*.secrets", Home.Secret), Left("services.*.configs", Home.Config),
        Left("services.*.labels", Home.Trait("annotations")), Left("services.*.annotations", Home.Trait("annotations")),
        Left("services.*.container_name", Home.Service), Left("services.*.hostname", Home.Service), Left("services.*.domainname", Home.Service),
        Left("services.*.networks", Home.Site), Left("services.*.network_mode", Home.Platform, "bridge"), Left("services.*.extra_hosts", Home.Platform),
        Left("services.*.dns", Home.Platform), Left("services.*.dns_search", Home.Platform), Left("services.*.dns_opt", Home.Platform),
        Left("services.*.user", Home.Platform), Left("services.*.group_add", Home.Platform), Left("services.*.working_dir", Home.Platform),
        Left("services.*.stop_signal", Home.Platform, "SIGTERM"), Left("services.*.init", Home.Platform, "false"), Left("services.*.tty", Home.Platform, "false"),
        Left("services.*.stdin_open", Home.Platform, "false"),
        Left("services.*.cap_add", Home.Platform), Left("services.*.cap_drop", Home.Platform), Left("services.*.privileged", Home.Platform, "false"),
        Left("services.*.read_only", Home.Platform, "false"), Left("services.*.security_opt", Home.Platform), Left("services.*.sysctls", Home.Platform),
        Left("services.*.ulimits", Home.Platform), Left("services.*.devices", Home.Platform), Left("services.*.gpus", Home.Platform), Left("services.*.shm_size", Home.Platform),
        Left("services.*.pid", Home.Platform), Left("services.*.ipc", Home.Platform), Left("services.*.userns_mode", Home.Platform), Left("services.*.cgroup_parent", Home.Platform),
        Left("services.*.pids_limit", Home.Platform), Left("services.*.oom_score_adj", Home.Platform), Left("services.*.runtime", Home.Platform), Left("services.*.platform", Home.Platform),
        Left("services.*.isolation", Home.Platform), Left("services.*.logging", Home.Platform), Left("services.*.volumes_from", Home.Resolved),
        Left("services.*.pull_policy", Home.Site), Left("services.*.profiles", Home.Site), Left("services.*.external_links", Home.Service),
        Of("services.*.develop"), Of("services.*.attach"), Of("services.*.x-*"), Of("services.*.deploy.x-*"),
        Of("volumes"), Of("volumes.*.name"), Of("volumes.*.x-*"), Left("volumes.*.external", Home.Site, "false"), Left("volumes.*.driver", Home.Site, "local"),
        Left("volumes.*.driver_opts", Home.Site), Left("volumes.*.labels", Home.Site),
        Of("networks"), Of("secrets"), Of("configs"),
    ]);

    private static KeyRow Of(string path, string? field = null, string? note = null, string? noteInChinese = null)
        => new(path) { Field = field, Note = note is null ? null : new LocalText(note, noteInChinese!) };

    private static KeyRow Left(string path, Home home, params string[] defaults) => new(path) { Home = home, Defaults = defaults };
}
