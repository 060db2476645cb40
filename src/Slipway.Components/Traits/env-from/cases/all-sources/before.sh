k create configmap settings --from-literal=LEVEL=debug --from-literal=user=nobody
k create secret generic credentials --from-literal=password=secret1 --from-literal=user=somebody
