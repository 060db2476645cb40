# What a case's before.sh, effect.sh and after.sh may call. POSIX sh; NAMESPACE and NAME (the component) stand in the environment.

k() { # kubectl in the case's namespace
  kubectl -n "$NAMESPACE" "$@"
}

pod() { # the name of one pod of the component that is ready and not on its way out; fails while there is none
  _pod=$(k get pods -l "app.kubernetes.io/name=$NAME" -o go-template='{{range .items}}{{$pod := .metadata.name}}{{if not .metadata.deletionTimestamp}}{{range .status.conditions}}{{if and (eq .type "Ready") (eq .status "True")}}{{$pod}}{{"\n"}}{{end}}{{end}}{{end}}{{end}}' | head -n 1)
  if [ -z "$_pod" ]; then echo "no ready pod of $NAME yet" >&2; return 1; fi
  echo "$_pod"
}

in_pod() { # CMD ARGS...: run in that pod's main container, or in $CONTAINER
  _in=$(pod) || return 1
  k exec "$_in" -c "${CONTAINER:-$NAME}" -- "$@"
}

fetch() { # PATH [SERVICE[:PORT]]: GET through the API server's proxy of Services; by default the component's own, at its first port
  _service=${2:-$NAME}
  # The proxy takes a missing port for one without a name.
  case $_service in *:*) ;; *) _service=$_service:$(k get service "$_service" -o "jsonpath={.spec.ports[0].name}") || return 1 ;; esac
  k get --raw "/api/v1/namespaces/$NAMESPACE/services/$_service/proxy/${1#/}"
}
