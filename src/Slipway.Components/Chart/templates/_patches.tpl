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
