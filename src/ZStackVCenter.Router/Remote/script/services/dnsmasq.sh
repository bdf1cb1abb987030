# dnsmasq, one for each private network: DHCP by card, names of guests, and forwarding.

dnsmasq_command() { command=(dnsmasq --keep-in-foreground --log-facility=- --conf-file="$2"); }

dnsmasq_check() { timeout 30 dnsmasq --test --conf-file="$2"; }

dnsmasq_started() { wait_for "$1" 100 dnsmasq_answers "$1"; }

# Hosts and names are read again on HUP; what else changed asks for a restart, which keeps the leases.
dnsmasq_reload() { service_signal "$1" HUP; }

# A name server answers a question at its address; one that only hands out addresses has its port open.
dnsmasq_answers() {
  local file card address
  file=$current/$(main_file "$1")
  address=$(sed -n 's/^listen-address=//p' "$file")
  card=$(sed -n 's/^interface=//p' "$file")
  [ -n "$address" ] || address=$(ip -o -4 address show dev "$card" | awk '{ sub("/.*", "", $4); print $4; exit }')
  if grep -q '^port=0' "$file"; then
    ss -Huln | awk '$4 ~ /:67$/ { found = 1 } END { exit !found }'
  else
    perl "$script/lib/ask.pl" name "$address"
  fi
}

dnsmasq_leases() { cat "$root"/dnsmasq-*.leases 2>/dev/null; }
