{{/*
The way from values to objects. Everything here takes one map, the state, and leaves what it made in it (a template that returned
text would have to be parsed again for every component). The state:
  values, namespace, registry, kubeVersion, live, platform   what goes in
  patching, making                                            names of the traits to ask for patches and objects, in order
  objects (a list of maps), findings, patches, model          what comes out
  origins                                                     of each object, in their order: who made it, and the names of the entry's patches that changed it
  standing                                                    who made what is called so
  parsed                                                      patches by their text, for all components of a batch
*/}}

{{- define "slipway.build" -}}
{{- $state := . }}
{{- $v := .values }}
{{- $workload := get .platform.workloads $v.workload }}
{{- $identity := $v.identity | default dict }}
{{- $name := $v.name }}
{{- /* A workload without pods has neither; its ports stand by themselves. */ -}}
{{- $main := $identity.container | default $v.main | default "" }}
{{- $containers := $v.containers | default dict }}
{{- if and $containers (ne $main $v.main) }}
{{- $containers = merge (dict $main (get $v.containers $v.main)) (omit $v.containers $v.main) }}
{{- end }}
{{- $standard := dict "app.kubernetes.io/name" $name "app.kubernetes.io/instance" $v.installation }}
{{- $selector := $identity.selector | default $standard }}
{{- $_ := set $state "labels" (merge (dict "app.kubernetes.io/version" ($v.version | replace "+" "_" | trunc 63 | trimSuffix "-" | trimSuffix "." | trimSuffix "_") "app.kubernetes.io/managed-by" "Helm") $standard) }}
{{- $service := dict
  "name" $name "version" $v.version "installation" $v.installation "workload" $v.workload
  "main" $main "containers" $containers "selector" $selector
  "ports" ((get $containers $main | default $v).ports | default dict)
  "objectName" ($identity.name | default $name) "serviceName" ($identity.service | default $name)
  "controller" $workload.controller "storage" ($v.storage | default dict) "claims" ($identity.claims | default dict)
  "shutdown" ($v.shutdown | default dict) "singleActive" ($v.singleActive | default false)
  "config" (dict "env" dict "volumes" dict "mounts" dict) "drain" (ternary $identity.drain true (hasKey $identity "drain")) }}
{{- with $v.config }}
{{- include "slipway.config" (list $state $service .) }}
{{- end }}
{{- $target := dict "namespace" .namespace "kubeVersion" .kubeVersion "registry" .registry }}

{{- $model := include (printf "slipway.workload.%s.model" $v.workload) (dict "service" $service "target" $target) | fromYaml }}
{{- if hasKey $model "Error" }}
{{- include "slipway.finding" (list $state "error" (printf "/workloads/%s/model.yaml" $v.workload) $model.Error $model.Error) }}
{{- else }}
{{- if .batch }}{{- $_ := set $state "model" (toJson $model) }}{{- end }}
{{- $traits := $v.traits | default dict }}
{{- $seen := dict "service" $service "target" $target "live" .live }}
{{- range $name := .patching }}
{{- $params := get $traits $name }}
{{- if and $params $params.enabled }}
{{- /* Many components of a batch get the same patch: it is parsed once. The merge copies maps and never changes a list, so it can be shared. */ -}}
{{- $_ := set $seen "params" $params }}
{{- $text := include (printf "slipway.trait.%s.patch" $name) $seen }}
{{- $parsed := get $state.parsed $text }}
{{- if not $parsed }}
{{- $patch := fromYaml $text }}
{{- $parsed = dict "patch" $patch "json" (toJson $patch) }}
{{- $_ := set $state.parsed $text $parsed }}
{{- end }}
{{- $patch := $parsed.patch }}
{{- if hasKey $patch "Error" }}
{{- include "slipway.finding" (list $state "error" (printf "/traits/%s/patch.yaml" $name) $patch.Error $patch.Error) }}
{{- else }}
{{- if $state.batch }}{{- $_ := set $state "patches" (append $state.patches (dict "trait" $name "json" $parsed.json)) }}{{- end }}
{{- if hasKey $patch "operations" }}
{{- include "slipway.operations" (list $state $model $patch.operations $name) }}
{{- else }}
{{- include "slipway.merge" (list $model $patch) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- $context := dict "service" $service "target" $target "live" .live "model" $model }}
{{- if $workload.objects }}
{{- include "slipway.documents" (list $state (printf "/workloads/%s/objects.yaml" $v.workload) (include (printf "slipway.workload.%s.objects" $v.workload) $context)) }}
{{- end }}
{{- range $name := .making }}
{{- $params := get $traits $name }}
{{- if and $params $params.enabled }}
{{- $_ := set $context "params" $params }}
{{- include "slipway.documents" (list $state (printf "/traits/%s/objects.yaml" $name) (include (printf "slipway.trait.%s.objects" $name) $context)) }}
{{- end }}
{{- end }}
{{- range $key, $object := $v.objects }}
{{- if $object }}{{- include "slipway.object" (list $state (deepCopy $object) (printf "/objects/%s" ($key | replace "~" "~0" | replace "/" "~1"))) }}{{- end }}
{{- end }}
{{- include "slipway.claims" (list $state $service) }}
{{- if $service.controller }}
{{- include "slipway.controller" (list $state $service $identity $model) }}
{{- end }}
{{- with $v.patches }}
{{- include "slipway.patches" (list $state $service .) }}
{{- end }}
{{- end }}
{{- end }}

