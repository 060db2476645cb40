using System.Collections.Frozen;

namespace Slipway.Components;

/// <summary>Words from other formats that people bring along, so that the answer is better than "unknown".</summary>
internal static class Words
{
    /// <summary>Another tool's word, and ours.</summary>
    public static FrozenDictionary<string, string> OtherNames { get; } = new Dictionary<string, string>
    {
        ["image"] = "imagesName",
        ["imageName"] = "imagesName",
        ["repository"] = "imagesName",
        ["tag"] = "imagesTag",
        ["imageTag"] = "imagesTag",
        ["entrypoint"] = "command",
        ["cmd"] = "args",
        ["arguments"] = "args",
        ["environment"] = "env",
        ["healthcheck"] = "health",
        ["liveness"] = "livenessProbe",
        ["startup"] = "startupProbe",
        ["readiness"] = "readinessProbe",
        ["http"] = "httpGet",
        ["tcp"] = "tcpSocket",
        ["headers"] = "httpHeaders",
        ["containerPort"] = "port",
        ["initialDelay"] = "initialDelaySeconds",
        ["delay"] = "initialDelaySeconds",
        ["timeout"] = "timeoutSeconds",
        ["period"] = "periodSeconds",
        ["interval"] = "periodSeconds",
        ["retries"] = "failureThreshold",
        ["dependsOn"] = "depsService",
        ["dependencies"] = "depsService",
        ["terminationGracePeriodSeconds"] = "grace",
        ["gracePeriodSeconds"] = "grace",
        ["gracePeriod"] = "grace",
        ["graceSeconds"] = "grace",
        ["mountPath"] = "path",
        ["accessMode"] = "access",
        ["accessModes"] = "access",
        ["capacity"] = "size",
        ["sha"] = "sha256",
        ["digest"] = "sha256",
        ["url"] = "path",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Fields that a built-in trait sets.</summary>
    public static FrozenDictionary<string, string> Traits { get; } = new Dictionary<string, string>
    {
        ["replicas"] = "replicas",
        ["replicaCount"] = "replicas",
        ["hpa"] = "autoscale",
        ["autoscaling"] = "autoscale",
        ["autoscale"] = "autoscale",
        ["minReplicas"] = "autoscale",
        ["maxReplicas"] = "autoscale",
        ["expose"] = "expose",
        ["service"] = "expose",
        ["labels"] = "labels",
        ["annotations"] = "annotations",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Kubernetes' words for what a definition says elsewhere, and where, counted from the root.</summary>
    public static FrozenDictionary<string, string> OurPlaces { get; } = new Dictionary<string, string>
    {
        ["limits"] = "resources.limits",
        ["requests"] = "resources.requests",
        ["terminationGracePeriodSeconds"] = "shutdown.grace",
        ["preStop"] = "shutdown.preStop",
        ["lifecycle"] = "shutdown.preStop",
        ["volumes"] = "storage",
        ["volumeMounts"] = "storage",
        ["volumeClaimTemplates"] = "storage",
        ["persistentVolumeClaim"] = "storage",
        ["emptyDir"] = "storage",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Fields of PodSpec, Container and the controllers' specs in Kubernetes 1.34, and the maps that hold them.</summary>
    public static FrozenSet<string> PodFields { get; } = new[]
    {
        "apiVersion", "kind", "metadata", "namespace", "spec", "template", "selector", "matchLabels", "status",
        "activeDeadlineSeconds", "affinity", "automountServiceAccountToken", "dnsConfig", "dnsPolicy", "enableServiceLinks", "ephemeralContainers",
        "hostAliases", "hostIPC", "hostNetwork", "hostPID", "hostUsers", "hostname", "hostnameOverride", "imagePullSecrets", "initContainers", "nodeName",
        "nodeSelector", "os", "overhead", "podAffinity", "podAntiAffinity", "nodeAffinity", "preemptionPolicy", "priority", "priorityClassName",
        "readinessGates", "resourceClaims", "restartPolicy", "runtimeClassName", "schedulerName", "schedulingGates", "securityContext",
        "podSecurityContext", "serviceAccount", "serviceAccountName", "setHostnameAsFQDN", "shareProcessNamespace", "subdomain",
        "terminationGracePeriodSeconds", "tolerations", "topologySpreadConstraints", "volumes", "volumeMounts", "volumeDevices", "envFrom",
        "imagePullPolicy", "lifecycle", "preStop", "postStart", "resizePolicy", "restartPolicyRules", "stdin", "stdinOnce", "tty", "workingDir",
        "terminationMessagePath", "terminationMessagePolicy", "hostPort", "hostIP", "nodePort", "capabilities", "privileged", "runAsUser",
        "runAsGroup", "runAsNonRoot", "fsGroup", "readOnlyRootFilesystem", "allowPrivilegeEscalation", "seccompProfile", "seLinuxOptions",
        "strategy", "updateStrategy", "rollingUpdate", "maxSurge", "maxUnavailable", "minReadySeconds", "paused", "progressDeadlineSeconds",
        "revisionHistoryLimit", "podManagementPolicy", "serviceName", "volumeClaimTemplates", "persistentVolumeClaimRetentionPolicy", "ordinals",
        "configMap", "secret", "persistentVolumeClaim", "ingress", "podDisruptionBudget", "networkPolicy",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
