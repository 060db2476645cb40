# What the operator would write.
k create secret generic web-external --from-literal=password=sesame --from-literal=token=abc
