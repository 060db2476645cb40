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

{{/*
JSON Patch (RFC 6902) over the model: state, model, operations, trait. The model has names where Kubernetes has lists, so no path needs an index, and one
that has an index is refused: it would mean another entry as soon as a trait adds one.
*/}}
{{- define "slipway.operations" -}}
{{- $state := index . 0 }}
{{- $model := index . 1 }}
{{- $trait := index . 3 }}
{{- range $number, $operation := index . 2 }}
{{- $fault := dict }}
{{- $places := dict }}
{{- range $which := list "path" "from" }}
{{- if hasKey $operation $which }}
{{- $names := splitList "/" (get $operation $which | trimPrefix "/") }}
{{- $parent := $model }}
{{- range $name := initial $names }}
{{- if not $fault.en }}
{{- $parent = get $parent ($name | replace "~1" "/" | replace "~0" "~") }}
{{- if kindIs "slice" $parent }}
{{- $_ := set $fault "en" (printf "%s leads through a list; items of lists cannot be named" (get $operation $which)) }}
{{- $_ := set $fault "zh" (printf "%s 经过列表；不能指定列表中的某一项" (get $operation $which)) }}
{{- else if not (kindIs "map" $parent) }}
{{- $_ := set $fault "en" (printf "the model has nothing at %s" (get $operation $which)) }}
{{- $_ := set $fault "zh" (printf "模型中不存在 %s" (get $operation $which)) }}
{{- end }}
{{- end }}
{{- end }}
{{- if not $fault.en }}
{{- $_ := set $places $which (dict "parent" $parent "name" (last $names | replace "~1" "/" | replace "~0" "~")) }}
{{- end }}
{{- end }}
{{- end }}
{{- if not $fault.en }}
{{- $at := $places.path }}
{{- $op := $operation.op }}
{{- $source := ternary $places.from $at (has $op (list "move" "copy")) }}
{{- if and (ne $op "add") (not (hasKey $source.parent $source.name)) }}
{{- $_ := set $fault "en" (printf "the model has nothing at %s" (ternary $operation.from $operation.path (has $op (list "move" "copy")))) }}
{{- $_ := set $fault "zh" (printf "模型中不存在 %s" (ternary $operation.from $operation.path (has $op (list "move" "copy")))) }}
{{- else if eq $op "remove" }}
{{- $_ := unset $at.parent $at.name }}
{{- else if eq $op "test" }}
{{- if ne (toJson $operation.value) (get $at.parent $at.name | toJson) }}
{{- $_ := set $fault "en" (printf "%s is %s, not %s" $operation.path (get $at.parent $at.name | toJson) (toJson $operation.value)) }}
{{- $_ := set $fault "zh" (printf "%s 是 %s，而不是 %s" $operation.path (get $at.parent $at.name | toJson) (toJson $operation.value)) }}
{{- end }}
{{- else if has $op (list "move" "copy") }}
{{- $value := deepCopy (dict "value" (get $source.parent $source.name)) }}
{{- if eq $op "move" }}{{- $_ := unset $source.parent $source.name }}{{- end }}
{{- $_ := set $at.parent $at.name $value.value }}
{{- else }}
{{- $value := deepCopy (dict "value" $operation.value) }}
{{- $_ := set $at.parent $at.name $value.value }}
{{- end }}
{{- end }}
{{- if $fault.en }}
{{- include "slipway.finding" (list $state "error" (printf "/traits/%s/operations/%d" $trait $number) $fault.en $fault.zh) }}
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

