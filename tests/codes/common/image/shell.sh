# Puts a shell into rootfs/.
mkdir -p rootfs/bin
cp "$(command -v busybox)" rootfs/bin/sh