{{/* A finding: state, severity, pointer, English, Chinese, and which rule of ours it is, where that is not the pointer's to say. */}}
{{- define "slipway.finding" -}}
{{- $state := index . 0 }}
{{- $finding := dict "severity" (index . 1) "pointer" (index . 2) "en" (index . 3) "zh" (index . 4) }}
{{- if gt (len .) 5 }}{{- $_ := set $finding "rule" (index . 5) }}{{- end }}
{{- $_ := set $state "findings" (append $state.findings $finding) }}
{{- end }}

{{/* Rendered documents to objects: state, pointer, text. */}}
{{- define "slipway.documents" -}}
{{- $state := index . 0 }}
{{- $pointer := index . 1 }}
{{- range $text := splitList "\n---" (printf "\n%s" (index . 2)) }}
{{- if trim $text }}
{{- $object := fromYaml $text }}
{{- if hasKey $object "Error" }}
{{- include "slipway.finding" (list $state "error" $pointer $object.Error $object.Error) }}
{{- else if eq ($object.kind | default "") "Finding" }}
{{- include "slipway.finding" (list $state $object.severity $object.pointer $object.message.en $object.message.zh) }}
{{- else if $object }}
{{- include "slipway.object" (list $state $object $pointer) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* One more object: state, object, who makes it. Ours are labelled, and stand in the component's namespace unless their kind has none. */}}
{{- define "slipway.object" -}}
{{- $state := index . 0 }}
{{- $object := index . 1 }}
{{- $origin := index . 2 }}
{{- $metadata := $object.metadata | default dict }}
{{- $_ := set $object "metadata" $metadata }}
{{- $_ := set $metadata "labels" (merge ($metadata.labels | default dict) $state.labels) }}
{{- if and (not (hasKey $metadata "namespace")) (not (hasKey $state.platform.clusterScoped ($object.kind | default ""))) }}
{{- $_ := set $metadata "namespace" $state.namespace }}
{{- end }}
{{- /* Versions of one group are the same objects: dir is what stands before the slash. */ -}}
{{- $called := printf "%s/%s/%s/%s" (dir ($object.apiVersion | default "")) ($object.kind | default "") ($metadata.namespace | default "") ($metadata.name | default "") }}
{{- with get $state.standing $called }}
{{- $who := printf "%s %s" $object.kind $metadata.name }}
{{- include "slipway.finding" (list $state "error" (ternary . $origin (hasPrefix "/objects/" .)) (printf "two objects are %s: %s and %s" $who . $origin) (printf "有两个对象都是 %s：%s 与 %s" $who . $origin) "twice") }}
{{- end }}
{{- $_ := set $state.standing $called $origin }}
{{- $_ := set $state "objects" (append $state.objects $object) }}
{{- $_ := set $state "origins" (append $state.origins (dict "from" $origin)) }}
{{- end }}

{{/* An image's full name: image, registry (the site's; completes an image that names none). */}}
{{- define "slipway.image" -}}
{{- $registry := ternary .image.registry (.registry | default "") (hasKey .image "registry") }}
{{- if $registry }}{{ $registry }}/{{ end }}{{ .image.repository }}{{ with .image.tag }}:{{ . }}{{ end }}{{ with .image.digest }}@{{ . }}{{ end }}
{{- end }}
