# nginx, one for each UDP listener, so that the sessions of one do not notice a change of another.

nginx_command() { command=(nginx -g 'daemon off;' -c "$2"); }

# The check binds the port, which may be one of an address that this machine gets only later.
nginx_check() { echo 1 >/proc/sys/net/ipv4/ip_nonlocal_bind; timeout "$check_seconds" nginx -t -q -c "$2"; }

nginx_started() { wait_for "$1" 100 nginx_answers "$1"; }

# A worker that takes the new files; the old one ends when its sessions do.
nginx_reload() {
  local workers before
  nginx_workers "$1"
  before=$workers
  service_signal "$1" HUP && wait_for "$1" 100 nginx_has_others "$1" "$before"
}

# The processes of its workers, into $workers.
nginx_workers() {
  local pid
  workers=''
  service_pid "$1" && read -r workers 2>/dev/null <"/proc/$pid/task/$pid/children"
}

nginx_has_others() {
  local workers worker
  nginx_workers "$1"
  for worker in $workers; do
    [[ " $2 " == *" $worker "* ]] || return 0
  done
  return 1
}

# It has a worker, and the listener's port is open.
nginx_answers() {
  local workers text
  nginx_workers "$1"
  IFS= read -r -d '' text <"$here/${main_in["$here $1"]}"
  [ -n "$workers" ] && [[ $text =~ listen\ ([0-9.]+):([0-9]+)\ udp\; ]] && ask bound "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
}
