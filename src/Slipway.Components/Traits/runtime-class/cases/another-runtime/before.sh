# The class goes with the namespace, its owner.
uid=$(kubectl get namespace "$NAMESPACE" -o jsonpath='{.metadata.uid}')
kubectl apply -f - > /dev/null <<END
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata:
  name: slipway-test
  ownerReferences: [{apiVersion: v1, kind: Namespace, name: $NAMESPACE, uid: $uid}]
handler: runc
overhead: {podFixed: {memory: 7Mi}}
END
