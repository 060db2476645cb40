# KEDA is not there: the API server has taken the object.
[ "$(k get scaledobject "$NAME" -o 'jsonpath={.spec.triggers[*].name}')" = "mails office-hours" ]
