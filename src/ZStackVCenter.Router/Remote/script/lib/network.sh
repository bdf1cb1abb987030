# Addresses, routes, rules, kernel settings and the host's name, each as a difference between what there is and what is wanted.

# Ours among the routes: they carry this protocol number, so that others' are left alone.
route_protocol=240

# Every address of every card but the loopback's: CARD ADDRESS/PREFIX, sorted.
actual_addresses() {
  ip -o -4 address show | awk '$2 != "lo" { print $2, $4 }' | sort
}

wanted_addresses() { sort "$current/network/addresses" 2>/dev/null; }

# The cards whose addresses are ours to say: those of this generation, and those that an earlier one of this boot had.
our_cards() {
  { cat "$run/cards" 2>/dev/null; wanted_addresses | cut -d ' ' -f 1; } | sort -u
}

addresses_lacking() { comm -23 <(wanted_addresses) <(actual_addresses); }

# Only of our cards: others are somebody else's.
addresses_extra() { comm -13 <(wanted_addresses) <(actual_addresses) | join - <(our_cards); }

# The routes that nobody but the kernel made, as they were before us.
actual_routes() { ip -4 route show | grep -v 'proto kernel' | sed 's/ *$//' | sort; }

wanted_routes() { sed 's/ *$//' "$current/network/routes" 2>/dev/null | sort; }

our_routes() { ip -4 route show table all proto "$route_protocol" | sed 's/ *$//' | sort; }

routes_lacking() { comm -23 <(wanted_routes) <({ our_routes; actual_routes; } | sort); }

routes_extra() { comm -13 <(wanted_routes) <(our_routes); }

# Rules in the words of "ip rule add", of the priorities that are not the kernel's own, nor charon's, which keeps its tunnels' routes in table 220.
actual_rules() {
  ip -4 rule show | sed -n 's/^\([0-9]*\):\t*\(.*[^ ]\) *$/priority \1 \2/p' | grep -v -e '^priority 0 ' -e '^priority 3276[67] ' -e '^priority 220 from all lookup 220$' | sort
}

# As the kernel shows them: "from all" is said, and a mark is hexadecimal.
wanted_rules() {
  sed '/ from /!s/^\(priority [0-9]*\) /\1 from all /' "$current/network/rules" 2>/dev/null |
    awk '{ for (i = 1; i < NF; i++) if ($i == "fwmark" && $(i + 1) !~ /x/) $(i + 1) = sprintf("0x%x", $(i + 1)); print }' | sort
}

rules_lacking() { comm -23 <(wanted_rules) <(actual_rules); }

rules_extra() { comm -13 <(wanted_rules) <(actual_rules); }

# CARD MTU of the cards whose MTU is another one or that are down.
links_wrong() {
  comm -23 <(sort "$current/network/links" 2>/dev/null) <(ip -o link show | sed -n 's/^[0-9]*: \([^:@]*\)[^:]*: <[^>]*\bUP\b[^>]*> mtu \([0-9]*\) .*/\1 \2/p' | sort)
}

# KEY = VALUE of the settings that have another value. A dash before a key: a kernel without it is no fault, as in sysctl.d(5).
settings_wrong() {
  local key value file
  while IFS='= ' read -r key value; do
    file=${key#-}
    file=/proc/sys/${file//./\/}
    if [ -e "$file" ] || [ "${key#-}" = "$key" ]; then
      [ "$(tr '\t' ' ' 2>/dev/null <"$file")" = "$value" ] || printf '%s = %s\n' "$key" "$value"
    fi
  done < <(grep -v -e '^ *#' -e '^ *$' "$current/network/sysctl.conf" 2>/dev/null)
}

# Writes one setting; one with a dash may be one that may not be written here, as in a container.
setting_write() {
  local file=${1#-} words
  words=$({ printf '%s\n' "$2" >"/proc/sys/${file//./\/}"; } 2>&1) || [ "${1#-}" != "$1" ] || { refuse network "$1 cannot be $2: $words"; return; }
  did network
}

hostname_wrong() { [ -e "$current/network/hostname" ] && [ "$(hostname)" != "$(cat "$current/network/hostname")" ]; }

# A batch of ip's words from standard input (never through a pipe, whose side would be another shell): one process for a thousand
# addresses. Notes that something changed, if anything did.
ip_batch() {
  local batch words
  batch=$(cat)
  [ -n "$batch" ] || return 0
  words=$(ip -4 -force -batch - <<<"$batch" 2>&1) || { refuse network "$words"; return; }
  did network
}

# What is wanted and not there. Cards first, since addresses and routes stand on them.
network_add() {
  local wrong key value added
  ip_batch < <(links_wrong | sed 's/^\([^ ]*\) \(.*\)/link set dev \1 mtu \2 up/') || return
  wrong=$(settings_wrong)
  while IFS='= ' read -r key value; do
    [ -n "$key" ] || continue
    setting_write "$key" "$value" || return
  done <<<"$wrong"
  added=$(addresses_lacking)
  our_cards >"$run/cards.new" && mv "$run/cards.new" "$run/cards"
  ip_batch < <(sed -n 's/^\([^ ]*\) \(.*\)/address add \2 dev \1/p' <<<"$added") || return
  perl "$script/lib/announce.pl" <<<"$added"
  ip_batch < <(routes_lacking | sed "s/.*/route replace & proto $route_protocol/") || return
  ip_batch < <(rules_lacking | sed 's/^/rule add /') || return
  if hostname_wrong; then
    hostname -F "$current/network/hostname" && cp "$current/network/hostname" /etc/hostname && did network
  fi
}

# What is there and not wanted.
network_remove() {
  ip_batch < <(rules_extra | sed 's/^/rule del /') &&
    ip_batch < <(routes_extra | sed 's/^/route del /') &&
    ip_batch < <(addresses_extra | sed 's/^\([^ ]*\) \(.*\)/address del \2 dev \1/')
}

network_drift() {
  links_wrong | sed 's/^\([^ ]*\) \(.*\)/link\tthe card \1 is down or has not the MTU \2/'
  addresses_lacking | sed 's/^\([^ ]*\) \(.*\)/address\tthe address \2 is not on \1/'
  addresses_extra | sed 's/^\([^ ]*\) \(.*\)/address\tthe address \2 is on \1 and not wanted/'
  routes_lacking | sed 's/^/route\tthere is no route /'
  routes_extra | sed 's/^/route\tthere is an unwanted route /'
  rules_lacking | sed 's/^/rule\tthere is no rule /'
  rules_extra | sed 's/^/rule\tthere is an unwanted rule /'
  settings_wrong | grep -v '^-' | sed 's/^/sysctl\tthe kernel has not the setting /'
  ! hostname_wrong || printf 'hostname\tthe host is named %s\n' "$(hostname)"
}
