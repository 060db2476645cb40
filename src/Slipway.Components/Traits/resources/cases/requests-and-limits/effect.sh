# What the kernel holds the container to: cgroup version 2, or 1.
in_pod sh -c 'cat /sys/fs/cgroup/memory.max 2> /dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes' | grep -qx 134217728
in_pod sh -c 'cat /sys/fs/cgroup/cpu.max 2> /dev/null || cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us' | grep -Eqx '100000( 100000)?'
