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
{{- $spec := $controller.spec | default dict }}
{{- $template := dict "metadata" $podMetadata "spec" $podSpec }}
{{- $name := $service.objectName }}
{{- if eq $service.controller.kind "Job" }}
{{- $_ := set $spec "template" $template }}
{{- /* A Job never changes: another one has another name, and the release takes the old one away. */ -}}
{{- $name = printf "%s-%s" $name (toJson $spec | sha256sum | trunc 8) }}
{{- else if eq $service.controller.kind "CronJob" }}
{{- $_ := set $spec "jobTemplate" (dict "spec" (merge (dict "template" $template) ($controller.job | default dict))) }}
{{- else }}
{{- $_ := set $spec "selector" (dict "matchLabels" $service.selector) }}
{{- $_ := set $spec "template" $template }}
{{- end }}
{{- $metadata := dict "name" $name }}
{{- with $controller.labels }}{{- $_ := set $metadata "labels" . }}{{- end }}
{{- with $controller.annotations }}{{- $_ := set $metadata "annotations" . }}{{- end }}
{{- include "slipway.object" (list $state (dict "apiVersion" $service.controller.apiVersion "kind" $service.controller.kind "metadata" $metadata "spec" $spec) "/controller") }}
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
