# There are not a hundred nodes, so the emptiest place counts as empty: one pod a node, and the scheduler says why the others wait.
k scale deployment "$NAME" --replicas=3 > /dev/null
node=$(k get pod "$(pod)" -o jsonpath='{.spec.nodeName}')
k get pods -o jsonpath='{range .items[*]}{.status.conditions[?(@.reason=="Unschedulable")].message}{"\n"}{end}' | grep -q 'topology spread'
test "$(k get pods -o jsonpath="{.items[?(@.spec.nodeName==\"$node\")].metadata.name}" | wc -w)" = 1
