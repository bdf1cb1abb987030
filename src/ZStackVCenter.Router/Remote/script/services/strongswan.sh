# charon, told through swanctl. Tunnels that stay are not touched when others come and go.

strongswan_command() { command=(/usr/sbin/charon-systemd); }

# swanctl has no check of its own: what it does not take makes the router go back. What charon knows by name and lacks would be taken, and no tunnel
# would come up.
strongswan_check() {
  local plugins=/usr/lib/ipsec/plugins
  [ -s "$2" ] || return
  ! grep -qE 'proposals = .*(3des|ecp)' "$2" || [ ! -d "$plugins" ] || [ -e "$plugins/libstrongswan-openssl.so" ] ||
    { printf 'Triple DES and the groups 19, 20, 21, 25 and 26 need the package libstrongswan-standard-plugins, which is not installed\n'; return 1; }
}

strongswan_mark() { mark=charon-systemd; }

strongswan_up() { timeout 5 swanctl --stats >/dev/null 2>&1; }

# It has the connections of its file and no others.
strongswan_answers() {
  local loaded wanted
  loaded=$(timeout 5 swanctl --list-conns 2>/dev/null) || return
  loaded=$(sed -n 's/^\([^ ]*\): IKE.*/\1/p' <<<"$loaded" | sort)
  wanted=$(sed -n 's/^    \(peer_[0-9a-f]*\) {$/\1/p' "$here/${main_in["$here $1"]}" | sort)
  [ "$loaded" = "$wanted" ]
}

strongswan_forget() { rm -f "$run/swanctl.loaded"; }

strongswan_started() { wait_for "$1" 100 strongswan_up && strongswan_reload "$1"; }

strongswan_again() { wait_for "$1" 100 strongswan_up && timeout 60 swanctl --load-all --clear --noprompt --file "$current/${main_in["$here $1"]}"; }

# Takes the keys, ends what is no longer wanted or is wanted otherwise, and then loads what is wanted. A peer whose tunnel ends calls at once, so the key of
# before is no longer there then; and to end what is wanted no longer after the rest would end what the new settings have begun, and a child that was waiting
# for its turn would never be started.
strongswan_reload() {
  local file kind name changes
  file=$here/${main_in["$here $1"]}
  [ -e "$run/swanctl.loaded" ] || : >"$run/swanctl.loaded"
  changes=$(perl "$script/lib/tunnels.pl" "$run/swanctl.loaded" "$file")
  strongswan_load "$1" --load-creds --clear --noprompt --file "$file" || return
  printf '%s\n' "$changes" | grep -E '^(ike|child) ' | while read -r kind name; do
    timeout 10 swanctl --terminate "--$kind" "$name" --timeout 5 >/dev/null 2>&1
  done
  strongswan_load "$1" --load-conns --file "$file" || return
  cp "$file" "$run/swanctl.new" && mv "$run/swanctl.new" "$run/swanctl.loaded"
  # Begun, not waited for: the peer may not know of it yet.
  printf '%s\n' "$changes" | sed -n 's/^begin //p' | while read -r name; do
    timeout 5 swanctl --initiate --child "$name" --timeout 1 >/dev/null 2>&1
  done
  return 0
}

strongswan_load() {
  local name=$1 words
  shift
  words=$(timeout 60 swanctl "$@" 2>&1) ||
    refuse "$name" "$(grep -v -e "^plugin '" -e '^opening directory ' -e '^  reading directory ' -e '^loaded ' <<<"$words")"
}

strongswan_numbers() { ! service_running strongswan || timeout 10 swanctl --list-sas --raw 2>/dev/null; }

# What is wanted, without its secrets: a tunnel that is down, or whose charon is, is among it.
strongswan_wanted() { [ -z "${main_in["$here strongswan"]:-}" ] || sed '/^secrets {/,$d' "$here/${main_in["$here strongswan"]}"; }
