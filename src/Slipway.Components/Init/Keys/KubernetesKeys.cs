using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What becomes of Kubernetes' objects and their fields.</summary>
public static class KubernetesKeys
{
    private static Home Once { get; } = Home.Other(
        "a definition's service runs all the time", "服务定义描述的是一直运行的服务",
        "what runs once and ends is an updater of a definition, or a task", "运行一次就结束的应作为 updater 或任务");

    internal static Home SecondContainer { get; } = Home.Other(
        "a definition has one container", "一个服务定义只有一个容器",
        "a sidecar comes by a trait of the platform team; what is no sidecar becomes a service of its own", "sidecar 由平台团队的 trait 提供；不是 sidecar 的请拆成独立的服务");

    internal static Home BeforeStart { get; } = Home.Other(
        "nothing runs before the container", "容器启动前不运行其他内容",
        "a migration is an updater of the definition; waiting for others is the service's own business; a sidecar comes by a trait",
        "数据迁移请用 updater；等待其他服务由服务自己完成；sidecar 由 trait 提供");

    private static Home Objects { get; } = Home.Other(
        "it is an object of its own, not part of a service", "它是独立的对象，不属于服务",
        "the platform's traits make such objects; ask the platform team, or keep it beside the installation", "这类对象由平台的 trait 生成；请向平台团队提出，或在安装之外单独维护");

    internal static Home Front { get; } = Home.Other(
        "it shapes the Service, which a definition does not do", "它决定 Service 的形态，服务定义不涉及这一层",
        "the platform team provides it by a trait; ask them where it is really needed", "由平台团队通过 trait 提供；确实需要时请向他们提出");

    /// <summary>By kind; other kinds are objects of their own.</summary>
    public static KeyTable Kinds { get; } = new(new("Kubernetes: kinds", "Kubernetes：对象类型"),
    [
        Of("Deployment", "workload", "`stateless`", "`stateless`"),
        Of("StatefulSet", "workload", "with `singleActive: true`; several pods with a volume each need a workload of the platform", "写为 `singleActive: true`；多个 Pod 各有一个卷时需要平台提供的工作负载"),
        Of("DaemonSet", "workload", "`stateless`: one pod on every node needs a workload of the platform", "`stateless`：每个节点一个 Pod 需要平台提供的工作负载"),
        Of("Pod", "workload", "`stateless`", "`stateless`"),
        Of("Job", "workload", "`stateless`: " + Once.Why.English + "; " + Once.Where.English, "`stateless`：" + Once.Why.Chinese + "；" + Once.Where.Chinese),
        Of("CronJob", "workload", "as a Job", "与 Job 相同"),
        Of("Service", "ports", "names of ports; another port than the container's is the trait `expose`", "端口名称；与容器端口不同的部分由 trait `expose` 设置"),
        Of("ConfigMap", "container.env", "where the environment takes from it", "环境变量引用到的部分"),
        Of("PersistentVolumeClaim", "storage"),
        Left("Secret", Home.Secret), Left("HorizontalPodAutoscaler", Home.Trait("autoscale")), Left("Namespace", Home.Site),
        Left("ServiceAccount", Home.Platform), Left("Role", Home.Platform), Left("RoleBinding", Home.Platform),
        Left("ClusterRole", Home.Platform), Left("ClusterRoleBinding", Home.Platform), Left("NetworkPolicy", Home.Platform), Left("PodDisruptionBudget", Home.Platform),
        Left("Ingress", Home.Site), Left("HTTPRoute", Home.Site), Left("PersistentVolume", Home.Site), Left("StorageClass", Home.Site),
        Left("*", Objects),
    ]);

