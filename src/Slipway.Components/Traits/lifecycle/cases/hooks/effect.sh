fetch /hook.txt "$NAME:http" | grep -qx hooked
# The hook writes to the log, which is read here until the pod is gone.
gone=$(pod)
k logs -f "$gone" > log.txt &
reader=$!
k delete pod "$gone" --grace-period=2 --wait=false
wait $reader
grep -qx 'the preStop hook ran' log.txt
