test "$(in_pod cat /tmp/arguments)" = "--plain 10 --verbose two words 20"
