# The class was found and gave the running pod its number.
test "$(k get pod "$(pod)" -o jsonpath='{.spec.priority}')" = 2000000000
