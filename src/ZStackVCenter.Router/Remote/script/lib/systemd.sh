# The same through systemd: one template unit runs every daemon, another brings the current generation up at boot, and a timer
# finishes what an applier and its guardian left when both were killed. Whoever waits for systemd has the lock, so that each wait has an end.

unit_of() { printf 'zstackvcenter@%s.service' "${1/@/:}"; }

# What was said before is in the journal before the moment that counts.
systemd_listen() { timeout 10 journalctl -q --sync; }

systemd_start() {
  systemctl reset-failed "$(unit_of "$1")" 2>/dev/null
  timeout 60 systemctl start "$(unit_of "$1")" && systemctl show -p MainPID --value "$(unit_of "$1")" >"$run/$1.pid"
}

systemd_stop() { timeout 60 systemctl stop "$(unit_of "$1")"; }

# The daemon's own words, without those of systemd about it.
systemd_words() {
  timeout 10 journalctl -q --sync
  timeout 10 journalctl -q -o cat -n 12 --since "$(date -r "$run/$1.started" '+%Y-%m-%d %H:%M:%S.%6N')" "_SYSTEMD_UNIT=$(unit_of "$1")" 2>/dev/null
}

# The packages' own units would hold the ports that ours need.
others_disable() {
  local unit
  for unit in haproxy dnsmasq nginx strongswan strongswan-starter; do
    if systemctl -q is-enabled "$unit.service" 2>/dev/null || systemctl -q is-active "$unit.service"; then
      systemctl -q disable --now "$unit.service" || return 1
    fi
  done
}

# Puts the units of this script in place when they differ.
systemd_install() {
  local unit file text there changed=''
  for unit in "$script"/units/*; do
    file=/etc/systemd/system/${unit##*/} there=''
    IFS= read -r -d '' text <"$unit"
    [ ! -e "$file" ] || IFS= read -r -d '' there <"$file"
    if [ "$there" != "${text//@ROOT@/$root}" ]; then
      printf '%s' "${text//@ROOT@/$root}" >"$file" && chmod 644 "$file" || return 1
      changed=yes
    fi
  done
  [ -n "$changed" ] || return 0
  others_disable && systemctl daemon-reload && systemctl -q enable zstackvcenter-router.service zstackvcenter-keeper.timer && systemctl start zstackvcenter-keeper.timer
}

process_install() { :; }
