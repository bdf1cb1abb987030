# How the router is: numbers and states as the programs say them, for the client to read.

answer_look() {
  local name comma='' numbers pid
  list_generations
  printf '{"schema":1,"ok":true,"generation":%s,"generations":%s,"since":%s,"interrupted":%s,"services":[' "$generation_here" \
    "$(json_list "${numbers[@]}")" "$(stat -c %Y "$here")" \
    "$(if [ -e "$root/pending" ]; then printf true; else printf false; fi)"
  for name in ${daemons_in[$here]}; do
    pid=''
    service_pid "$name" || pid=null
    printf '%s{"name":"%s","running":%s,"answers":%s,"pid":%s}' "$comma" "$name" "$(truth service_running "$name")" \
      "$(truth "${name%%@*}_answers" "$name")" "$pid"
    comma=,
  done
  printf '],"haproxy":%s,"udp":%s,"tunnels":%s,"tunnelsWanted":%s,"leases":%s,"counters":[%s],"failures":%s}\n' \
    "$(haproxy_numbers | json_text)" "$(healthcheck_numbers | json_text)" "$(strongswan_numbers | json_text)" \
    "$(strongswan_wanted | json_text)" "$(dnsmasq_leases | json_text)" "$(ruleset_counters)" \
    "$(tail -q -n 12 "$root"/failures/*.txt 2>/dev/null | json_text)"
}

# true or false, as the command says.
truth() {
  if "$@" >/dev/null 2>&1; then printf true; else printf false; fi
}

answer_interfaces() {
  printf '{"schema":1,"ok":true,"interfaces":%s}\n' "$(ip -j address show | tr -d '\n')"
}
