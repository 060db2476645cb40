mkdir -p hello-layout/blobs/sha256
put() { digest=$(sha256sum "$1" | cut -d' ' -f1); cp "$1" "hello-layout/blobs/sha256/$digest"; size=$(wc -c < "$1"); }
printf '{"imageLayoutVersion":"1.0.0"}' > hello-layout/oci-layout
put "$FILE"
layer="{\"mediaType\":\"text/plain\",\"digest\":\"sha256:$digest\",\"size\":$size,\"annotations\":{\"org.opencontainers.image.title\":\"$TITLE\"}}"
printf '{}' > empty && put empty
printf '%s' "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":\"text/plain\",\"digest\":\"sha256:$digest\",\"size\":2},\"layers\":[$layer]}" > manifest && put manifest
printf '%s' "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"sha256:$digest\",\"size\":$size}]}" > hello-layout/index.json
rm "$FILE" empty manifest
