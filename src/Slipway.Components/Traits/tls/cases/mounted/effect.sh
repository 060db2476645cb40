[ "$(in_pod busybox cat /etc/tls/tls.crt)" = certificate ]
[ "$(in_pod busybox stat -L -c %a /etc/tls/tls.key)" = 440 ]
# cert-manager is not there: the API server has taken the object.
k get certificate "$NAME"
