# An update reaches the second pod; the first runs on as it was.
k set env statefulset "$NAME" TRIED=yes > /dev/null
k wait pod "$NAME-1" --for=condition=Ready --timeout=20s > /dev/null
k exec "$NAME-1" -- busybox env | grep -qx TRIED=yes
k exec "$NAME-0" -- busybox env > first
! grep -q TRIED first
