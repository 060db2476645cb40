# The name is an alias of the other one, and who calls it is answered there.
k exec caller -- busybox nslookup "$NAME.$NAMESPACE.svc.cluster.local" | grep -q "canonical name = outside.$NAMESPACE.svc.cluster.local"
[ "$(k exec caller -- busybox timeout 5 busybox wget -qO- "http://$NAME:8080/")" = outside ]
