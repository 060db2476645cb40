test "$(k get pods -l app.kubernetes.io/name="$NAME" -o jsonpath='{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}')" = "True
True
True"
