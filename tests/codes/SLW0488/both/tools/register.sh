#!/bin/sh
echo '{"state": "ok"}'
