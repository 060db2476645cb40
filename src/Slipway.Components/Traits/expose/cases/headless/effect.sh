# The name stands for the pods themselves.
found=$(in_pod busybox nslookup "$NAME.$NAMESPACE.svc.cluster.local")
addresses=$(k get pods -l "app.kubernetes.io/name=$NAME" -o 'jsonpath={.items[*].status.podIP}')
[ "$(echo $addresses | wc -w)" = 2 ]
for address in $addresses; do echo "$found" | grep -q "$address"; done
