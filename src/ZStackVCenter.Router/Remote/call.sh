root='@ROOT@' script="$root/script/@SCRIPT@"
if ! [ "$(sha256sum 2>&1 <"$script/SHA256SUMS")" = '@SCRIPT@  -' ] || ! (cd "$script" && sha256sum -c --status SHA256SUMS); then
  printf '{"schema":1,"ok":false,"error":"NoScript"}\n'
  exit 1
fi
exec bash "$script/router.sh" "$root" @VERB@
