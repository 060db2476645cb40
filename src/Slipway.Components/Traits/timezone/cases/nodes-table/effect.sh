in_pod busybox date +%Z%z | grep -qx CST+0800
