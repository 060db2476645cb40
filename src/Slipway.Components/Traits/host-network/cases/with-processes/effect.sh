# The node's address is the pod's own, the cluster's DNS is asked all the same, and process 1 is the node's.
k get pod "$(pod)" -o jsonpath='{.status.hostIP}' > address.txt
in_pod sh -exc '
  busybox grep -q "$0\$" /proc/net/fib_trie
  busybox cat /etc/resolv.conf
  if busybox grep -q 18437 /proc/1/cmdline; then exit 1; fi
' "$(cat address.txt)" > resolv.txt
grep -q "^search $NAMESPACE.svc" resolv.txt
