in_pod cat /www/both > both.txt
test "$(head -n 1 both.txt)" = first
test "$(tail -n 1 both.txt)" = "second as $(pod) in /prepare"
