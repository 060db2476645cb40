# The last name leads to the pod itself.
in_pod sh -exc '
  busybox wget -q -O /dev/null http://here.example.com:8080/ready
  busybox cat /etc/hosts
' > hosts.txt
grep -q '^192.0.2.10.*erp.example.com' hosts.txt
grep -q '^2001:db8::7.*legacy' hosts.txt
