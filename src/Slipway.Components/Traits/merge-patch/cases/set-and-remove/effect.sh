in_pod busybox hostname | grep -qx shop
in_pod sh -c 'echo $GREETING' | grep -qx hello
