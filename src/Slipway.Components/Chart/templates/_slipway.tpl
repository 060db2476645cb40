{{/*
The way from values to objects. Everything here takes one map, the state, and leaves what it made in it (a template that returned
text would have to be parsed again for every component). The state:
  values, namespace, registry, kubeVersion, live, platform   what goes in
  objects (a list of maps), findings, patches, model          what comes out
  parsed                                                      patches by their text, for all components of a batch
*/}}

{{- define "slipway.build" -}}
{{- $state := . }}
{{- $v := .values }}
{{- $workload := get .platform.workloads $v.workload }}
{{- $identity := $v.identity | default dict }}
{{- $name := $v.name }}
{{- $main := $identity.container | default $v.main }}
{{- $containers := $v.containers }}
{{- if ne $main $v.main }}
{{- $containers = merge (dict $main (get $v.containers $v.main)) (omit $v.containers $v.main) }}
{{- end }}
{{- $standard := dict "app.kubernetes.io/name" $name "app.kubernetes.io/instance" $v.installation }}
{{- $selector := $identity.selector | default $standard }}
{{- $service := dict
  "name" $name "version" $v.version "installation" $v.installation "workload" $v.workload
  "main" $main "containers" $containers "selector" $selector
  "objectName" ($identity.name | default $name) "serviceName" ($identity.service | default $name)
  "controller" $workload.controller }}
{{- $target := dict "namespace" .namespace "kubeVersion" .kubeVersion "registry" .registry }}
{{- $_ := set $state "labels" (merge (dict "app.kubernetes.io/version" ($v.version | replace "+" "_" | trunc 63 | trimSuffix "-" | trimSuffix "." | trimSuffix "_") "app.kubernetes.io/managed-by" "Helm") $standard) }}

{{- $model := include (printf "slipway.workload.%s.model" $v.workload) (dict "service" $service "target" $target) | fromYaml }}
{{- if hasKey $model "Error" }}
{{- include "slipway.finding" (list $state "error" (printf "/workloads/%s/model.yaml" $v.workload) $model.Error $model.Error) }}
{{- else }}
{{- if .batch }}{{- $_ := set $state "model" (toJson $model) }}{{- end }}
{{- $traits := $v.traits | default dict }}
{{- range $trait := .platform.traits }}
{{- $params := get $traits $trait.name | default dict }}
{{- if and $params.enabled $trait.patch }}
{{- /* Many components of a batch get the same patch: it is parsed once. The merge copies maps and never changes a list, so it can be shared. */ -}}
{{- $text := include (printf "slipway.trait.%s.patch" $trait.name) (dict "params" $params "service" $service "target" $target "live" $state.live) }}
{{- if not (hasKey $state.parsed $text) }}{{- $_ := set $state.parsed $text (fromYaml $text) }}{{- end }}
{{- $patch := get $state.parsed $text }}
{{- if hasKey $patch "Error" }}
{{- include "slipway.finding" (list $state "error" (printf "/traits/%s/patch.yaml" $trait.name) $patch.Error $patch.Error) }}
{{- else }}
{{- if $state.batch }}{{- $_ := set $state "patches" (append $state.patches (dict "trait" $trait.name "patch" (toJson $patch))) }}{{- end }}
{{- include "slipway.merge" (list $model $patch) }}
{{- end }}
{{- end }}
{{- end }}

{{- $context := dict "service" $service "target" $target "live" .live "model" $model }}
{{- if $workload.objects }}
{{- include "slipway.documents" (list $state (printf "/workloads/%s/objects.yaml" $v.workload) (include (printf "slipway.workload.%s.objects" $v.workload) $context)) }}
{{- end }}
{{- range $trait := .platform.traits }}
{{- $params := get $traits $trait.name | default dict }}
{{- if and $params.enabled $trait.objects }}
{{- $_ := set $context "params" $params }}
{{- include "slipway.documents" (list $state (printf "/traits/%s/objects.yaml" $trait.name) (include (printf "slipway.trait.%s.objects" $trait.name) $context)) }}
{{- end }}
{{- end }}
{{- range $key, $object := $v.objects }}
{{- include "slipway.object" (list $state (deepCopy $object)) }}
{{- end }}
{{- include "slipway.controller" (list $state $service $identity $model) }}
{{- include "slipway.patches" (list $state ($v.patches | default list)) }}
{{- end }}
{{- end }}

