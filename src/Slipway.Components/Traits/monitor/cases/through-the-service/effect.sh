# Prometheus is not there: the API server has taken the object.
[ "$(k get servicemonitor "$NAME" -o 'jsonpath={.spec.endpoints[*].port}')" = "http metrics" ]
