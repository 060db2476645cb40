# Two pods run, and the traffic reaches both.
test "$(k get pods -l app.kubernetes.io/name=web --no-headers | grep -c Running)" = 2
seen=
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
  who=$(fetch who)
  case " $seen " in *" $who "*) ;; *) seen="$seen $who" ;; esac
done
set -- $seen
test $# = 2
