#!/bin/sh
sleep 300 &
echo '{"state": "ok"}'
