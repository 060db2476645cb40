# The pod runs by this class: what the class adds to every pod is in the running pod's account.
test "$(k get pod "$(pod)" -o jsonpath='{.spec.overhead.memory}')" = 7Mi
