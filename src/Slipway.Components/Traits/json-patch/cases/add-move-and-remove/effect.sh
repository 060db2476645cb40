in_pod busybox hostname | grep -qx shop
in_pod sh -c 'echo ${OLD-none} $NEW' | grep -qx 'none hello'
