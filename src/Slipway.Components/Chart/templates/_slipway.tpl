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
{{- $seen := dict "service" $service "target" $target "live" .live }}
{{- range $name := .platform.patching }}
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
{{- include "slipway.merge" (list $model $patch) }}
{{- end }}
{{- end }}
{{- end }}

{{- $context := dict "service" $service "target" $target "live" .live "model" $model }}
{{- if $workload.objects }}
{{- include "slipway.documents" (list $state (printf "/workloads/%s/objects.yaml" $v.workload) (include (printf "slipway.workload.%s.objects" $v.workload) $context)) }}
{{- end }}
{{- range $name := .platform.making }}
{{- $params := get $traits $name }}
{{- if and $params $params.enabled }}
{{- $_ := set $context "params" $params }}
{{- include "slipway.documents" (list $state (printf "/traits/%s/objects.yaml" $name) (include (printf "slipway.trait.%s.objects" $name) $context)) }}
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
{{- if and (not (hasKey $metadata "namespace")) (not (hasKey $state.platform.clusterScoped ($object.kind | default ""))) }}
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

{{/*
RFC 7386 merge that walks only the patch: target (changed in place), patch. Both were parsed for this one use, so nothing is copied.
An include costs as much as ten other calls and this is the busiest template of all: four levels stand inline, as deep as most patches go.
*/}}
{{- define "slipway.merge" -}}
{{- $target := index . 0 }}
{{- range $key1, $value1 := index . 1 }}
{{- if kindIs "map" $value1 }}
{{- $inner1 := get $target $key1 }}
{{- if not (kindIs "map" $inner1) }}
{{- $inner1 = dict }}
{{- $_ := set $target $key1 $inner1 }}
{{- end }}
{{- range $key2, $value2 := $value1 }}
{{- if kindIs "map" $value2 }}
{{- $inner2 := get $inner1 $key2 }}
{{- if not (kindIs "map" $inner2) }}
{{- $inner2 = dict }}
{{- $_ := set $inner1 $key2 $inner2 }}
{{- end }}
{{- range $key3, $value3 := $value2 }}
{{- if kindIs "map" $value3 }}
{{- $inner3 := get $inner2 $key3 }}
{{- if not (kindIs "map" $inner3) }}
{{- $inner3 = dict }}
{{- $_ := set $inner2 $key3 $inner3 }}
{{- end }}
{{- range $key4, $value4 := $value3 }}
{{- if kindIs "map" $value4 }}
{{- $inner4 := get $inner3 $key4 }}
{{- if not (kindIs "map" $inner4) }}
{{- $inner4 = dict }}
{{- $_ := set $inner3 $key4 $inner4 }}
{{- end }}
{{- include "slipway.merge" (list $inner4 $value4) }}
{{- else if kindIs "invalid" $value4 }}{{- $_ := unset $inner3 $key4 }}
{{- else }}{{- $_ := set $inner3 $key4 $value4 }}
{{- end }}
{{- end }}
{{- else if kindIs "invalid" $value3 }}{{- $_ := unset $inner2 $key3 }}
{{- else }}{{- $_ := set $inner2 $key3 $value3 }}
{{- end }}
{{- end }}
{{- else if kindIs "invalid" $value2 }}{{- $_ := unset $inner1 $key2 }}
{{- else }}{{- $_ := set $inner1 $key2 $value2 }}
{{- end }}
{{- end }}
{{- else if kindIs "invalid" $value1 }}{{- $_ := unset $target $key1 }}
{{- else }}{{- $_ := set $target $key1 $value1 }}
{{- end }}
{{- end }}
{{- end }}

{{/* A keyed map to a list, by `order` (default 100), then by key: holder (gets `list`), map (its entries are changed in place), the field that the key becomes. */}}
{{- define "slipway.list" -}}
{{- $map := index . 1 }}
{{- $field := index . 2 }}
{{- $list := list }}
{{- $ordered := false }}
{{- range $entry := $map }}
{{- if hasKey $entry "order" }}{{- $ordered = true }}{{- break }}{{- end }}
{{- end }}
{{- if $ordered }}
{{- $keys := list }}
{{- range $key, $entry := $map }}
{{- $keys = append $keys (printf "%09d/%s" (ternary (get $entry "order") 100 (hasKey $entry "order") | int64) $key) }}
{{- end }}
{{- range $sorted := sortAlpha $keys }}
{{- $key := substr 10 -1 $sorted }}
{{- $entry := get $map $key }}
{{- $_ := set $entry $field $key }}
{{- $_ := unset $entry "order" }}
{{- $list = append $list $entry }}
{{- end }}
{{- else }}
{{- range $key, $entry := $map }}
{{- $_ := set $entry $field $key }}
{{- $list = append $list $entry }}
{{- end }}
{{- end }}
{{- $_ := set (index . 0) "list" $list }}
{{- end }}

{{/* Environment variables: as any list, but one that names others as $(NAME) follows them (Kubernetes expands only what stands before). */}}
{{- define "slipway.env" -}}
{{- $map := index . 1 }}
{{- $referring := dict }}
{{- if contains "$(" (toJson $map) }}
{{- range $key, $entry := $map }}
{{- if contains "$(" (toString $entry.value) }}{{- $_ := set $referring $key (regexFindAll "\\$\\([-._a-zA-Z][-._a-zA-Z0-9]*\\)" $entry.value -1) }}{{- end }}
{{- end }}
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
