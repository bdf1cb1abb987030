# The ruleset: loaded in one transaction, so that no packet ever meets half of it.

# Does something with a folder's ruleset: ruleset_do VERB FOLDER.
ruleset_do() {
  [[ ${files_in["$2 nftables"]:-} =~ " nftables/ruleset.nft "([0-9a-f]+) ]] &&
    timeout 60 perl "$script/lib/ruleset.pl" "$run" "$1" "$2/nftables/ruleset.nft" "${BASH_REMATCH[1]}" 2>&1
}

# Loads the ruleset of the current generation when the kernel has another one. nft reads all of it and the kernel takes all of it or nothing, so
# this is its check as well.
ruleset_load() {
  local words status
  if [ ! -e "$here/nftables/ruleset.nft" ]; then
    rm -f "$run/ruleset.note" "$run/ruleset.settle"
    nft delete table inet zstackvcenter 2>/dev/null
    return 0
  fi
  words=$(ruleset_do load "$here")
  status=$?
  # 3: it has it already.
  [ "$status" -ne 3 ] || return 0
  [ "$status" -eq 0 ] || { refuse nftables "$words"; return; }
  did nftables
}

# Ends the connections that only the ruleset before let pass.
ruleset_settle() {
  local words status
  [ -e "$run/ruleset.settle" ] || return 0
  words=$(ruleset_do settle "$here")
  status=$?
  [ "$status" -eq 0 ] || [ "$status" -eq 3 ] || refuse network "$words"
}

ruleset_drift() {
  [ ! -e "$here/nftables/ruleset.nft" ] || ruleset_do differences "$here" | head -n 20 |
    sed -e 's/^lacks /nftables\tthe ruleset lacks: /' -e 's/^besides /nftables\tthe ruleset has besides: /'
}

# What is counted, as nft says it in JSON, separated by commas: the named counters, and each set whose elements count. nft lists one set at a time.
ruleset_counters() {
  local name
  {
    nft -j list counters table inet zstackvcenter
    for name in $(sed -n 's/^\tset \(\w*\) {.* counter; }$/\1/p' "$here/nftables/ruleset.nft"); do
      nft -j list set inet zstackvcenter "$name"
    done
  } 2>/dev/null | paste -s -d ,
}
