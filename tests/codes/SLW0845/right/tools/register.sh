#!/bin/sh
echo registered >&2
