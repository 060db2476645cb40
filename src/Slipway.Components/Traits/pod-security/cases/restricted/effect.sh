in_pod sh -exc '
  test "$(busybox id -u) $(busybox id -g)" = "10001 10002"
  busybox id -G | busybox grep 10003 | busybox grep -q 10004
  test "$(busybox stat -c %g /data)" = 10003
  busybox cat /proc/1/status
' > status.txt
grep -qx 'NoNewPrivs:.1' status.txt
grep -qx 'Seccomp:.2' status.txt
grep -qx 'CapBnd:.0000000000000000' status.txt
# Asked to enforce restricted, the API server names every pod that it would refuse; nothing is changed.
kubectl label namespace "$NAMESPACE" --dry-run=server --overwrite pod-security.kubernetes.io/enforce=restricted > admission.txt 2>&1
if grep -q "Warning: $NAME-" admission.txt; then exit 1; fi
