# The service manager: runs the daemons, as units of systemd or, where there is none (a container, a laboratory), as plain processes.
# router.conf may say which: manager=systemd or manager=process.
#
#   service_start, service_stop, service_signal NAME SIGNAL, service_running, service_words: what it said since service_listen
#   service_pid NAME   sets $pid, or is false
#
# Either way the daemon is started by "router.sh ROOT run NAME", which becomes it and stays in the foreground.

if [ -d /run/systemd/system ]; then
  setting manager systemd
else
  setting manager process
fi

service_start() {
  service_listen "$1"
  ! declare -F "${1%%@*}_forget" >/dev/null || "${1%%@*}_forget"
  "${manager}_start" "$1"
}

# From now on the service's words count.
service_listen() {
  "${manager}_listen" "$1"
  : >"$run/$1.started"
}

service_stop() {
  "${manager}_stop" "$1"
  rm -f "$run/$1.loaded" "$run/$1.started" "$run/$1.pid"
}

service_signal() {
  local pid
  service_pid "$1" && kill "-$2" "$pid"
}

# Whoever starts it notes its process, and so does the daemon itself, which its manager may start again.
service_pid() {
  pid=''
  [ ! -e "$run/$1.pid" ] || read -r pid 2>/dev/null <"$run/$1.pid"
  [ "${pid:-0}" -gt 0 ] && process_lives "$pid"
}

# A process that has ended and that nobody has buried, as the first process of some containers does not, lives no more.
process_lives() {
  local line
  read -r line 2>/dev/null <"/proc/$1/stat" && [[ ! $line =~ \)\ [ZX]\  ]]
}

# It runs when its process is there and is ours, which a word of its command line shows: its file or, where it is given none, its name.
service_running() {
  local pid mark
  local -a words=()
  service_pid "$1" || return 1
  mark=$current/${main_in["$here $1"]}
  ! declare -F "${1%%@*}_mark" >/dev/null || "${1%%@*}_mark"
  mapfile -d '' -t words 2>/dev/null <"/proc/$pid/cmdline"
  [[ ${words[*]} == *"$mark"* ]]
}

service_words() { "${manager}_words" "$1"; }

# Waits until the words after the name succeed, so many times with a tenth of a second between and at most half a minute (a daemon that hangs makes each
# time a long one), as long as the service has a process.
wait_for() {
  local service=$1 left=$2 end=$((SECONDS + 30)) pid
  shift 2
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] && [ "$SECONDS" -lt "$end" ] || return 1
    service_pid "$service" || return 1
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
  service_pid "$1" || return 0
  kill "$pid" 2>/dev/null
  while process_lives "$pid" && [ "$left" -gt -100 ]; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || kill -KILL "$pid" 2>/dev/null
    sleep 0.05
  done
}

process_words() { tail -n 12 "$root/log/$1.log" 2>/dev/null; }
