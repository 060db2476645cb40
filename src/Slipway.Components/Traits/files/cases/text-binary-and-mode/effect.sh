# The other files of the same folder stay as the image and the node have them.
in_pod sh -exc '
  busybox grep -qxF "# {{ not a template }} \$NAME" /etc/web.conf
  test "$(busybox stat -L -c %a /etc/web.conf)" = 444
  test "$(busybox cat /tmp/hello)" = hello
  test "$(busybox sha256sum "/srv/pixel 1.bin" | busybox cut -c -64)" = c5dbae22661af6db18a1f676db82a7ef7de46d27c3a263a872f00478b0d99fc4
  test -s /etc/hostname
  test -f /etc/empty && test ! -s /etc/empty
  if echo more >> /etc/web.conf; then exit 1; fi
'
