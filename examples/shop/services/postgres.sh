#!/bin/sh
# The first start makes the database and its user; every later one finds them.
set -eu
export PGDATA=/var/lib/postgresql/data
if ! [ -s "$PGDATA/PG_VERSION" ]; then
  umask 077
  printf '%s\n' "$POSTGRES_PASSWORD" >/tmp/password
  initdb -D "$PGDATA.new" -U shop --pwfile=/tmp/password -A scram-sha-256 --auth-local=trust -E UTF8 --locale=C >/tmp/initdb.log || { cat /tmp/initdb.log; exit 1; }
  rm /tmp/password
  echo 'host all all all scram-sha-256' >>"$PGDATA.new/pg_hba.conf"
  echo 'create database shop' | postgres --single -D "$PGDATA.new" postgres >/dev/null
  # Only a whole one gets the name under which it is found again.
  mv "$PGDATA.new" "$PGDATA"
fi
exec postgres -D "$PGDATA" -c listen_addresses='*' -c unix_socket_directories=/tmp -c shared_buffers=16MB -c max_connections=40
