# An update to an image that nobody has: a rolling update would keep the old pod, this one took it away first.
k set image deployment "$NAME" "$NAME"=test.local/no-such-image:1 > /dev/null
test "$(k get pods -o jsonpath='{.items[*].spec.containers[0].image}')" = test.local/no-such-image:1
