{{- /* The labels by which everything of an installation is found. */ -}}
{{- define "task.labels" -}}
app.kubernetes.io/name: {{ .Release.Name }}
app.kubernetes.io/instance: {{ .Values.installation }}
slipway/task: {{ .Release.Name }}
{{- end -}}

{{- /* What it was made from: the same again is asked for once more. */ -}}
{{- define "task.made" -}}
{{- .Values | toJson | sha256sum | trunc 10 -}}
{{- end -}}

{{- /* How often the release was made from this, as the Secret of the last time says. */ -}}
{{- define "task.attempt" -}}
{{- $attempt := 1 -}}
{{- with lookup "v1" "Secret" .Release.Namespace (printf "%s-task" .Release.Name) -}}
{{- $notes := .metadata.annotations | default dict -}}
{{- if eq (index $notes "slipway/made" | default "") (include "task.made" $) }}{{ $attempt = add1 (index $notes "slipway/attempt" | default "1" | int) }}{{ end -}}
{{- end -}}
{{- $attempt -}}
{{- end -}}

{{- /* What the task is told; the version before is what the Secret of the last run says. */ -}}
{{- define "task.input" -}}
{{- $before := "" -}}
{{- with lookup "v1" "Secret" .root.Release.Namespace (printf "%s-task" .root.Release.Name) -}}
{{- $before = index (.metadata.annotations | default dict) "slipway/version" | default "" -}}
{{- end -}}
{{- $version := .root.Values.version -}}
{{- if eq .action "install" }}{{ $before = "" }}{{ end -}}
{{- if eq .action "remove" }}{{ $before = $version }}{{ $version = "" }}{{ end -}}
{{- if eq .action "status" }}{{ $before = $version }}{{ end -}}
{{- $attempt := 1 -}}
{{- if has .action (list "install" "upgrade") }}{{ $attempt = include "task.attempt" .root | int }}{{ end -}}
{{- dict "action" .action "attempt" $attempt "component" .root.Release.Name "installation" .root.Values.installation "namespace" .root.Release.Namespace "version" $version "versionBefore" $before "config" .root.Values.settings | toJson -}}
{{- end -}}

{{- /* A Job cannot be changed, so whether it installs or upgrades stands in the Secret. prefix: of the keys that are meant. */ -}}
{{- define "task.pod" -}}
metadata:
  labels:
    {{- include "task.labels" .root | nindent 4 }}
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  containers:
    - name: task
      image: {{ .root.Values.image | quote }}
      {{- with .root.Values.command }}
      command: {{ toJson . }}
      {{- end }}
      {{- with .root.Values.args }}
      args: {{ toJson . }}
      {{- end }}
      env:
        - name: SLIPWAY_TASK_ACTION
          valueFrom: {secretKeyRef: {name: {{ .root.Release.Name }}-task, key: {{ .prefix }}action}}
        - {name: SLIPWAY_TASK_INPUT, value: /slipway/task/input.json}
        {{- range $name, $value := .root.Values.env }}
        - {name: {{ $name }}, value: {{ $value | quote }}}
        {{- end }}
      terminationMessagePolicy: FallbackToLogsOnError
      volumeMounts:
        - {name: input, mountPath: /slipway/task, readOnly: true}
  volumes:
    - name: input
      secret:
        secretName: {{ .root.Release.Name }}-task
        items:
          - {key: {{ .prefix }}input.json, path: input.json}
{{- end -}}
