# The checker of the UDP listeners' backends, which comes with the configuration. It keeps the ruleset's map udp_instead, by which
# others stand in for the dead ones: no reload, and no session of another backend notices.

healthcheck_state=$run/udp.state

# What an earlier one found is no answer of this one.
healthcheck_forget() { rm -f "$healthcheck_state"; }

healthcheck_command() {
  command=(perl "$2" "$current/healthcheck/targets" "$healthcheck_state" perl "$root/script/current/lib/ruleset.pl" "$run" run)
}

healthcheck_check() { timeout "$check_seconds" perl -c "$2"; }

healthcheck_started() { wait_for "$1" 100 healthcheck_answers; }

healthcheck_reload() { service_signal "$1" HUP && healthcheck_started "$1"; }

# Its state has a line for each target, and no other.
healthcheck_answers() {
  local listener address rest
  local -A wanted=() known=()
  [ -e "$healthcheck_state" ] || return 1
  while read -r listener address rest; do wanted["$listener $address"]=1; done <"$here/healthcheck/targets"
  while read -r listener address rest; do known["$listener $address"]=1; done <"$healthcheck_state"
  [ "${#wanted[@]}" -eq "${#known[@]}" ] || return 1
  for address in "${!wanted[@]}"; do [ -n "${known[$address]:-}" ] || return 1; done
}

# Each backend of each listener: LISTENER BACKEND ADDRESS up|down SESSIONS. A session is a socket of nginx towards the backend, by its own port.
healthcheck_numbers() {
  [ -e "$healthcheck_state" ] || return 0
  awk '
    FILENAME == ARGV[1] { sessions[$4]++; next }
    FILENAME == ARGV[2] { state[$1 " " $2] = $3; next }
    { print $1, $12, $2, state[$1 " " $2], sessions[$2 ":" $4] + 0 }' <(ss -Hun state established) "$healthcheck_state" "$here/healthcheck/targets"
}
