in_pod busybox cat /proc/sys/net/ipv4/ip_unprivileged_port_start | grep -qx 80
in_pod busybox cat /proc/sys/net/ipv4/ip_local_port_range | tr -s '\t ' ' ' | grep -qx '2000 3000'
