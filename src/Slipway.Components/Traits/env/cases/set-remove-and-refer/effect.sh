in_pod sh -c 'echo "$A_URL ${LITERAL} $YES $BIG ${EMPTY-unset} ${GREETING-unset}"' | grep -qxF 'http://db.example.com:5432/ $(DOMAIN) yes 1000660000  unset'
