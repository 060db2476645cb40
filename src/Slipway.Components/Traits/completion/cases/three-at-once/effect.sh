[ "$(k logs -l app.kubernetes.io/name=report --tail=-1 | sort | tr '\n' ' ')" = "number 0 number 1 number 2 " ]