{{/* The last word on finished objects: state, service, the entry's patches by name. By their order, then by name. */}}
{{- define "slipway.patches" -}}
{{- $state := index . 0 }}
{{- $service := index . 1 }}
{{- $patches := index . 2 }}
{{- $keys := list }}
{{- range $key, $patch := $patches }}
{{- if $patch }}{{- $keys = append $keys (printf "%09d/%s" (ternary (get $patch "order") 100 (hasKey $patch "order") | int64) $key) }}{{- end }}
{{- end }}
{{- range $sorted := sortAlpha $keys }}
{{- $key := substr 10 -1 $sorted }}
{{- include "slipway.patch" (list $state $service $key (get $patches $key)) }}
{{- end }}
{{- range $number, $object := $state.objects }}
{{- $origin := index $state.origins $number }}
{{- if and (eq $origin.from "/controller") (eq $object.kind "Job") $origin.patches }}
{{- $_ := set $object.metadata "name" (printf "%s-%s" $service.objectName (toJson $object.spec | sha256sum | trunc 8)) }}
{{- end }}
{{- end }}
{{- end }}

{{/* One patch on whatever it means: state, service, its name, the patch. */}}
{{- define "slipway.patch" -}}
{{- $state := index . 0 }}
{{- $service := index . 1 }}
{{- $key := index . 2 }}
{{- $patch := index . 3 }}
{{- $pointer := printf "/patches/%s" ($key | replace "~" "~0" | replace "/" "~1") }}
{{- $seen := dict "met" false "changed" false "others" list "removed" dict }}
{{- range $number, $object := $state.objects }}
{{- if and (eq $patch.kind ($object.kind | default "")) (or (not $patch.apiVersion) (eq ($patch.apiVersion | default "") ($object.apiVersion | default ""))) }}
{{- $origin := index $state.origins $number }}
{{- $own := ternary $service.serviceName $service.objectName (eq $object.kind "Service") }}
{{- $name := $patch.name | default $own }}
{{- if or (eq $name "*") (eq $name $object.metadata.name) (and (eq $name $own) (eq $origin.from "/controller")) }}
{{- $_ := set $seen "met" true }}
{{- include "slipway.patched" (list $state $service $pointer $patch $object $origin $seen $key) }}
{{- else }}
{{- $_ := set $seen "others" (append $seen.others $object.metadata.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- if not $seen.met }}
{{- $who := printf "%s%s %s" (ternary (printf "%s " $patch.apiVersion) "" (hasKey $patch "apiVersion")) $patch.kind ($patch.name | default (ternary $service.serviceName $service.objectName (eq $patch.kind "Service"))) }}
{{- $others := join ", " $seen.others }}
{{- include "slipway.finding" (list $state "error" $pointer
  (printf "this patch meets no object: there is no %s%s" $who (ternary (printf ", only %s" $others) "" (ne $others "")))
  (printf "该补丁没有匹配任何对象：不存在 %s%s" $who (ternary (printf "，只有 %s" $others) "" (ne $others ""))) "nothing") }}
{{- else }}
{{- range $number, $path := $patch.remove }}
{{- $result := get $seen.removed $path }}
{{- if ne $result "found" }}
{{- /* That something is not there says enough. */ -}}
{{- $_ := set $seen "changed" true }}
{{- include "slipway.finding" (list $state "error" (printf "%s/remove/%d" $pointer $number)
  (printf (ternary "%s leads through a list; items of lists cannot be named" "there is nothing to remove at %s" (eq $result "list")) $path)
  (printf (ternary "%s 经过列表；不能指定列表中的某一项" "%s 处没有可移除的内容" (eq $result "list")) $path) "nothing") }}
{{- end }}
{{- end }}
{{- if not $seen.changed }}
{{- include "slipway.finding" (list $state "warning" $pointer "what it says stands there already" "它所写的内容已经存在" "idle") }}
{{- end }}
{{- end }}
{{- end }}

{{/* A patch on one object: state, service, the patch's pointer, the patch, the object (changed in place), its origin, what was seen so far, the patch's name. */}}
{{- define "slipway.patched" -}}
{{- $state := index . 0 }}
{{- $service := index . 1 }}
{{- $pointer := index . 2 }}
{{- $patch := index . 3 }}
{{- $object := index . 4 }}
{{- $origin := index . 5 }}
{{- $seen := index . 6 }}
{{- $who := printf "%s %s" $object.kind $object.metadata.name }}
{{- $before := toJson $object }}
{{- $kept := pick $object "data" "binaryData" "stringData" "immutable" | toJson }}
{{- $fixed := eq (toString $object.immutable) "true" }}
{{- $at := dict }}
{{- include "slipway.at" (list $at $object (list "spec" "selector")) }}
{{- $selector := toJson $at.value }}
{{- range $path := $patch.remove }}
{{- include "slipway.remove" (list $object $path $seen.removed) }}
{{- end }}
{{- include "slipway.merge" (list $object (deepCopy ($patch.merge | default dict))) }}
{{- if ne (toJson $object) $before }}
{{- $_ := set $seen "changed" true }}
{{- $_ := set $origin "patches" (append ($origin.patches | default list) (index . 7)) }}
{{- if and $fixed (ne $kept (pick $object "data" "binaryData" "stringData" "immutable" | toJson)) }}
{{- include "slipway.finding" (list $state "error" $pointer (printf "%s is immutable: Kubernetes takes no other content under this name" $who) (printf "%s 是不可变对象：Kubernetes 不接受同名的其他内容" $who) "fixed") }}
{{- end }}
{{- end }}
{{- if eq $origin.from "/controller" }}
{{- include "slipway.at" (list $at $object (list "spec" "selector")) }}
{{- if ne $selector (toJson $at.value) }}
{{- include "slipway.finding" (list $state "error" $pointer (printf "the selector of %s is for ever: it finds the pods that run" $who) (printf "%s 的选择器不能更改：它用于找到正在运行的 Pod" $who) "fixed") }}
{{- end }}
{{- $template := ternary (list "spec" "jobTemplate" "spec" "template" "metadata" "labels") (list "spec" "template" "metadata" "labels") (eq $object.kind "CronJob") }}
{{- include "slipway.at" (list $at $object $template) }}
{{- $labels := ternary $at.value dict (kindIs "map" $at.value) }}
{{- range $label, $value := $service.selector }}
{{- if ne (toString (get $labels $label)) $value }}
{{- include "slipway.finding" (list $state "error" $pointer (printf "the label %s finds the pods of %s and cannot change" $label $who) (printf "标签 %s 用于找到 %s 的 Pod，不能更改" $label $who) "fixed") }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* What stands at a path of names: holder (gets `value`, the empty text where nothing stands there), map, names. */}}
{{- define "slipway.at" -}}
{{- $value := index . 1 }}
{{- range $name := index . 2 }}
{{- if kindIs "map" $value }}{{- $value = get $value $name }}{{- else }}{{- $value = "" }}{{- end }}
{{- end }}
{{- $_ := set (index . 0) "value" $value }}
{{- end }}

