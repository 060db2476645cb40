# Prometheus is not there: the API server has taken the object.
[ "$(k get podmonitor "$NAME" -o 'jsonpath={.spec.podMetricsEndpoints[*].port}')" = metrics ]
