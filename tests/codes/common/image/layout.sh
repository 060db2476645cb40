# Makes an OCI image layout in the folder image/ of the files below rootfs/, or of the layer.tar that is already there.
put() { # a file and its type: stores it and describes it
  digest=$(sha256sum <"$1" | cut -d' ' -f1)
  mkdir -p image/blobs/sha256
  cp "$1" "image/blobs/sha256/$digest"
  printf '{"mediaType":"application/vnd.oci.image.%s","digest":"sha256:%s","size":%d}' "$2" "$digest" "$(wc -c <"$1")"
}
[ -e layer.tar ] || tar --sort=name --owner=0 --group=0 -C rootfs -cf layer.tar .
[ -e layer.blob ] || cp layer.tar layer.blob
[ -e config.json ] || printf '{"architecture":"amd64","os":"linux"}' >config.json
layer=$(put layer.blob "${TYPE:-layer.v1.tar}")
printf '{"schemaVersion":2,"config":%s,"layers":[%s]}' "$(put config.json config.v1+json)" "$layer" >manifest
printf '{"schemaVersion":2,"manifests":[%s]}' "$(put manifest manifest.v1+json)" >image/index.json
printf '{"imageLayoutVersion":"1.0.0"}' >image/oci-layout
# For a case that spoils it.
blob=image/blobs/sha256/$(sha256sum <layer.blob | cut -d' ' -f1)
