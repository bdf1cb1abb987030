# The daemons of a generation. For each kind a file of services/ says how it is started, checked, told of new files and asked whether
# it answers:
#
#   KIND_command NAME FILE   sets command=(...), the words of the daemon in the foreground
#   KIND_check FOLDER FILE   the daemon's own check of its file, in its own words
#   KIND_forget              forgets what the daemon before it said, if anything is kept; before a start
#   KIND_again NAME          what a daemon needs that its manager has started again, if anything
#   KIND_reload NAME         tells the daemon to take the files, without a break
#   KIND_answers NAME        whether it serves what its files say; what needs asking is asked with "ask", in the words of ask.pl

did_services=()
questions=''
asks_later=

# Notes that something was changed, for the answer.
did() { did_services+=("$1"); }

# Becomes the daemon, with as many open files as the kernel lets any process have: a balancer has two for each connection.
run_service() {
  local -a command
  # In one rename: whoever waits for it reads at any moment.
  printf '%s\n' "$$" >"$run/$1.pid.new" && mv "$run/$1.pid.new" "$run/$1.pid"
  ulimit -n "$(cat /proc/sys/fs/nr_open)" 2>/dev/null
  look_here
  "${1%%@*}_command" "$1" "$current/${main_in["$here $1"]:-}" || exit 1
  # Started again by its manager, with nobody beside it who tells it what it is not given at its start.
  if [ -e "$run/$1.loaded" ] && declare -F "${1%%@*}_again" >/dev/null; then
    "${1%%@*}_again" "$1" &
  fi
  exec "${command[@]}"
}

# What a change of a service's files from one list to another asks for, into $effect: restart, reload, none; or nothing when they are the same.
effect_of() {
  local line
  local -A seen=()
  effect=''
  [ "$1" != "$2" ] || return 0
  while IFS= read -r line; do
    [ -z "$line" ] || seen[$line]+=x
  done <<<"$1$2"
  for line in "${!seen[@]}"; do
    case ${seen[$line]}${line%% *}-$effect in
      xrestart-*) effect=restart ;;
      xreload-restart) ;;
      xreload-*) effect=reload ;;
      xnone-) effect=none ;;
    esac
  done
}

# The files that a service has loaded, into $loaded; nothing when it is not known.
service_loaded() {
  loaded=''
  [ ! -e "$run/$1.loaded" ] || IFS= read -r -d '' loaded <"$run/$1.loaded"
  return 0
}

# Makes a daemon run with the current files, and waits until it answers.
service_settle() {
  local name=$1 wanted loaded effect=restart
  wanted=${files_in["$here $name"]}
  if service_running "$name"; then
    service_loaded "$name"
    effect=reload
    [ -z "$loaded" ] || effect_of "$wanted" "$loaded"
  fi
  [ -n "$effect" ] || return 0
  rm -f "$run/$name.loaded"
  service_take "$name" "$effect" || service_restart "$name" "$effect" || return
  did "$name"
  printf '%s' "$wanted" >"$run/$name.loaded.new" && mv "$run/$name.loaded.new" "$run/$name.loaded"
}

service_take() {
  case $2 in
    restart)
      service_stop "$1"
      # One of its kind that is no longer wanted may have the port that this one needs; all others serve until the end.
      services_stop_others "${1%%@*}"
      service_start "$1" && "${1%%@*}_started" "$1" && return
      service_refuse "$1"
      # Its manager would start it again and again.
      service_stop "$1"
      return 1
      ;;
    reload)
      service_listen "$1"
      "${1%%@*}_reload" "$1" || service_refuse "$1"
      ;;
  esac
}

# On the way back, or in bringing up what should run, a daemon that does not take its files any other way is started anew.
service_restart() { [ -n "$keep_going" ] && [ "$2" = reload ] && service_take "$1" restart; }

# The service did not do it; its own words say why, unless something has said more already.
service_refuse() {
  [ "$failed_service" = "$1" ] || refuse "$1" "$(service_words "$1")"
  return 1
}

# A question to a daemon, of ask.pl; or a note of it, to be asked with others.
ask() {
  if [ -n "$asks_later" ]; then
    questions+="$*"$'\n'
  else
    perl "$script/lib/ask.pl" "$@"
  fi
}

# Whether every daemon answers right now, all asked by one process.
services_answer() {
  local name asks_later=yes
  questions=''
  for name in ${daemons_in[$here]}; do
    service_pid "$name" && "${name%%@*}_answers" "$name" || return
  done
  [ -z "$questions" ] || perl "$script/lib/ask.pl" all <<<"${questions%$'\n'}"
}

# What runs with the wanted files and does not answer takes them again.
services_distrust() {
  local name
  for name in ${daemons_in[$here]}; do
    "${name%%@*}_answers" "$name" || rm -f "$run/$name.loaded"
  done
}

# Proves that every daemon runs and answers. Those that do not are given time.
services_prove() {
  local name
  ! services_answer || return 0
  for name in ${daemons_in[$here]}; do
    wait_for "$name" 100 "${name%%@*}_answers" "$name" || service_refuse "$name" || service_restart "$name" reload || return
  done
}

# Ends the daemons of a kind, or of all, that the current generation no longer has.
services_stop_others() {
  local name
  for name in "$run/$1"*.started; do
    name=${name##*/}
    name=${name%.started}
    [ "$name" != "$1*" ] && [[ " ${daemons_in[$here]}" != *" $name "* ]] || continue
    service_stop "$name"
    did "$name"
  done
}
