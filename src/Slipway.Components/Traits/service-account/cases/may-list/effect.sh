# The program in the pod asks the API server with the token that it finds: what a rule allows is answered, all else refused.
ask='wget -q -O- --no-check-certificate --header "Authorization: Bearer $(cat /var/run/secrets/kubernetes.io/serviceaccount/token)" https://kubernetes.default/api/v1/namespaces/'$NAMESPACE
in_pod sh -c "$ask/configmaps" | grep -q ConfigMapList
in_pod sh -c "$ask/secrets 2>&1 || true" | grep -q 403
