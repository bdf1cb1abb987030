umask 077
# A client that goes away does not keep what it has left from being cleaned up.
trap '' PIPE HUP
root='@ROOT@' script="$root/script/@SCRIPT@"
refuse() { rm -rf "$in"; printf '{"schema":1,"ok":false,"error":"%s","message":"%s","words":"%s"}\n' "$1" "$2" "$(printf %s "$3" | tr -d '"\\\n')"; exit 1; }
in=''
if ! [ -d "$root/incoming" ] || ! [ -d "$root/script" ]; then
  words=$(mkdir -p "$root/incoming" "$root/script" 2>&1 && chmod 755 "$root" "$root/script" 2>&1) || refuse NotPrepared 'the root folder cannot be written; nothing was changed' "$words"
fi
in=$(mktemp -d "$root/incoming/XXXXXXXX" 2>&1) || refuse NotPrepared 'the root folder cannot be written; nothing was changed' "$in"
# On a network that has gone silent the end of the input never comes.
words=$(timeout @SECONDS@ head -c @LENGTH@ 2>&1 >"$in/bundle") || [ "$?" -eq 124 ] || refuse NotPrepared 'the upload cannot be kept; nothing was changed' "$words"
[ "$(sha256sum <"$in/bundle")" = '@HASH@  -' ] || refuse UploadCut 'the upload did not arrive whole; none of it was used' ''
words=$(umask 022; tar -xzf "$in/bundle" -C "$in" --no-same-owner 2>&1) || refuse NotPrepared 'the upload cannot be unpacked; nothing was changed' "$words"
if ! [ "$(sha256sum 2>&1 <"$script/SHA256SUMS")" = '@SCRIPT@  -' ] || ! (cd "$script" && sha256sum -c --status SHA256SUMS); then
  words=$(rm -rf "$script" && mv -T "$in/script" "$script" && chmod -R a+rX "$script" && ln -sfn @SCRIPT@ "$root/script/current.new" && mv -T "$root/script/current.new" "$root/script/current" 2>&1) || refuse NotPrepared 'the script cannot be kept; nothing was changed' "$words"
fi
case '@VERB@' in apply*) ;; *) rm -rf "$in" ;; esac
exec bash "$script/router.sh" "$root" @VERB@