    /// <summary>From the root of a workload's object.</summary>
    public static KeyTable Workload { get; } = new(new("Kubernetes: workloads", "Kubernetes：工作负载"),
    [
        Of("apiVersion"), Of("kind"), Of("status"), Of("metadata.name", "name"),
        Of("metadata.labels", "version", "`app.kubernetes.io/version`; others are the trait `labels`", "`app.kubernetes.io/version`；其余用 trait `labels`"),
        Of("metadata.annotations", null, "the trait `annotations`, but not what tools wrote", "trait `annotations`；工具写入的除外"),
        Left("metadata.namespace", Home.Site, "default"),
        Of("metadata.uid"), Of("metadata.resourceVersion"), Of("metadata.generation"), Of("metadata.creationTimestamp"), Of("metadata.managedFields"), Of("metadata.selfLink"),
        Left("metadata.ownerReferences", Objects), Left("metadata.finalizers", Objects), Left("metadata.generateName", Objects),
        Of("spec.selector"), Of("spec.template"), Of("spec.jobTemplate"),
        Left("spec.replicas", Home.Trait("replicas"), "1"),
        Of("spec.strategy.type", "singleActive", "`Recreate` becomes `singleActive: true`", "`Recreate` 变为 `singleActive: true`"),
        Left("spec.strategy.rollingUpdate.maxSurge", Home.Platform, "25%"), Left("spec.strategy.rollingUpdate.maxUnavailable", Home.Platform, "25%"),
        Left("spec.minReadySeconds", Home.Platform, "0"), Left("spec.progressDeadlineSeconds", Home.Platform, "600"), Left("spec.revisionHistoryLimit", Home.Platform, "10"),
        Left("spec.paused", Home.Platform, "false"),
        Of("spec.serviceName"), Of("spec.volumeClaimTemplates", "storage"), Left("spec.podManagementPolicy", Home.Platform, "OrderedReady"),
        Left("spec.updateStrategy.type", Home.Platform, "RollingUpdate"), Left("spec.updateStrategy.rollingUpdate.partition", Home.Platform, "0"),
        Left("spec.updateStrategy.rollingUpdate.maxUnavailable", Home.Platform, "1"), Left("spec.updateStrategy.rollingUpdate.maxSurge", Home.Platform, "0"),
        Left("spec.persistentVolumeClaimRetentionPolicy.whenDeleted", Home.Platform, "Retain"), Left("spec.persistentVolumeClaimRetentionPolicy.whenScaled", Home.Platform, "Retain"),
        Left("spec.ordinals", Home.Platform),
        Left("spec.schedule", Once), Left("spec.timeZone", Once), Left("spec.concurrencyPolicy", Once, "Allow"), Left("spec.startingDeadlineSeconds", Once),
        Left("spec.successfulJobsHistoryLimit", Once, "3"), Left("spec.failedJobsHistoryLimit", Once, "1"), Left("spec.suspend", Once, "false"),
        Left("spec.completions", Once, "1"), Left("spec.parallelism", Once, "1"), Left("spec.backoffLimit", Once, "6"), Left("spec.backoffLimitPerIndex", Once),
        Left("spec.activeDeadlineSeconds", Once), Left("spec.ttlSecondsAfterFinished", Once), Left("spec.completionMode", Once, "NonIndexed"), Left("spec.manualSelector", Once, "false"),
        Left("spec.podFailurePolicy", Once), Left("spec.podReplacementPolicy", Once, "TerminatingOrFailed"), Left("spec.successPolicy", Once), Left("spec.managedBy", Once), Left("spec.maxFailedIndexes", Once),
    ]);

    /// <summary>From the root of a pod, or of a pod's template.</summary>
    public static KeyTable Pod { get; } = new(new("Kubernetes: pods and containers", "Kubernetes：Pod 与容器"),
    [
        Of("apiVersion"), Of("kind"), Of("status"), Of("metadata.name", "name", "of a Pod of its own", "单独的 Pod 时"), Of("metadata.creationTimestamp"), Of("metadata.uid"), Of("metadata.resourceVersion"),
        Of("metadata.managedFields"), Of("metadata.generateName"), Of("metadata.ownerReferences"), Left("metadata.namespace", Home.Site, "default"), Of("metadata.generation"),
        Of("metadata.labels", null, "the trait `labels`, but not those that choose the pods", "trait `labels`；用于选择 Pod 的除外"),
        Of("metadata.annotations", null, "the trait `annotations`, but not what tools wrote", "trait `annotations`；工具写入的除外"),
        Of("spec.containers.name", "container.name"),
        Of("spec.containers.image", "container.imagesName", "with `imagesTag`, and `version` where the tag is a version", "同时得到 `imagesTag`；标签是版本号时也作为 `version`"),
        Of("spec.containers.command", "container.command"), Of("spec.containers.args", "container.args"),
        Of("spec.containers.env", "container.env", "values, and what ConfigMaps of the same source hold; secrets belong into `config`", "直接写出的值，以及同一来源中 ConfigMap 的值；机密请写入 `config`"),
        Of("spec.containers.envFrom", "container.env", "ConfigMaps of the same source", "同一来源中的 ConfigMap"),
        Of("spec.containers.ports", "ports", "not `hostPort`", "不含 `hostPort`"),
        Of("spec.containers.resources.requests", "resources.requests"), Of("spec.containers.resources.limits", "resources.limits"), Left("spec.containers.resources.claims", Home.Platform),
        Of("spec.containers.livenessProbe", "container.health.livenessProbe"), Of("spec.containers.readinessProbe", "container.health.readinessProbe"),
        Of("spec.containers.startupProbe", "container.health.startupProbe"),
        Of("spec.containers.lifecycle.preStop", "shutdown.preStop"), Left("spec.containers.lifecycle.postStart", Home.Platform), Left("spec.containers.lifecycle.stopSignal", Home.Platform),
        Of("spec.containers.volumeMounts", "storage", "of emptyDir, claims and claim templates; ConfigMaps and Secrets belong into `config`", "emptyDir、PVC 与 PVC 模板；ConfigMap 和 Secret 请写入 `config`"),
        Left("spec.containers.imagePullPolicy", Home.Site, "IfNotPresent", "Always"), Left("spec.containers.securityContext", Home.Platform), Left("spec.containers.workingDir", Home.Platform),
        Left("spec.containers.terminationMessagePath", Home.Platform, "/dev/termination-log"), Left("spec.containers.terminationMessagePolicy", Home.Platform, "File"),
        Left("spec.containers.stdin", Home.Platform, "false"), Left("spec.containers.stdinOnce", Home.Platform, "false"), Left("spec.containers.tty", Home.Platform, "false"),
        Left("spec.containers.volumeDevices", Home.Platform), Left("spec.containers.resizePolicy", Home.Platform), Left("spec.containers.restartPolicy", Home.Platform),
        Of("spec.volumes", "storage", "by their mounts", "按挂载点"),
        Left("spec.initContainers", BeforeStart), Left("spec.ephemeralContainers", Home.Platform),
        Of("spec.terminationGracePeriodSeconds", "shutdown.grace"), Left("spec.restartPolicy", Home.Always, "Always"), Left("spec.activeDeadlineSeconds", Once),
        Left("spec.serviceAccountName", Home.Platform, "default"), Left("spec.serviceAccount", Home.Platform, "default"), Left("spec.automountServiceAccountToken", Home.Platform),
        Left("spec.securityContext", Home.Platform), Left("spec.imagePullSecrets", Home.Site), Left("spec.nodeSelector", Home.Site), Left("spec.affinity", Home.Site), Left("spec.tolerations", Home.Site),
        Left("spec.topologySpreadConstraints", Home.Platform), Left("spec.priorityClassName", Home.Site), Left("spec.runtimeClassName", Home.Site), Left("spec.schedulerName", Home.Site, "default-scheduler"),
        Left("spec.dnsPolicy", Home.Platform, "ClusterFirst"), Left("spec.dnsConfig", Home.Platform), Left("spec.enableServiceLinks", Home.Platform, "true"), Left("spec.hostNetwork", Home.Platform, "false"),
        Left("spec.hostPID", Home.Platform, "false"), Left("spec.hostIPC", Home.Platform, "false"), Left("spec.hostUsers", Home.Platform), Left("spec.shareProcessNamespace", Home.Platform, "false"),
        Left("spec.hostname", Home.Service), Left("spec.subdomain", Home.Service), Left("spec.hostAliases", Home.Platform), Left("spec.setHostnameAsFQDN", Home.Platform, "false"),
        Left("spec.readinessGates", Home.Platform), Left("spec.overhead", Home.Site), Left("spec.os", Home.Site), Left("spec.preemptionPolicy", Home.Site, "PreemptLowerPriority"),
        Left("spec.resources", Home.Platform), Left("spec.resourceClaims", Home.Platform), Left("spec.schedulingGates", Home.Site), Of("spec.nodeName"), Of("spec.priority"),
    ]);

