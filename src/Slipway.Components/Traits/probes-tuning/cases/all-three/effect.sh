# The definition would notice after ten minutes that the pod is not ready any more.
name=$(pod)
in_pod busybox rm /tmp/ready
k wait pod "$name" --for=condition=Ready=false --timeout=10s > /dev/null
k exec "$name" -- busybox touch /tmp/ready
k wait pod "$name" --for=condition=Ready --timeout=10s > /dev/null
