#!/bin/bash
exec sleep 1d
