# How the router is: numbers and states as the programs say them, for the client to read.

answer_look() {
  local name comma='' numbers
  mapfile -t numbers < <(list_generations)
  printf '{"schema":1,"ok":true,"generation":%s,"generations":%s,"since":%s,"interrupted":%s,"services":[' "$(current_number)" \
    "$(json_list "${numbers[@]}")" "$(stat -c %Y "$generations/$(current_number)")" \
    "$(if [ -e "$root/pending" ]; then printf true; else printf false; fi)"
  for name in $(daemons_of "$current"); do
    printf '%s{"name":"%s","running":%s,"answers":%s,"pid":%s}' "$comma" "$name" "$(truth service_running "$name")" \
      "$(truth "$(kind_of "$name")_answers" "$name")" "$(service_pid "$name" || printf null)"
    comma=,
  done
  printf '],"haproxy":%s,"udp":%s,"tunnels":%s,"leases":%s,"counters":%s,"failures":%s}\n' \
    "$(haproxy_numbers | json_text)" "$(healthcheck_numbers | json_text)" "$(strongswan_numbers | json_text)" \
    "$(dnsmasq_leases | json_text)" "$(nft -j list counters table inet zstackvcenter 2>/dev/null || printf null)" \
    "$(tail -q -n 12 "$root"/failures/*.txt 2>/dev/null | json_text)"
}

# true or false, as the command says.
truth() {
  if "$@" >/dev/null 2>&1; then printf true; else printf false; fi
}

answer_interfaces() {
  printf '{"schema":1,"ok":true,"interfaces":%s}\n' "$(ip -j address show | tr -d '\n')"
}
