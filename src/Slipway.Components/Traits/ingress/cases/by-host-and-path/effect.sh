# A cluster without an ingress controller takes the object and serves nothing.
if [ -z "$(k get ingressclass -o name)" ]; then k get ingress "$NAME"; exit; fi
call() { curl -fsS -H "Host: $1" "${SLIPWAY_TEST_INGRESS:-http://127.0.0.1:16080}$2"; }
[ "$(call web.ingress.test /)" = front ]
[ "$(call web.ingress.test /admin/)" = back ]
if call other.ingress.test /; then exit 1; fi
