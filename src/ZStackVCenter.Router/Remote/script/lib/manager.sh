# The service manager: runs the daemons, as units of systemd or, where there is none (a container, a laboratory), as plain processes.
# router.conf may say which: manager=systemd or manager=process.
#
#   service_start, service_stop, service_signal NAME SIGNAL, service_pid, service_running, service_words: what it said since service_listen
#
# Either way the daemon is started by "router.sh ROOT run NAME", which becomes it and stays in the foreground.

manager=$(setting manager "$(if [ -d /run/systemd/system ]; then echo systemd; else echo process; fi)")

service_start() {
  service_listen "$1"
  "${manager}_start" "$1"
}

# From now on the service's words count.
service_listen() {
  : >"$run/$1.started"
  "${manager}_listen" "$1"
}

service_stop() {
  "${manager}_stop" "$1"
  rm -f "$run/$1.loaded" "$run/$1.started"
}

service_signal() {
  local pid
  pid=$(service_pid "$1") && kill "-$2" "$pid"
}

service_pid() { "${manager}_pid" "$1"; }

# It runs when its process is there and is ours.
service_running() {
  local pid
  pid=$(service_pid "$1") || return 1
  grep -q -z -F -- "$(service_mark "$1")" "/proc/$pid/cmdline" 2>/dev/null
}

# A word of the service's command line by which its process is known.
service_mark() {
  local -a command
  if declare -F "$(kind_of "$1")_mark" >/dev/null; then
    "$(kind_of "$1")_mark"
  else
    command_line "$1" && printf '%s' "${command[-1]}"
  fi
}

service_words() { "${manager}_words" "$1"; }

# Waits until the words after the name succeed, at most so many tenths of a second, as long as the service has a process.
wait_for() {
  local service=$1 left=$2
  shift 2
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    service_pid "$service" >/dev/null || return 1
    sleep 0.1
  done
}

process_listen() { : >"$root/log/$1.log"; }

process_start() {
  setsid bash "$script/router.sh" "$root" run "$1" </dev/null >>"$root/log/$1.log" 2>&1 9>&- &
  printf '%s\n' "$!" >"$run/$1.pid"
  disown
}

process_stop() {
  local pid left=100
  pid=$(process_pid "$1") || return 0
  kill "$pid" 2>/dev/null
  while kill -0 "$pid" 2>/dev/null; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || kill -KILL "$pid" 2>/dev/null
    sleep 0.05
  done
  rm -f "$run/$1.pid"
}

process_pid() {
  local pid
  pid=$(cat "$run/$1.pid" 2>/dev/null) && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && printf '%s' "$pid"
}

process_words() { tail -n 12 "$root/log/$1.log" 2>/dev/null; }
