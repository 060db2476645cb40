#!/opt/legacy/bin/python2
print("{}")
