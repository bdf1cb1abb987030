# nginx, one for each UDP listener, so that the sessions of one do not notice a change of another.

nginx_command() { command=(nginx -g 'daemon off;' -c "$2"); }

# The check binds the port, which may be one of an address that this machine gets only later.
nginx_check() { echo 1 >/proc/sys/net/ipv4/ip_nonlocal_bind; timeout 30 nginx -t -q -c "$2"; }

nginx_started() { wait_for "$1" 100 nginx_answers "$1"; }

# A worker that takes the new files; the old one ends when its sessions do.
nginx_reload() {
  local before
  before=$(nginx_workers "$1")
  service_signal "$1" HUP && wait_for "$1" 100 nginx_has_others "$1" "$before"
}

nginx_workers() { tr ' ' '\n' <"/proc/$(service_pid "$1")/task/$(service_pid "$1")/children" 2>/dev/null | sort; }

nginx_has_others() { comm -13 <(printf '%s\n' "$2") <(nginx_workers "$1") | grep -q .; }

# It has a worker, and the listener's port is open.
nginx_answers() {
  local address
  address=$(sed -n 's/^\s*listen \([0-9.]*:[0-9]*\) udp;$/\1/p' "$current/$(main_file "$1")")
  nginx_workers "$1" | grep -q . && ss -Huln | awk -v a="$address" '$4 == a { found = 1 } END { exit !found }'
}
