# startup: the probe reads this file
