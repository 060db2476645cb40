{{/*
The pod of a definition, as part of a model: what every workload starts from. Sees service and target.
*/}}
{{- define "slipway.pod" -}}
{{- $service := .service }}
{{- $ends := has $service.controller.kind (list "Job" "CronJob") }}
{{- $shutdown := $service.shutdown }}
{{- with $shutdown.grace }}
terminationGracePeriodSeconds: {{ int64 . }}
{{- end }}
containers:
  {{- range $name, $container := $service.containers }}
  {{ $name | quote }}:
    order: {{ $container.order | default 0 | int64 }}
    image: {{ include "slipway.image" (dict "image" $container.image "registry" $.target.registry) | quote }}
    {{- with $container.image.pullPolicy }}
    imagePullPolicy: {{ . }}
    {{- end }}
    {{- with $container.command }}
    command: {{ toJson . }}
    {{- end }}
    {{- with $container.args }}
    args:
      {{- range $word := . }}
      - {{ ternary $word (toJson $word) (kindIs "string" $word) | toJson }}
      {{- end }}
    {{- end }}
    {{- if or $container.env $service.config.env }}
    env:
      {{- range $key, $value := $container.env }}
      {{ $key | quote }}: {value: {{ if kindIs "string" $value }}{{ toJson $value }}{{ else }}{{ toJson $value | toJson }}{{ end }}}
      {{- end }}
      {{- range $key, $source := $service.config.env }}
      {{ $key | quote }}: {{ toJson $source }}
      {{- end }}
    {{- end }}
    {{- with $container.ports }}
    ports:
      {{- range $port, $p := . }}
      {{ $port | quote }}: {containerPort: {{ $p.port | int64 }}, protocol: {{ $p.protocol | default "TCP" }}}
      {{- end }}
    {{- end }}
    {{- with $container.health }}
    {{- with .startupProbe }}
    startupProbe: {{ toJson . }}
    {{- end }}
    {{- with .livenessProbe }}
    livenessProbe: {{ toJson . }}
    {{- end }}
    {{- with .readinessProbe }}
    readinessProbe: {{ toJson . }}
    {{- end }}
    {{- end }}
    {{- if and $shutdown.preStop (eq $name $service.main) }}
    lifecycle: {preStop: {{ toJson $shutdown.preStop }}}
    {{- else if and $service.drain $container.ports (not $ends) (semverCompare ">=1.30-0" $.target.kubeVersion) }}
    {{- /* Nobody sends here any more before the program is told to end: until then endpoints and proxies still learn of it. */ -}}
    {{- $grace := ternary $shutdown.grace 30 (hasKey $shutdown "grace") | int64 }}
    {{- with min 5 (div $grace 3) }}
    lifecycle: {preStop: {sleep: {seconds: {{ . }}}}}
    {{- end }}
    {{- end }}
    {{- if or $service.config.mounts $service.storage }}
    volumeMounts:
      {{- range $path, $mount := $service.config.mounts }}
      {{ $path | quote }}: {{ toJson $mount }}
      {{- end }}
      {{- range $storage, $kept := $service.storage }}
      {{ $kept.path | quote }}: {name: {{ $storage | quote }}{{ if $kept.readOnly }}, readOnly: true{{ end }}}
      {{- end }}
    {{- end }}
  {{- end }}
{{- $volumes := merge dict $service.config.volumes }}
{{- range $storage, $kept := $service.storage }}
{{- if $kept.temporary }}
{{- $empty := dict }}
{{- if eq ($kept.medium | default "disk") "memory" }}{{- $_ := set $empty "medium" "Memory" }}{{- end }}
{{- with $kept.size }}{{- $_ := set $empty "sizeLimit" . }}{{- end }}
{{- $_ := set $volumes $storage (dict "emptyDir" $empty) }}
{{- else if hasKey $service.claims $storage }}
{{- $_ := set $volumes $storage (dict "persistentVolumeClaim" (dict "claimName" (get $service.claims $storage))) }}
{{- else if ne $service.controller.kind "StatefulSet" }}
{{- $_ := set $volumes $storage (dict "persistentVolumeClaim" (dict "claimName" (printf "%s-%s" $service.objectName $storage))) }}
{{- end }}
{{- end }}
{{- if $volumes }}
volumes:
  {{- range $name, $volume := $volumes }}
  {{ $name | quote }}: {{ toJson $volume }}
  {{- end }}
{{- end }}
{{- end }}

{{/* What a storage asks of its claim: one entry of the values' storage. */}}
{{- define "slipway.claim" -}}
{"accessModes": [{{ .access | default "ReadWriteOnce" | quote }}], "resources": {"requests": {"storage": {{ .size | quote }}}}}
{{- end }}

