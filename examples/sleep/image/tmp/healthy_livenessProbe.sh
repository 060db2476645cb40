# liveness: the probe reads this file
