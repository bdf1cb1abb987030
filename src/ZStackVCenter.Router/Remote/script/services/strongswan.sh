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

strongswan_forget() { rm -f "$run/swanctl.loaded" "$run/swanctl.ended" "$run/swanctl.rest"; }

strongswan_started() { wait_for "$1" 100 strongswan_up && strongswan_reload "$1"; }

strongswan_again() { wait_for "$1" 100 strongswan_up && timeout 60 swanctl --load-all --clear --noprompt --file "$current/${main_in["$here $1"]}"; }

# Takes the keys, ends what is no longer wanted or is wanted otherwise, has charon forget it, and then loads what is wanted. A peer whose tunnel ends calls
# at once, so the key of before is no longer there then. To end what is wanted no longer after the rest would end what the new settings have begun, and a child
# that was waiting for its turn would never be started. charon starts what is new to it: what ended and is, to charon, the same again would stay down.
strongswan_reload() {
  local file=$here/${main_in["$here $1"]} ended=$run/swanctl.ended kind name
  [ -e "$run/swanctl.loaded" ] || : >"$run/swanctl.loaded"
  strongswan_load "$1" --load-creds --clear --noprompt --file "$file" || return
  # It is there until all is loaded: what failed half-way has ended tunnels too, which the way back brings up again.
  perl "$script/lib/tunnels.pl" "$run/swanctl.loaded" "$file" >>"$ended"
  if [ -s "$ended" ]; then
    while read -r kind name; do
      timeout 10 swanctl --terminate "--$kind" "$name" --timeout 5 </dev/null >/dev/null 2>&1
    done < <(sort -u "$ended")
    perl "$script/lib/tunnels-without.pl" "$file" "$ended" >"$run/swanctl.rest"
    strongswan_load "$1" --load-conns --file "$run/swanctl.rest" || return
  fi
  strongswan_load "$1" --load-conns --file "$file" || return
  cp "$file" "$run/swanctl.new" && mv "$run/swanctl.new" "$run/swanctl.loaded" && rm -f "$ended"
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
