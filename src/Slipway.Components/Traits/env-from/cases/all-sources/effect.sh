in_pod busybox env > env.txt
grep -qx 'SHOP_LEVEL=debug' env.txt
grep -qx 'user=nobody' env.txt
grep -qx 'PASSWORD=secret1' env.txt
grep -qx "POD_NAME=$(pod)" env.txt
grep -qx "POD_NAMESPACE=$NAMESPACE" env.txt
grep -qx 'CPU_MILLIS=1500' env.txt
if grep -q '^NONE=' env.txt; then exit 1; fi
