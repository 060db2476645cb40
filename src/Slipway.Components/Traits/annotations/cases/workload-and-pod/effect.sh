test "$(k get pod "$(pod)" -o jsonpath='{.metadata.annotations.example\.com/text}')" = "line one
line two"
test "$(k get deployment "$NAME" -o jsonpath='{.metadata.annotations.example\.com/owner}')" = "team blue"
