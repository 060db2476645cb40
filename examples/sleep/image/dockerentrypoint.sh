#!/bin/sh
# Process 1 of a container ignores SIGTERM unless it says otherwise: so this one waits, and hands the signal on.
"$SLEEPCOMMAND" "$@" &
child=$!
trap 'kill -TERM $child' TERM INT
wait $child
