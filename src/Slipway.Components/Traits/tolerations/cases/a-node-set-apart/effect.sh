# The pod is given to the node that keeps all others away, and one without the toleration is not. Nobody starts it there: the node is on paper.
kubectl patch node "apart-$NAMESPACE" --subresource=status --type=merge -p '{"status":{"capacity":{"cpu":"1","memory":"1Gi","pods":"9"},"allocatable":{"cpu":"1","memory":"1Gi","pods":"9"},"conditions":[{"type":"Ready","status":"True","reason":"OnPaper","message":"","lastHeartbeatTime":"'"$(date -u +%FT%TZ)"'","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}' > /dev/null
k scale deployment "$NAME" --replicas=1 > /dev/null
k get pod other > /dev/null 2>&1 || k run other --image=test.local/busybox:1 --overrides='{"spec":{"nodeSelector":{"slipway.test/set-apart":"true"}}}' > /dev/null
k get pods -l app.kubernetes.io/name="$NAME" -o jsonpath='{.items[*].spec.nodeName}' | grep -q "apart-$NAMESPACE"
k get pod other -o jsonpath='{.status.conditions[?(@.reason=="Unschedulable")].message}' | grep -q 'untolerated taint'
kubectl delete node "apart-$NAMESPACE" --wait=false > /dev/null
