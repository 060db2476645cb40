# Through the Service by its name, and through the node's port. ClientIP keeps the caller at one pod.
answers=$(in_pod sh -c "for i in 1 2 3 4 5 6; do busybox wget -qO- http://$NAME/who; done")
[ "$(echo "$answers" | wc -l)" = 6 ]
[ "$(echo "$answers" | sort -u | grep -c "^$NAME-")" = 1 ]
port=$(k get service "$NAME" -o 'jsonpath={.spec.ports[0].nodePort}')
node=$(k get pod "$(pod)" -o 'jsonpath={.status.hostIP}')
in_pod busybox wget -qO- "http://$node:$port/who" | grep "^$NAME-"
# The port that is left out is there in the pod, and not at the Service.
in_pod sh -c "busybox wget -qO- http://127.0.0.1:8081/who && ! busybox wget -T 2 -qO- http://$NAME:8081/who"
