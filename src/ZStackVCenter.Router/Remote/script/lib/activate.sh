# Makes the router be what the current link says. It looks at what there is, not at what was done before: the same words switch forward,
# go back, mend what drifted, and bring a router up at boot.

failed_service=''
failed_words=''

# The ruleset is first: what it protects comes up behind it, and when the kernel does not take it, nothing else has been touched. Addresses come
# before the services that bind them and go after the services that had them. What is wanted no longer ends only when all that is wanted has proved
# itself, the connections through it last of all: whoever has to go back finds them as they were.
bring_up() {
  local name
  attempts_failed=''
  stage cards && attempt cards_name || return
  stage ruleset && attempt ruleset_load || return
  stage network && attempt network_add || return
  stage services
  for name in ${daemons_in[$here]}; do
    attempt service_settle "$name" || return
  done
  stage prove && attempt services_prove || return
  services_stop_others ''
  stage leftovers && attempt network_remove || return
  [ -z "$network_extra" ] || attempt services_prove || return
  stage settle && attempt ruleset_settle || return
  [ -z "$attempts_failed" ]
}

# One part of it. With keep_going a part that fails is noted (the first one is told) and the others are still done.
attempt() {
  local service=$failed_service words=$failed_words
  "$@" && return 0
  if [ -n "$attempts_failed" ]; then
    failed_service=$service failed_words=$words
  fi
  attempts_failed=yes
  [ -n "$keep_going" ]
}
