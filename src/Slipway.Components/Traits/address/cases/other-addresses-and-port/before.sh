# Two that are outside as far as this component goes, and one who calls.
for one in one two; do
  k run "$one" --image=test.local/busybox:1 --image-pull-policy=IfNotPresent --command -- sh -c "echo $one > /tmp/index.html; exec busybox httpd -f -p 18080 -h /tmp"
done
k run caller --image=test.local/busybox:1 --image-pull-policy=IfNotPresent --command -- sleep 600
k wait --for=condition=Ready pod/one pod/two pod/caller --timeout=60s
sed -i "s/192.0.2.10/$(k get pod one -o 'jsonpath={.status.podIP}')/; s/192.0.2.11/$(k get pod two -o 'jsonpath={.status.podIP}')/" with.yaml
