# The three works that change a router. Each is done by a child of the guardian, under the lock.

keep_going=''

# Takes a bundle as the next generation, unless the router is that already.
work_apply() {
  local bundle=$1 from next
  trap remove_unfinished EXIT
  first_of_all
  if cmp -s "$bundle/manifest.json" "$here/manifest.json"; then
    mend "$bundle"
    return
  fi
  from=$generation_here
  next=$(next_number)
  stage verify
  generation_make "$bundle" "$next"
  cards_present "$generations/$next.tmp" || fail NotPrepared network "the router lacks a card of the wanted state; nothing was changed" "$failed_words"
  stage check
  generation_check "$generations/$next.tmp"
  stage keep
  begin_switch "$from" "$next" remove && mv -T "$generations/$next.tmp" "$generations/$next" && keep_on_disk ||
    { end_switch; fail NotPrepared "" "$generations cannot be written"; }
  switch_to "$from" "$next" remove
}

# Makes an earlier generation the current one again.
work_rollback() {
  local number=$1 from numbers
  first_of_all
  list_generations
  [[ $number =~ ^[1-9][0-9]*$ ]] && [ -e "$generations/$number/manifest.json" ] || fail GenerationNotFound "" "the router has no generation $number; it has ${numbers[*]}"
  from=$generation_here
  begin_switch "$from" "$number" keep && keep_on_disk || fail NotPrepared "" "$root cannot be written"
  switch_to "$from" "$number" keep
}

# Brings up the current generation: at boot, and when an applier died. What cannot be brought up does not keep the rest down.
work_restore() {
  first_of_all
  keep_going=yes
  bring_up || fail ApplyFailed "$failed_service" "$failed_service does not come up with generation $generation_here" "$failed_words"
  answer_changed "$generation_here" false
}

first_of_all() {
  stage begin
  find "$root/incoming" -mindepth 1 -maxdepth 1 -mmin +60 -exec rm -rf {} + 2>/dev/null
  "${manager}_install" || fail NotPrepared "" "the units cannot be installed"
  finish_interrupted || fail GoBackFailed "$failed_service" "an earlier apply was interrupted, and taking it back failed" "$failed_words"
}

# From one generation to another and, when a service does not take it, back. The journal says so already.
switch_to() {
  local from=$1 to=$2
  stage switch
  if point_to "$to" && bring_up; then
    stage commit
    end_switch
    generations_prune
    answer_changed "$from" false
    return
  fi
  go_back "$@"
}

go_back() {
  local from=$1 to=$2 kept=$3 service=${failed_service:-network} words=$failed_words error=ApplyFailed what="did not take generation $2"
  # The kernel took none of it, before anything else was done.
  [ "$service" != nftables ] || error=FileRefused what='refuses its file nftables/ruleset.nft'
  failure_note "$to" "$service" "$words"
  keep_going=yes
  failed_service=''
  stage go-back
  if point_to "$from" && bring_up; then
    [ "$kept" = keep ] || rm -rf "${generations:?}/$to"
    end_switch
    fail "$error" "$service" "$service $what; the router went back to generation $from" "$words"
  fi
  fail GoBackFailed "$service" "$service $what, and $failed_service did not take generation $from again: $(shorten "$failed_words")" "$words"
}

# The wanted state is the current one: what drifted from it is put right, and nothing else is touched.
mend() {
  local bundle=$1 found
  stage compare
  found=$(drift)
  if [ -z "$found" ]; then
    rm -rf "$bundle"
    answer_changed "$generation_here" true
    return
  fi
  stage mend
  files_mend "$bundle" || fail NotPrepared "" "$here cannot be written"
  rm -rf "$bundle"
  services_distrust
  keep_going=yes
  bring_up || fail ApplyFailed "$failed_service" "$failed_service drifted from generation $generation_here and could not be mended" "$failed_words"
  mended=$(cut -f 2 <<<"$found")
  answer_changed "$generation_here" false
}

# Puts back the files that differ from what was sent, each in one rename; their services take them again.
files_mend() {
  local bundle=$1 name path
  [ -n "$(verify_files "$here")" ] || return 0
  manifest_open "$bundle"
  for name in ${services_in[$bundle]}; do
    while read -r _ path _; do
      if [ -n "$path" ] && ! cmp -s "$bundle/$path" "$here/$path"; then
        mkdir -p "$here/${path%/*}" && cp "$bundle/$path" "$here/$path.new" && mv -T "$here/$path.new" "$here/$path" || return 1
        rm -f "$run/$name.loaded"
        [ "$name" != nftables ] || rm -f "$run/ruleset.note"
      fi
    done <<<"${files_in["$bundle $name"]:-}"
  done
  manifest_modes "$here"
  (cd "$here" && find . -type f -printf '%P\n' | grep -v -x -e manifest.json -F -f <(manifest_files "$here" | cut -d ' ' -f 2) | xargs -r -d '\n' rm -f)
}

answer_changed() {
  local -a mends=()
  [ -z "${mended:-}" ] || mapfile -t mends <<<"$mended"
  stage end
  printf '{"schema":1,"ok":true,"generation":%s,"previous":%s,"unchanged":%s,"changed":%s,"mended":%s,"milliseconds":{%s}}\n' \
    "$generation_here" "$1" "$2" "$(json_list "${did_services[@]}")" "$(json_list "${mends[@]}")" "$timings"
}
