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
