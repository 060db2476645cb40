#!/bin/sh
echo "registered"
