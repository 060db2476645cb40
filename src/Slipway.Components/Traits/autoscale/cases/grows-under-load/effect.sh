# One pod that works hard becomes two.
[ -n "$(k get hpa "$NAME" -o 'jsonpath={.status.currentMetrics[0].resource.current.averageUtilization}')" ]
[ "$(k get deployment "$NAME" -o 'jsonpath={.status.readyReplicas}')" = 2 ]
