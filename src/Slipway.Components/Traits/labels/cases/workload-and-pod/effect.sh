test "$(k get pods -l example.com/tier=front -o name)" = "pod/$(pod)"
test "$(k get deployments -l team=blue -o name)" = "deployment.apps/$NAME"
