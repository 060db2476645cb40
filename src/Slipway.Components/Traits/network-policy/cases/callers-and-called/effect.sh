# This cluster's network enforces no policies: the API server has taken the object.
[ "$(k get networkpolicy "$NAME" -o 'jsonpath={.spec.policyTypes[*]}')" = "Ingress Egress" ]
