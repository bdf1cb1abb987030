# Addresses, routes, rules, kernel settings and the host's name, each as a difference between what there is and what is wanted.

# Ours among the routes: they carry this protocol number, so that others' are left alone.
route_protocol=240

network_compare() { perl "$script/lib/network.pl" differences "$here/network" "$run/cards" "$route_protocol"; }

# The words of a kind of difference: network_lines KIND SIDE.
network_lines() { sed -n "s/^$1 $2 //p" "$run/network"; }

# The cards whose addresses are ours to say: those of this generation, and those that an earlier one of this boot had.
cards_note() {
  local card noted=''
  read -r -d '' noted 2>/dev/null <"$run/cards"
  while read -r card _; do
    [ -z "$card" ] || [[ $'\n'$noted$'\n' == *$'\n'"$card"$'\n'* ]] || printf '%s\n' "$card" >>"$run/cards"
  done <<<"${cards_in[$here]}"
}

# Writes one setting; one with a dash may be one that may not be written here, as in a container.
setting_write() {
  local file=${1#-} words
  words=$({ printf '%s\n' "$2" >"/proc/sys/${file//./\/}"; } 2>&1) || [ "${1#-}" != "$1" ] || { refuse network "$1 cannot be $2: $words"; return; }
  did network
}

# Does what sed makes of the differences, as one batch of ip's words: one process for a thousand addresses. Notes that something changed, if
# anything did.
ip_batch() {
  local batch words
  [ -s "$run/network" ] || return 0
  batch=$(sed -n "$@" "$run/network")
  [ -n "$batch" ] || return 0
  words=$(ip -4 -force -batch - <<<"$batch" 2>&1) || { refuse network "$words"; return; }
  did network
}

# What is wanted and not there. Cards first, since addresses and routes stand on them.
network_add() {
  local key value
  network_compare >"$run/network" || { refuse network "the network cannot be looked at"; return; }
  cards_note
  [ -s "$run/network" ] || return 0
  while IFS='= ' read -r key value; do
    setting_write "$key" "$value" || return
  done < <(network_lines setting wrong)
  ip_batch -e 's/^link wrong \([^ ]*\) \(.*\)/link set dev \1 mtu \2 up/p' \
    -e 's/^address lacking \([^ ]*\) \(.*\)/address add \2 dev \1/p' \
    -e "s/^route lacking \(.*\)/route replace \1 proto $route_protocol/p" \
    -e 's/^rule lacking /rule add /p' || return
  if grep -q '^address lacking ' "$run/network"; then
    network_lines address lacking | perl "$script/lib/announce.pl"
  fi
  if grep -q '^hostname wrong ' "$run/network"; then
    hostname -F "$here/network/hostname" && cp "$here/network/hostname" /etc/hostname && did network
  fi
}

# What was there before the services changed and is not wanted.
network_remove() {
  ip_batch -e 's/^rule extra /rule del /p' -e 's/^route extra /route del /p' -e 's/^address extra \([^ ]*\) \(.*\)/address del \2 dev \1/p'
}

network_drift() {
  network_compare | sed -e 's/^link wrong \([^ ]*\) \(.*\)/link\tthe card \1 is down or has not the MTU \2/' \
    -e 's/^address lacking \([^ ]*\) \(.*\)/address\tthe address \2 is not on \1/' \
    -e 's/^address extra \([^ ]*\) \(.*\)/address\tthe address \2 is on \1 and not wanted/' \
    -e 's/^route lacking /route\tthere is no route /' -e 's/^route extra /route\tthere is an unwanted route /' \
    -e 's/^rule lacking /rule\tthere is no rule /' -e 's/^rule extra /rule\tthere is an unwanted rule /' \
    -e '/^setting wrong -/d' -e 's/^setting wrong /sysctl\tthe kernel has not the setting /' \
    -e 's/^hostname wrong /hostname\tthe host is named /'
}
