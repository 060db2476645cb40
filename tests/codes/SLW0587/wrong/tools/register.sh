#!/bin/sh
echo "waiting for legacy.example.com" >&2
sleep 300