{{/* A finding: state, severity, pointer, English, Chinese. */}}
{{- define "slipway.finding" -}}
{{- $state := index . 0 }}
{{- $_ := set $state "findings" (append $state.findings (dict "severity" (index . 1) "pointer" (index . 2) "en" (index . 3) "zh" (index . 4))) }}
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
{{- include "slipway.object" (list $state $object) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* One more object: state, object. Ours are labelled, and stand in the component's namespace unless their kind has none. */}}
{{- define "slipway.object" -}}
{{- $state := index . 0 }}
{{- $object := index . 1 }}
{{- $metadata := $object.metadata | default dict }}
{{- $_ := set $object "metadata" $metadata }}
{{- $_ := set $metadata "labels" (merge ($metadata.labels | default dict) $state.labels) }}
{{- $clusterScoped := list "Namespace" "Node" "PersistentVolume" "StorageClass" "ClusterRole" "ClusterRoleBinding" "CustomResourceDefinition" "PriorityClass" "IngressClass" "GatewayClass" "RuntimeClass" "MutatingWebhookConfiguration" "ValidatingWebhookConfiguration" "ValidatingAdmissionPolicy" "ValidatingAdmissionPolicyBinding" "APIService" "CSIDriver" "VolumeSnapshotClass" "ClusterIssuer" }}
{{- if and (not (hasKey $metadata "namespace")) (not (has ($object.kind | default "") $clusterScoped)) }}
{{- $_ := set $metadata "namespace" $state.namespace }}
{{- end }}
{{- $_ := set $state "objects" (append $state.objects $object) }}
{{- end }}

{{/* The controller: state, service, identity, model. */}}
{{- define "slipway.controller" -}}
{{- $state := index . 0 }}
{{- $service := index . 1 }}
{{- $identity := index . 2 }}
{{- $model := index . 3 }}
{{- $controller := $model.controller | default dict }}
{{- $podLabels := merge (dict) $service.selector }}
{{- if ne ($identity.podLabels | default "standard") "none" }}
{{- $podLabels = merge $podLabels (dict "app.kubernetes.io/name" $service.name "app.kubernetes.io/instance" $service.installation) }}
{{- end }}
{{- $podMetadata := dict "labels" (merge $podLabels ($model.pod.labels | default dict)) }}
{{- with $model.pod.annotations }}{{- $_ := set $podMetadata "annotations" . }}{{- end }}
{{- $podSpec := omit $model.pod "labels" "annotations" }}
{{- range $field := list "containers" "initContainers" }}
{{- with get $podSpec $field }}
{{- $holder := dict }}
{{- include "slipway.list" (list $holder . "name") }}
{{- range $container := $holder.list }}
{{- $names := dict "env" "name" "ports" "name" "volumeMounts" "mountPath" "volumeDevices" "devicePath" }}
{{- range $inner, $key := $names }}
{{- if hasKey $container $inner }}
{{- with get $container $inner }}
{{- $innerHolder := dict }}
{{- include (ternary "slipway.env" "slipway.list" (eq $inner "env")) (list $innerHolder . $key) }}
{{- $_ := set $container $inner $innerHolder.list }}
{{- else }}
{{- $_ := unset $container $inner }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- $_ := set $podSpec $field $holder.list }}
{{- end }}
{{- end }}
{{- range $field := list "volumes" "imagePullSecrets" }}
{{- if hasKey $podSpec $field }}
{{- with get $podSpec $field }}
{{- $holder := dict }}
{{- include "slipway.list" (list $holder . "name") }}
{{- $_ := set $podSpec $field $holder.list }}
{{- else }}
{{- $_ := unset $podSpec $field }}
{{- end }}
{{- end }}
{{- end }}
{{- $metadata := dict "name" $service.objectName }}
{{- with $controller.labels }}{{- $_ := set $metadata "labels" . }}{{- end }}
{{- with $controller.annotations }}{{- $_ := set $metadata "annotations" . }}{{- end }}
{{- $spec := $controller.spec | default dict }}
{{- $_ := set $spec "selector" (dict "matchLabels" $service.selector) }}
{{- $_ := set $spec "template" (dict "metadata" $podMetadata "spec" $podSpec) }}
{{- include "slipway.object" (list $state (dict "apiVersion" $service.controller.apiVersion "kind" $service.controller.kind "metadata" $metadata "spec" $spec)) }}
{{- end }}

{{/* RFC 7386 merge that walks only the patch: target (changed in place), patch. Both were parsed for this one use, so nothing is copied. */}}
{{- define "slipway.merge" -}}
{{- $target := index . 0 }}
{{- range $key, $value := index . 1 }}
{{- if kindIs "invalid" $value }}{{- $_ := unset $target $key }}
{{- else if kindIs "map" $value }}
{{- if not (kindIs "map" (get $target $key)) }}{{- $_ := set $target $key dict }}{{- end }}
{{- include "slipway.merge" (list (get $target $key) $value) }}
{{- else }}{{- $_ := set $target $key $value }}{{- end }}
{{- end }}
{{- end }}

{{/* A keyed map to a list, by `order` (default 100), then by key: holder (gets `list`), map (its entries are changed in place), the field that the key becomes. */}}
{{- define "slipway.list" -}}
{{- $map := index . 1 }}
{{- $field := index . 2 }}
{{- $list := list }}
{{- $keys := list }}
{{- $ordered := false }}
{{- range $key, $entry := $map }}
{{- if hasKey $entry "order" }}
{{- $ordered = true }}
{{- $keys = append $keys (printf "%09d/%s" (int64 $entry.order) $key) }}
{{- else }}
{{- $keys = append $keys (printf "000000100/%s" $key) }}
{{- end }}
{{- $_ := set $entry $field $key }}
{{- $list = append $list $entry }}
{{- end }}
{{- if $ordered }}
{{- $list = list }}
{{- range $sorted := sortAlpha $keys }}
{{- $entry := get $map (substr 10 -1 $sorted) }}
{{- $_ := unset $entry "order" }}
{{- $list = append $list $entry }}
{{- end }}
{{- end }}
{{- $_ := set (index . 0) "list" $list }}
{{- end }}

{{/* Environment variables: as any list, but one that names others as $(NAME) follows them (Kubernetes expands only what stands before). */}}
{{- define "slipway.env" -}}
{{- $map := index . 1 }}
{{- $referring := dict }}
{{- range $key, $entry := $map }}
{{- if contains "$(" (toString $entry.value) }}{{- $_ := set $referring $key (regexFindAll "\\$\\([-._a-zA-Z][-._a-zA-Z0-9]*\\)" $entry.value -1) }}{{- end }}
{{- end }}
{{- if $referring }}
{{- $levels := dict }}
{{- range $round := until (len $referring) }}
{{- range $key, $references := $referring }}
{{- $level := 0 }}
{{- range $reference := $references }}
{{- $other := $reference | trimPrefix "$(" | trimSuffix ")" }}
{{- if and (hasKey $map $other) (ne $other $key) }}{{- $level = max $level (add1 (get $levels $other | default 0)) }}{{- end }}
{{- end }}
{{- $_ := set $levels $key $level }}
{{- end }}
{{- end }}
{{- $leveled := dict }}
{{- range $key, $entry := $map }}
{{- $own := ternary (get $entry "order") 100 (hasKey $entry "order") | int64 }}
{{- $_ := set $leveled $key (merge (dict "order" (add $own (mul 1000000 (get $levels $key | default 0)))) (omit $entry "order")) }}
{{- end }}
{{- include "slipway.list" (list (index . 0) $leveled "name") }}
{{- else }}
{{- include "slipway.list" . }}
{{- end }}
{{- end }}

{{/* The last word on finished objects: state, patches ({kind, name, merge}). One that meets no object is a finding. */}}
{{- define "slipway.patches" -}}
{{- $state := index . 0 }}
{{- range $number, $patch := index . 1 }}
{{- $met := false }}
{{- range $object := $state.objects }}
{{- if and (eq $patch.kind $object.kind) (eq ($patch.name | default $object.metadata.name) $object.metadata.name) }}
{{- $met = true }}
{{- include "slipway.merge" (list $object (deepCopy ($patch.merge | default dict))) }}
{{- end }}
{{- end }}
{{- if not $met }}
{{- $who := printf "%s %s" $patch.kind ($patch.name | default "*") }}
{{- include "slipway.finding" (list $state "error" (printf "/patches/%d" $number) (printf "this patch meets no object: there is no %s" $who) (printf "该补丁没有匹配任何对象：不存在 %s" $who)) }}
{{- end }}
{{- end }}
{{- end }}

{{/* An image's full name: image, registry (the site's; completes an image that names none). */}}
{{- define "slipway.image" -}}
{{- $registry := ternary .image.registry (.registry | default "") (hasKey .image "registry") }}
{{- if $registry }}{{ $registry }}/{{ end }}{{ .image.repository }}{{ with .image.tag }}:{{ . }}{{ end }}{{ with .image.digest }}@{{ . }}{{ end }}
{{- end }}
