using System.Text.RegularExpressions;

namespace Slipway.Components;

/// <summary>A small trait that works as it stands: a parameter, a patch, an object and two cases.</summary>
public static partial class TraitSkeleton
{
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>Files by their path below the trait's folder.</summary>
    public static IReadOnlyDictionary<string, string> Files(string name) => new Dictionary<string, string>
    {
        ["trait.yaml"] = $$$"""
            name: {{{name}}}
            version: 0.1.0
            summary: {en: A note that the pods carry and can read., zh: 让 Pod 携带并可读取一段说明。}
            documentation:
              en: What it is for, when to use it, what it does not do.
              zh: 用途、适用场景以及不做什么。
            appliesTo: [stateless, stateful, daemon]
            parameters:
              type: object
              additionalProperties: false
              properties:
                text:
                  type: string
                  minLength: 1
                  default: none
                  x-slipway: {description: {en: The note, zh: 说明内容}}

            """,
        ["patch.yaml"] = $$$$"""
            {{- /* A merge patch of the model: containers, env, ports, volumes and mounts are maps by their names, null removes. */ -}}
            pod:
              containers:
                {{ .service.main | quote }}:
                  env:
                    NOTE: {valueFrom: {configMapKeyRef: {name: {{ printf "%s-{{{{name}}}}" .service.objectName | quote }}, key: text}}}

            """,
        ["objects.yaml"] = $$$$"""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ printf "%s-{{{{name}}}}" .service.objectName | quote }}}
            data: {text: {{ .params.text | quote }}}

            """,
        ["cases/default/service.yaml"] = Service,
        ["cases/default/with.yaml"] = $"traits:\n  {name}: {{}}\n",
        ["cases/own-text/service.yaml"] = Service,
        ["cases/own-text/with.yaml"] = $"traits:\n  {name}: {{text: ask the night shift}}\n",
    };

    private const string Service = """
        name: web
        version: 1.0.0
        container:
          imagesName: registry.example.com/shop/web
          health:
            startupProbe: {httpGet: {path: /started, port: http}}
            livenessProbe: {httpGet: {path: /live, port: http}}
            readinessProbe: {httpGet: {path: /ready, port: http}}
        ports: {http: 8080}

        """;

    [GeneratedRegex(@"^[a-z]([-a-z0-9]{0,38}[a-z0-9])?\z")]
    private static partial Regex Name();
}
