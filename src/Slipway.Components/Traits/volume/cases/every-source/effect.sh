in_pod sh -exc '
  busybox grep -q "^tmpfs /var/cache/web " /proc/mounts
  busybox grep -q " /scratch " /proc/mounts
  echo kept > /var/cache/web/file
  echo kept > /scratch/file
  test "$(busybox cat /settings/sub/level.txt)" = debug
  test "$(busybox stat -L -c %a /settings/sub/level.txt)" = 440
  test "$(busybox cat /one)" = debug
  test "$(busybox cat /password/password)" = secret1
  test "$(busybox cat /all/level)" = debug
  test "$(busybox stat -L -c %a /all/secret/password)" = 400
  busybox grep -q "^app.kubernetes.io/name=" /all/labels
  test -s /all/token
  test -d /node/etc
  if echo x > /node/etc/slipway-was-here; then exit 1; fi
'
