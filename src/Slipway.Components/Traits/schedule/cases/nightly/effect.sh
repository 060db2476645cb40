# The controller makes the Job itself, at the next minute.
[ "$(k get jobs -l app.kubernetes.io/name=report -o 'jsonpath={.items[0].status.succeeded}')" = 1 ] ||
[ "$(k get cronjob report -o 'jsonpath={.status.lastScheduleTime}')" != "" ]
