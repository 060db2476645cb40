# The main container sees the native sidecar's file and port; the ordinary one saw what the main container serves.
in_pod sh -exc '
  test "$(busybox cat /www/greeting)" = "from the sidecar"
  test "$(busybox wget -q -O - http://127.0.0.1:8081/greeting)" = "from the sidecar"
'
test "$(CONTAINER=poller in_pod cat /tmp/seen)" = 'from the sidecar'
