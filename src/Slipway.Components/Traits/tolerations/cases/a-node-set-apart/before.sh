# A node on paper with a taint; it goes with the namespace, its owner.
uid=$(kubectl get namespace "$NAMESPACE" -o jsonpath='{.metadata.uid}')
kubectl apply -f - > /dev/null <<END
apiVersion: v1
kind: Node
metadata:
  name: apart-$NAMESPACE
  labels: {slipway.test/set-apart: "true"}
  ownerReferences: [{apiVersion: v1, kind: Namespace, name: $NAMESPACE, uid: $uid}]
spec: {taints: [{key: slipway.test/set-apart, value: "true", effect: NoSchedule}]}
END
