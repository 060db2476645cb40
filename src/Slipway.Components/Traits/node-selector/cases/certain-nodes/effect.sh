# No node has the label: the pod goes nowhere, and the scheduler says that the selector is why.
k scale deployment "$NAME" --replicas=1 > /dev/null
k get pods -o jsonpath='{.items[*].status.conditions[?(@.reason=="Unschedulable")].message}' | grep -q 'node affinity/selector'
test -z "$(k get pods -o jsonpath='{.items[*].spec.nodeName}')"
