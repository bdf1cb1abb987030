# Addresses, routes, rules, kernel settings and the host's name, each as a difference between what there is and what is wanted.

# Ours among the routes: they carry this protocol number, so that others' are left alone.
route_protocol=240

network_compare() { perl "$script/lib/network.pl" differences "$here/network" "$run/cards" "$route_protocol"; }

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

# Does these words of ip's, a line each, in one process for a thousand addresses. Notes that something changed, if anything did.
ip_batch() {
  local words
  [ -n "$1" ] || return 0
  words=$(ip -4 -force -batch - <<<"$1" 2>&1) || { refuse network "$words"; return; }
  did network
}

# What is wanted and not there. Cards first, since addresses and routes stand on them. What is there and not wanted goes later.
network_add() {
  local kind side words missing='' addresses='' renamed=''
  network_extra=''
  network_compare >"$run/network" || { refuse network "the network cannot be looked at"; return; }
  cards_note
  while read -r kind side words; do
    case "$kind $side" in
      'setting wrong') setting_write "${words%% = *}" "${words#* = }" || return ;;
      'link wrong') missing+="link set dev ${words% *} mtu ${words#* } up"$'\n' ;;
      'address lacking') missing+="address add ${words#* } dev ${words% *}"$'\n' addresses+=$words$'\n' ;;
      'route lacking') missing+="route replace $words proto $route_protocol"$'\n' ;;
      'rule lacking') missing+="rule add $words"$'\n' ;;
      'hostname wrong') renamed=yes ;;
      *' extra') network_extra=yes ;;
    esac
  done <"$run/network"
  ip_batch "${missing%$'\n'}" || return
  [ -z "$addresses" ] || perl "$script/lib/announce.pl" <<<"$addresses"
  [ -z "$renamed" ] || { hostname -F "$here/network/hostname" && cp "$here/network/hostname" /etc/hostname && did network; }
}

# What is there and not wanted. It is looked for again: a new route may have taken the place of the one to the same network.
network_remove() {
  local kind side words extra=''
  [ -n "$network_extra" ] || return 0
  network_compare >"$run/network" || { refuse network "the network cannot be looked at"; return; }
  while read -r kind side words; do
    case "$kind $side" in
      'rule extra' | 'route extra') extra+="$kind del $words"$'\n' ;;
      'address extra') extra+="address del ${words#* } dev ${words% *}"$'\n' ;;
    esac
  done <"$run/network"
  ip_batch "${extra%$'\n'}" || return
  # What goes may take along what stays: an address those of its network, and both the routes through them.
  [ -z "$extra" ] || network_add
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
