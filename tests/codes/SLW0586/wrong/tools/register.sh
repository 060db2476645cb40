#!/bin/sh
echo "no answer from legacy.example.com" >&2
echo '{"message": "legacy.example.com does not answer"}'
exit 3
