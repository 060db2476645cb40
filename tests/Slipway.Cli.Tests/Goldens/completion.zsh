#compdef slipway
_slipway() {
    local -a found
    local line
    while IFS= read -r line; do
        found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done < <(slipway '[suggest]' "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#found} )); then
        _describe slipway found
    else
        _files
    fi
}
if [ "$funcstack[1]" = _slipway ]; then
    _slipway "$@"
else
    compdef _slipway slipway
fi
