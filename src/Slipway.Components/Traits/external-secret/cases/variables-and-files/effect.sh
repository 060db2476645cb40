[ "$(in_pod sh -c 'echo "$DB_PASSWORD"')" = sesame ]
[ "$(in_pod busybox cat /etc/secrets/token)" = abc ]
[ "$(in_pod busybox stat -L -c %a /etc/secrets/token)" = 400 ]
# The operator is not there: the API server has taken the object.
k get externalsecret "$NAME"
