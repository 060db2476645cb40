# While one of the two is not ready, the API refuses to evict the other, and lets the broken one go. A dry run asks just as well.
evict() {
  printf '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"%s"},"deleteOptions":{"dryRun":["All"]}}' "$1" > eviction.json
  k create --raw "/api/v1/namespaces/$NAMESPACE/pods/$1/eviction" -f eviction.json
}
set -- $(k get pods -l "app.kubernetes.io/name=$NAME" --sort-by=.metadata.name -o 'jsonpath={.items[*].metadata.name}')
[ $# = 2 ]
k exec "$1" -- busybox rm -f /tmp/ready
[ "$(k get pod "$1" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = False ]
[ "$(k get pod "$2" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ]
if evict "$2" > answer 2>&1; then exit 1; fi
grep -q "disruption budget" answer
evict "$1"
