# dnsmasq, one for each private network: DHCP by card, names of guests, and forwarding.

dnsmasq_command() { command=(dnsmasq --keep-in-foreground --log-facility=- --conf-file="$2"); }

dnsmasq_check() { timeout "$check_seconds" dnsmasq --test --conf-file="$2"; }

dnsmasq_started() { wait_for "$1" 100 dnsmasq_answers "$1" && dnsmasq_release "$1"; }

# Hosts and names are read again on HUP; what else changed asks for a restart, which keeps the leases.
dnsmasq_reload() { service_signal "$1" HUP && dnsmasq_release "$1"; }

# Forgets the leases of guests that are no longer there.
dnsmasq_release() {
  local file=$here/${main_in["$here $1"]} text address
  IFS= read -r -d '' text <"$file"
  [[ $text =~ interface=([a-z0-9]+) ]] && [ -e "${file%.conf}.hosts" ] || return 0
  dnsmasq_address "${BASH_REMATCH[1]}" && perl "$script/lib/release.pl" "${BASH_REMATCH[1]}" "$address" "${file%.conf}.hosts" "$root/dnsmasq-${1#*@}.leases"
}

# The first address of a card, into $address.
dnsmasq_address() {
  local card=''
  until [ "$card" = "$1" ]; do
    read -r card address || return 1
  done <"$here/network/addresses"
  address=${address%/*}
}

# A name server answers a question at its address; one that only hands out addresses has its port open.
dnsmasq_answers() {
  local text address=''
  IFS= read -r -d '' text <"$here/${main_in["$here $1"]}"
  if [[ $'\n'$text == *$'\n'port=0$'\n'* ]]; then
    ask bound '*' 67
    return
  fi
  if [[ $text =~ listen-address=([0-9.]+) ]]; then
    address=${BASH_REMATCH[1]}
  elif [[ $text =~ interface=([a-z0-9]+) ]]; then
    dnsmasq_address "${BASH_REMATCH[1]}" || return
  fi
  ask name "$address"
}

dnsmasq_leases() { cat "$root"/dnsmasq-*.leases 2>/dev/null; }
