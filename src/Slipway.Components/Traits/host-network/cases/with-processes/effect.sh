# The cluster's DNS is asked all the same, and process 1 is the node's.
in_pod sh -exc '
  busybox hostname
  busybox cat /etc/resolv.conf
  if busybox grep -q 18437 /proc/1/cmdline; then exit 1; fi
' > seen.txt
test "$(head -n 1 seen.txt)" = "$(k get pod "$(pod)" -o jsonpath='{.spec.nodeName}')"
grep -q "^search $NAMESPACE.svc" seen.txt