{{/* The claims of a StatefulSet's pods, for its model's controller. Nothing that changes stands in them: they can never be changed. */}}
{{- define "slipway.claimTemplates" -}}
{{- $claims := list }}
{{- range $name, $kept := .service.storage }}
{{- if not (or $kept.temporary (hasKey $.service.claims $name)) }}
{{- $claims = append $claims (dict "metadata" (dict "name" $name) "spec" (include "slipway.claim" $kept | fromJson)) }}
{{- end }}
{{- end }}
{{- with $claims }}
volumeClaimTemplates: {{ toJson . }}
{{- end }}
{{- end }}

{{/* Claims that all pods share: state, service. Neither an uninstallation nor a switch takes data away. */}}
{{- define "slipway.claims" -}}
{{- $state := index . 0 }}
{{- $service := index . 1 }}
{{- if and $service.controller (ne ($service.controller | default dict).kind "StatefulSet") }}
{{- range $name, $kept := $service.storage }}
{{- if not (or $kept.temporary (hasKey $service.claims $name)) }}
{{- include "slipway.object" (list $state (dict "apiVersion" "v1" "kind" "PersistentVolumeClaim"
  "metadata" (dict "name" (printf "%s-%s" $service.objectName $name) "annotations" (dict "helm.sh/resource-policy" "keep"))
  "spec" (include "slipway.claim" $kept | fromJson)) (printf "/storage/%s" $name)) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Configuration: state, service, config. Files whose change restarts stand in an immutable ConfigMap named by its content, which stays when the
release moves on: pods of an earlier revision go on finding theirs. Hot files stand in one of a stable name. A directory is mounted whole,
never a file alone (a mounted file does not follow its ConfigMap).
*/}}
{{- define "slipway.config" -}}
{{- $state := index . 0 }}
{{- $service := index . 1 }}
{{- $config := index . 2 }}
{{- $env := dict }}
{{- range $name, $value := $config.env }}
{{- $_ := set $env $name (dict "value" (ternary $value (toJson $value) (kindIs "string" $value))) }}
{{- end }}
{{- range $name, $secret := $config.secretEnv }}
{{- $_ := set $env $name (dict "valueFrom" (dict "secretKeyRef" (dict "name" $secret.secret "key" $secret.key))) }}
{{- end }}
{{- $restart := dict }}
{{- $hot := dict }}
{{- range $path, $file := $config.files }}
{{- $_ := set (ternary $hot $restart ($file.hot | default false)) $file.key $file.content }}
{{- end }}
{{- $kept := printf "%s-config-%s" $service.objectName (toJson $restart | sha256sum | trunc 10) }}
{{- $stable := printf "%s-hot" $service.objectName }}
{{- if $restart }}
{{- include "slipway.object" (list $state (dict "apiVersion" "v1" "kind" "ConfigMap" "metadata" (dict "name" $kept "annotations" (dict "helm.sh/resource-policy" "keep")
  "labels" (dict "slipway/config" "restart")) "immutable" true "data" $restart) "/config") }}
{{- end }}
{{- if $hot }}
{{- include "slipway.object" (list $state (dict "apiVersion" "v1" "kind" "ConfigMap" "metadata" (dict "name" $stable "labels" (dict "slipway/config" "hot")) "data" $hot) "/config") }}
{{- end }}
{{- $directories := dict }}
{{- range $path, $file := $config.files }}
{{- $sources := get $directories (dir $path) | default dict }}
{{- $source := ternary $stable $kept ($file.hot | default false) | printf "configMap/%s" }}
{{- $_ := set $sources $source (append (get $sources $source | default list) (dict "key" $file.key "path" (base $path))) }}
{{- $_ := set $directories (dir $path) $sources }}
{{- end }}
{{- range $path, $secret := $config.secretFiles }}
{{- $sources := get $directories (dir $path) | default dict }}
{{- $source := printf "secret/%s" $secret.secret }}
{{- $_ := set $sources $source (append (get $sources $source | default list) (dict "key" $secret.key "path" (base $path))) }}
{{- $_ := set $directories (dir $path) $sources }}
{{- end }}
{{- $volumes := dict }}
{{- $mounts := dict }}
{{- range $directory, $sources := $directories }}
{{- $name := printf "config-%s" ($directory | sha256sum | trunc 8) }}
{{- $all := list }}
{{- range $source, $items := $sources }}
{{- $all = append $all (dict (ternary "configMap" "secret" (hasPrefix "configMap/" $source)) (dict "name" (regexReplaceAll "^[a-zA-Z]*/" $source "") "items" $items)) }}
{{- end }}
{{- $only := first $all }}
{{- if gt (len $all) 1 }}
{{- $_ := set $volumes $name (dict "projected" (dict "sources" $all)) }}
{{- else if $only.configMap }}
{{- $_ := set $volumes $name $only }}
{{- else }}
{{- $_ := set $volumes $name (dict "secret" (dict "secretName" $only.secret.name "items" $only.secret.items)) }}
{{- end }}
{{- $_ := set $mounts $directory (dict "name" $name "readOnly" true) }}
{{- end }}
{{- $_ := set $service "config" (dict "env" $env "volumes" $volumes "mounts" $mounts) }}
{{- end }}
