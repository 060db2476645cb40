# A cluster without a gateway takes the object and serves nothing.
if [ -z "$(k get gatewayclass -o name)" ]; then k get httproute "$NAME"; exit; fi
call() { curl -sS -H "Host: web.route.test" "$@"; }
at=${SLIPWAY_TEST_INGRESS:-http://127.0.0.1:16080}
[ "$(call "$at/")" = front ]
[ "$(call -D headers "$at/back/")" = back ]
grep -qi "^x-rule: back" headers
for i in 1 2 3 4; do [ "$(call -H "X-Tester: yes" "$at/")" = back ]; done
[ "$(call -o body -w '%{http_code} %{redirect_url}' "$at/old")" = "301 http://new.route.test/" ]
