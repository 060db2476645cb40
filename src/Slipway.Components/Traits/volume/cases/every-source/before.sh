k create configmap settings --from-literal=level=debug
k create secret generic password --from-literal=password=secret1
