# Each real node offers one gadget, as a device plugin would say it does.
for node in $(kubectl get nodes -l 'type!=kwok,!slipway.test/set-apart' -o name); do
  kubectl patch "$node" --subresource=status --type=merge -p '{"status":{"capacity":{"slipway.test/gadget":"1"},"allocatable":{"slipway.test/gadget":"1"}}}' > /dev/null
done