    /// <summary>From the root of a Service in front of a workload.</summary>
    public static KeyTable Service { get; } = new(new("Kubernetes: Services", "Kubernetes：Service"),
    [
        Of("spec.ports.name", "ports", "where the container's port has none", "容器端口没有名称时"), Of("spec.ports.targetPort", "ports"), Of("spec.ports.protocol", "ports"),
        Of("spec.ports.port", null, "the trait `expose`, where it differs from the container's", "与容器端口不同时用 trait `expose`"),
        Of("spec.ports.nodePort", null, "the trait `expose`", "trait `expose`"), Left("spec.ports.appProtocol", Front),
        Of("spec.selector"), Of("spec.type", null, "the trait `expose`", "trait `expose`"), Of("spec.clusterIP"), Of("spec.clusterIPs"), Of("spec.sessionAffinity"), Of("spec.sessionAffinityConfig"),
        Of("spec.ipFamilies"), Left("spec.ipFamilyPolicy", Front, "SingleStack"), Of("spec.healthCheckNodePort"),
        Left("spec.internalTrafficPolicy", Front, "Cluster"), Left("spec.externalTrafficPolicy", Front, "Cluster"), Left("spec.trafficDistribution", Front),
        Left("spec.publishNotReadyAddresses", Front, "false"), Left("spec.allocateLoadBalancerNodePorts", Front, "true"),
        Left("spec.externalIPs", Home.Site), Left("spec.externalName", Home.Site), Left("spec.loadBalancerIP", Home.Site), Left("spec.loadBalancerClass", Home.Site),
        Left("spec.loadBalancerSourceRanges", Home.Site),
    ]);

    /// <summary>From the root of a claim, or of a claim's template.</summary>
    public static KeyTable Claim { get; } = new(new("Kubernetes: claims", "Kubernetes：PVC"),
    [
        Of("spec.accessModes", "storage.*.access"), Of("spec.resources.requests.storage", "storage.*.size"), Left("spec.resources.limits", Home.Platform),
        Left("spec.storageClassName", Home.Site), Left("spec.volumeAttributesClassName", Home.Site), Left("spec.selector", Home.Site), Left("spec.volumeName", Home.Site),
        Left("spec.dataSource", Home.Site), Left("spec.dataSourceRef", Home.Site), Left("spec.volumeMode", Home.Platform, "Filesystem"),
    ]);

    private static KeyRow Of(string path, string? field = null, string? note = null, string? noteInChinese = null)
        => new(path) { Field = field, Note = note is null ? null : new LocalText(note, noteInChinese!) };

    private static KeyRow Left(string path, Home home, params string[] defaults) => new(path) { Home = home, Defaults = defaults };
}
