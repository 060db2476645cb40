#!/bin/sh
echo updated
