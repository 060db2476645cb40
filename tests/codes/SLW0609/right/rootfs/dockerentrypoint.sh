#!/bin/sh
echo hello
exec sleep 1d
