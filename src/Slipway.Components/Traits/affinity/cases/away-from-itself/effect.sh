# More pods than nodes that will do: each node has one at most, and the scheduler says why the others wait.
k scale deployment "$NAME" --replicas=3 > /dev/null
node=$(k get pod "$(pod)" -o jsonpath='{.spec.nodeName}')
test "$(kubectl get node "$node" -o jsonpath='{.metadata.labels.kubernetes\.io/os}')" = linux
k get pods -o jsonpath='{range .items[*]}{.status.conditions[?(@.reason=="Unschedulable")].message}{"\n"}{end}' | grep -q 'anti-affinity'
test "$(k get pods -o jsonpath="{.items[?(@.spec.nodeName==\"$node\")].metadata.name}" | wc -w)" = 1
