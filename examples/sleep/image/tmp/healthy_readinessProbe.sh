# readiness: the probe reads this file
