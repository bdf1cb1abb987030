#!/bin/bash
# The router's own side of ZStackVCenter: makes the router be what a bundle of files says, as a numbered generation, and goes back by
# itself when a service does not take it. Answers with one line of JSON on standard output.
#
#   router.sh ROOT apply FOLDER SECONDS   take the bundle unpacked in FOLDER; wait SECONDS for another applier
#   router.sh ROOT rollback N SECONDS     make generation N the current one again
#   router.sh ROOT restore                bring up the current generation (at boot, and after an applier died)
#   router.sh ROOT test                   say where the router differs from its current generation
#   router.sh ROOT look                   say how it is
#   router.sh ROOT interfaces             say which interfaces it has
#   router.sh ROOT run SERVICE            become a service's daemon, for the service manager
set -u
umask 077
export LC_ALL=C PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin

root=$1
verb=$2
shift 2
script=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
generations=$root/generations
current=$root/current
run=/run/zstackvcenter

# A client that goes away, at any moment, does not stop what has begun.
trap '' PIPE HUP

for part in answer lock places manifest cards network ruleset manager systemd services activate generation apply drift look; do
  # shellcheck source=/dev/null
  . "$script/lib/$part.sh"
done
for part in "$script"/services/*.sh; do
  # shellcheck source=/dev/null
  . "$part"
done

if [ "$verb" = run ]; then
  run_service "${1/:/@}"
fi
prepare_root

# Who guards the work does not look himself.
case $verb in apply | rollback | restore) ;; *) look_here ;; esac

case $verb in
  apply) guarded work_apply "$@" ;;
  rollback) guarded work_rollback "$@" ;;
  restore) guarded work_restore "${1:-30}" ;;
  work_apply | work_rollback | work_restore) "$verb" "$@" ;;
  test) answer_drift ;;
  look) answer_look ;;
  interfaces) answer_interfaces ;;
  *) fail Malformed "" "the router's script knows no verb $verb" ;;
esac
