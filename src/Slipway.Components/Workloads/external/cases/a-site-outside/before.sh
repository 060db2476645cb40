k run outside --image=test.local/busybox:1 --image-pull-policy=IfNotPresent --command -- sh -c '
  mkdir -p /tmp/front /tmp/back/admin; echo front > /tmp/front/index.html; echo back > /tmp/back/admin/index.html
  busybox httpd -p 18081 -h /tmp/back; exec busybox httpd -f -p 18080 -h /tmp/front'
k run caller --image=test.local/busybox:1 --image-pull-policy=IfNotPresent --command -- sleep 600
k wait --for=condition=Ready pod/outside pod/caller --timeout=60s
sed -i "s/192.0.2.10/$(k get pod outside -o 'jsonpath={.status.podIP}')/" with.yaml
