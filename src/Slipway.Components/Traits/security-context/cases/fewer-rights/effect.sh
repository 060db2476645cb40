in_pod sh -exc '
  test "$(busybox id -u) $(busybox id -g)" = "1000660000 1000660000"
  echo x > /tmp/written
  if echo x > /written; then exit 1; fi
  busybox cat /proc/1/status
' > status.txt
grep -qx 'NoNewPrivs:.1' status.txt
grep -qx 'Seccomp:.2' status.txt
# Of all rights only NET_BIND_SERVICE (bit 10) can ever be had.
grep -qx 'CapBnd:.0000000000000400' status.txt
