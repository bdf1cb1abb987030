# The daemons of a generation. For each kind a file of services/ says how it is started, checked, told of new files and asked whether
# it answers:
#
#   KIND_command NAME FILE   sets command=(...), the words of the daemon in the foreground
#   KIND_check FOLDER FILE   the daemon's own check of its file, in its own words
#   KIND_reload NAME         tells the daemon to take the files, without a break
#   KIND_answers NAME        whether it serves what its files say

did_services=()

# Notes that something was changed, for the answer.
did() { did_services+=("$1"); }

kind_of() { printf '%s' "${1%%@*}"; }

main_file() { manifest_services "$current" | sed -n "s/^$1 [^ ]* //p"; }

command_line() {
  "$(kind_of "$1")_command" "$1" "$current/$(main_file "$1")"
}

# Becomes the daemon, with as many open files as the kernel lets any process have: a balancer has two for each connection.
run_service() {
  local -a command
  ulimit -n "$(cat /proc/sys/fs/nr_open)" 2>/dev/null
  command_line "$1" || exit 1
  exec "${command[@]}"
}

# The daemons among a generation's services, in the order of switching.
daemons_of() {
  manifest_services "$1" | grep -v -e ' network ' -e ' nftables ' | cut -d ' ' -f 1
}

# A service's files with their hashes and what a change of each asks for.
files_of() {
  manifest_files "$1" | sed -n "s/^\([^ ]*\) $2 [^ ]* \([^ ]*\) \([^ ]*\)$/\2 \1 \3/p"
}

# What a change of these files asks for: restart, reload, none; or nothing when they are the same.
effect_of() {
  comm -3 "$1" "$2" | tr -d '\t' | cut -d ' ' -f 1 | sort -u | tr '\n' ' ' |
    sed -e 's/.*restart.*/restart/' -e 's/.*reload.*/reload/' -e 's/ //g'
}

# Makes a daemon run with the current files, and waits until it answers.
service_settle() {
  local name=$1 kind wanted effect
  kind=$(kind_of "$name")
  wanted=$run/$name.wanted
  files_of "$current" "$name" | sort >"$wanted"
  effect=restart
  if service_running "$name"; then
    [ -e "$run/$name.loaded" ] && effect=$(effect_of "$wanted" "$run/$name.loaded")
    [ -e "$run/$name.loaded" ] || effect=reload
  fi
  if [ -n "$effect" ]; then
    rm -f "$run/$name.loaded"
    service_take "$name" "$effect" || return
    did "$name"
    mv "$wanted" "$run/$name.loaded"
  else
    rm -f "$wanted"
  fi
}

service_take() {
  case $2 in
    restart)
      service_stop "$1"
      service_start "$1" && "$(kind_of "$1")_started" "$1"
      ;;
    reload)
      service_listen "$1"
      "$(kind_of "$1")_reload" "$1"
      ;;
  esac || service_refuse "$1"
}

# The service did not do it; its own words say why, unless something has said more already.
service_refuse() {
  [ "$failed_service" = "$1" ] || refuse "$1" "$(service_words "$1")"
  return 1
}

# Proves that every daemon runs and answers.
services_prove() {
  local name
  for name in $(daemons_of "$current"); do
    if ! wait_for "$name" 100 "$(kind_of "$name")_answers" "$name"; then
      service_refuse "$name"
      return
    fi
  done
}

# Ends the daemons that the current generation no longer has.
services_stop_others() {
  local name
  for name in $(cd "$run" && for f in *.started; do printf '%s\n' "${f%.started}"; done | grep -v -x -F -e '*' -f <(daemons_of "$current"; echo '*')); do
    service_stop "$name"
    did "$name"
  done
}
