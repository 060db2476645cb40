# What runs elsewhere: another Service of the cluster, by its whole name.
k run outside --image=test.local/busybox:1 --image-pull-policy=IfNotPresent --port=8080 --expose --command -- sh -c 'echo outside > /tmp/index.html; exec busybox httpd -f -p 8080 -h /tmp'
k run caller --image=test.local/busybox:1 --image-pull-policy=IfNotPresent --command -- sleep 600
k wait --for=condition=Ready pod/outside pod/caller --timeout=60s
sed -i "s/shop.example.com/outside.$NAMESPACE.svc.cluster.local/" with.yaml