{{/* Takes out what a JSON Pointer names: map (changed in place), pointer, results by pointer (`found` or `list`). */}}
{{- define "slipway.remove" -}}
{{- $at := index . 0 }}
{{- $path := index . 1 }}
{{- $results := index . 2 }}
{{- $names := splitList "/" ($path | trimPrefix "/") }}
{{- range $number, $name := $names }}
{{- $name = $name | replace "~1" "/" | replace "~0" "~" }}
{{- if kindIs "map" $at }}
{{- if lt (add1 $number) (len $names | int64) }}
{{- $at = get $at $name }}
{{- else if hasKey $at $name }}
{{- $_ := unset $at $name }}
{{- $_ := set $results $path "found" }}
{{- end }}
{{- else if and (kindIs "slice" $at) (not (hasKey $results $path)) }}
{{- $_ := set $results $path "list" }}
{{- end }}
{{- end }}
{{- end }}

{{/* An image's full name: image, registry (the site's; completes an image that names none). */}}
{{- define "slipway.image" -}}
{{- $registry := ternary .image.registry (.registry | default "") (hasKey .image "registry") }}
{{- if $registry }}{{ $registry }}/{{ end }}{{ .image.repository }}{{ with .image.tag }}:{{ . }}{{ end }}{{ with .image.digest }}@{{ . }}{{ end }}
{{- end }}
