in_pod cat /etc/resolv.conf > resolv.txt
test "$(grep ^nameserver resolv.txt)" = 'nameserver 192.0.2.53
nameserver 2001:db8::53'
grep -q '^search corp.example.com' resolv.txt
grep -q '^options .*ndots:2' resolv.txt
grep -q '^options .*single-request-reopen' resolv.txt
