# A pod that shall go serves on for eight seconds, though its program ends at once when told; then its last words are the reason.
old=$(pod)
begin=$(date +%s)
# The program itself and no function: what is killed below is what watches.
kubectl -n "$NAMESPACE" get pod "$old" --watch -o jsonpath='{.metadata.deletionGracePeriodSeconds} {.status.containerStatuses[0].state.terminated.message}{"\n"}' > seen &
watch=$!
trap 'kill $watch' EXIT
k delete pod "$old" --timeout=38s > /dev/null
took=$(($(date +%s) - begin))
grep -q '^40' seen
grep -q 'the disk is full' seen
test "$took" -ge 8
test "$took" -le 35
