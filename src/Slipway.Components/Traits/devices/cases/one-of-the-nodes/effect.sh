# The running pod has the node's gadget: for a second pod on that node none is left.
node=$(k get pod "$(pod)" -o jsonpath='{.spec.nodeName}')
k get pod second > /dev/null 2>&1 || k run second --image=test.local/busybox:1 --overrides='{"spec":{"nodeSelector":{"kubernetes.io/hostname":"'"$node"'"},"containers":[{"name":"second","image":"test.local/busybox:1","resources":{"limits":{"slipway.test/gadget":"1"}}}]}}' > /dev/null
k get pod second -o jsonpath='{.status.conditions[?(@.reason=="Unschedulable")].message}' | grep -q 'Insufficient slipway.test/gadget'
