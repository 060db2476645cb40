# By the component's name and port both are reached, and nobody listens at that port out there.
seen=$(k exec caller -- sh -ec "for i in \$(seq 20); do timeout 5 wget -qO- http://$NAME:8080/; done" | sort | uniq | tr '\n' ' ')
[ "$seen" = "one two " ]
if k exec caller -- busybox timeout 5 busybox wget -qO- "http://$(k get pod one -o 'jsonpath={.status.podIP}'):8080/"; then exit 1; fi
