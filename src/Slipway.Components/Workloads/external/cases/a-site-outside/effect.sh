# A caller in the cluster by the name, one outside by the Ingress; a cluster without an ingress controller takes the object and serves nothing.
[ "$(k exec caller -- busybox timeout 5 busybox wget -qO- "http://$NAME:8080/")" = front ]
[ "$(k exec caller -- busybox timeout 5 busybox wget -qO- "http://$NAME:8081/admin/")" = back ]
[ -z "$(k get pods -l "app.kubernetes.io/name=$NAME" -o name)" ]
if [ -z "$(k get ingressclass -o name)" ]; then k get ingress "$NAME"; exit; fi
call() { curl -fsS -H "Host: external.ingress.test" "${SLIPWAY_TEST_INGRESS:-http://127.0.0.1:16080}$1"; }
[ "$(call /)" = front ]
[ "$(call /admin/)" = back ]
