# What cert-manager would write.
k create secret generic web-tls --from-literal=tls.crt=certificate --from-literal=tls.key=key --from-literal=ca.crt=ca
