# Where the router differs from what its current generation says: WHAT and a text, separated by a tab, a line each.

drift() {
  local name loaded
  [ ! -e "$root/pending" ] || printf 'apply\tan apply was interrupted and not taken back yet\n'
  verify_files "$here" | sed -e 's/^/file\tthe file /' -e 's/: FAILED open or read$/ is not there/' -e 's/: FAILED$/ is not as it was sent/' -e 's/: nobody sent it$/ was sent by nobody/' -e '/sha256sum: /d'
  cards_drift
  network_drift
  ruleset_drift
  for name in ${daemons_in[$here]}; do
    service_loaded "$name"
    if ! service_running "$name"; then
      printf 'service\t%s does not run\n' "$name"
    elif [ "$loaded" != "${files_in["$here $name"]}" ]; then
      printf 'service\t%s does not run with the files of the generation\n' "$name"
    elif ! "${name%%@*}_answers" "$name"; then
      printf 'service\t%s runs and does not answer\n' "$name"
    fi
  done
}

answer_drift() {
  local what text comma=''
  exec 9<>"$root/lock"
  flock -s -w 30 9 || fail Busy "" "another session is changing this router: $(cat "$run/holder" 2>/dev/null)"
  look_here
  printf '{"schema":1,"ok":true,"generation":%s,"drift":[' "$generation_here"
  while IFS=$'\t' read -r what text; do
    printf '%s{"what":%s,"text":%s}' "$comma" "$(json "$what")" "$(json "$text")"
    comma=,
  done < <(drift)
  printf ']}\n'
}
