# The name is an alias of the other one, and who calls it is answered there.
k exec caller -- nslookup "$NAME.$NAMESPACE.svc.cluster.local" | grep -q "canonical name = outside.$NAMESPACE.svc.cluster.local"
[ "$(k exec caller -- wget -qO- -T 3 "http://$NAME:8080/")" = outside ]
