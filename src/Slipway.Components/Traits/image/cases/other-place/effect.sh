# The definition's image is nowhere: a pod that runs, runs the other one, which needs no pulling.
in_pod busybox true
k get pod "$(pod)" -o jsonpath='{.status.containerStatuses[0].image}' | grep -qx 'test.local/busybox:1'
