# haproxy: TCP, HTTP and HTTPS listeners. A master that starts a new worker on USR2, while the old one ends what it has.

haproxy_socket=$run/haproxy.sock

haproxy_command() { command=(haproxy -W -f "$2"); }

# Its own check tries no port. To have one that is another program's, a reload would stop all listeners for a moment.
haproxy_check() { timeout "$check_seconds" haproxy -c -f "$2" && haproxy_binds "$2" | grep -vxF -f <(haproxy_binds "$here/haproxy/haproxy.cfg") | perl "$script/lib/ask.pl" free; }

haproxy_binds() { sed -n 's/^ *bind \([0-9.]*\):\([0-9]*\).*/\1 \2/p' "$1" 2>/dev/null; }

haproxy_ask() { perl "$script/lib/ask.pl" socket "$haproxy_socket" "$1" 2>/dev/null; }

haproxy_worker() { haproxy_ask 'show info' | sed -n 's/^Pid: //p'; }

haproxy_started() { wait_for "$1" 100 haproxy_answers; }

# A new worker answers at the socket once it has bound all that its files say; when it cannot, the old one stays. It begins with what
# the old one knows of the servers' health.
haproxy_reload() {
  local before
  before=$(haproxy_worker)
  haproxy_ask 'show servers state' >"$run/haproxy.state"
  service_signal "$1" USR2 && wait_for "$1" 100 haproxy_settled "$1" "$before" && haproxy_is_not "$before"
}

haproxy_settled() { haproxy_is_not "$2" || service_words "$1" | grep -q 'Loading failure'; }

haproxy_is_not() {
  local now
  now=$(haproxy_worker)
  [ -n "$now" ] && [ "$now" != "$1" ]
}

# Every listener of its files is open.
haproxy_answers() { ask frontends "$haproxy_socket"; }

haproxy_numbers() { [ ! -S "$haproxy_socket" ] || haproxy_ask 'show stat'; }
