# One applier at a time, and one that dies half-way is cleaned up after.

# Waits for the lock at most that many seconds; it is held until this process and its children end.
take_lock() {
  exec 9<>"$root/lock" || fail NotPrepared "" "the lock of $root cannot be opened"
  if ! flock -w "$1" 9; then
    fail Busy "" "another session is changing this router: $(cat "$run/holder" 2>/dev/null)"
  fi
}

# Who holds the lock and what it is doing.
note_holder() {
  printf 'process %s, from %s, since %s, at %s\n' "$$" "${SSH_CONNECTION:-this machine}" "$started_at" "$current_stage" >"$run/holder"
}
TZ=UTC printf -v started_at '%(%Y-%m-%dT%H:%M:%SZ)T' -1

# Runs the work as a child in a session of its own and answers for it when it dies: the generation before is brought back. The lock
# is the child's as well, so that a guardian that dies alone lets the child finish.
guarded() {
  local work=$1 wait=${!#} child status
  shift
  # The child works with files of its own by then; what was sent and not used goes.
  if [ "$work" = work_apply ]; then
    incoming=${1%/files}
    trap 'rm -rf "$incoming"' EXIT
  fi
  take_lock "$wait"
  setsid bash "$script/router.sh" "$root" "$work" "$@" &
  child=$!
  wait "$child"
  status=$?
  if [ "$status" -gt 1 ]; then
    kill -KILL -- "-$child" 2>/dev/null
    stage interrupted
    remove_unfinished
    look_here
    if ! finish_interrupted; then
      fail GoBackFailed "$failed_service" "the apply was killed, and going back to generation $generation_here failed" "$failed_words"
    fi
    fail ApplyFailed "" "the apply was killed before it answered; the router runs generation $generation_here"
  fi
  exit "$status"
}

# The journal: from which generation to which a switch is under way, and whether the latter stays when it fails.
begin_switch() {
  printf '%s %s %s\n' "$1" "$2" "$3" >"$root/pending.new" && mv -T "$root/pending.new" "$root/pending"
}

# The journal and the generation are on the disk before the link moves.
keep_on_disk() { sync -f "$root"; }

end_switch() {
  rm -f "$root/pending" && sync "$root"
}

# A switch that nobody finished is taken back.
finish_interrupted() {
  local from to kept
  [ -e "$root/pending" ] || return 0
  read -r from to kept <"$root/pending"
  # The power went before its words were on the disk, so the link has not moved.
  [ -n "$kept" ] || { end_switch; return; }
  keep_going=yes
  point_to "$from" && bring_up || return 1
  keep_going=''
  [ "$kept" = keep ] || rm -rf "${generations:?}/${to:?}"
  end_switch
}
