#!/bin/sh
# A web server out of busybox: answers with the greeting, and ends at once when it is told to.
printf '%s\n' "$GREETING" >/www/index.html
echo "answering on port 8080"
httpd -f -p 8080 -h /www &
child=$!
trap 'kill -TERM $child' TERM INT
wait $child
