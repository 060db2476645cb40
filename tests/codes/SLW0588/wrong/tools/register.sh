#!/bin/sh
yes registered
