# The ruleset: loaded as one transaction, so that no packet ever meets half of it.

nftables_check() { timeout 30 nft -c -f "$2"; }

# Loads the ruleset of the current generation when the kernel has another one, and notes what the kernel then says it has, so that
# a change by hand is seen later.
ruleset_load() {
  local file=$current/nftables/ruleset.nft words
  if [ ! -e "$file" ]; then
    ruleset_forget
    return
  fi
  if cmp -s "$file" "$run/ruleset.loaded" && ruleset_is_ours; then
    return 0
  fi
  rm -f "$run/ruleset.loaded"
  words=$(nft -f "$file" 2>&1) || { refuse nftables "$words"; return; }
  counters_prune
  foreign_tables_drop
  ruleset_listing >"$run/ruleset.listing" && cp "$file" "$run/ruleset.loaded"
  did nftables
}

# Whether the kernel's ruleset is what it was after the last load.
ruleset_is_ours() {
  ruleset_listing | cmp -s - "$run/ruleset.listing"
}

# All that the kernel has, without counts, and without what the checker of the UDP backends says in its map.
ruleset_listing() {
  nft -s list ruleset | awk '/^\tmap udp_instead /{ set = 1 } set && /elements = /{ skip = 1 } !skip { print } skip && /}/ { skip = 0 } /^\t}/ { set = 0 }'
}

# Counters keep their counts from one generation to the next; those of what is gone, go.
counters_prune() {
  [ -e "$current/nftables/counters" ] || return 0
  nft list counters table inet zstackvcenter 2>/dev/null | sed -n 's/^\tcounter \([^ ]*\) {.*/\1/p' | sort |
    comm -23 - <(sort "$current/nftables/counters") | sed 's/^/delete counter inet zstackvcenter /' | nft -f -
}

# The router is wholly ours: a table that somebody else made is part of no wanted state.
foreign_tables_drop() {
  nft list tables | grep -v -x 'table inet zstackvcenter' | sed 's/^/delete /' | nft -f -
}

ruleset_forget() {
  rm -f "$run/ruleset.loaded" "$run/ruleset.listing"
  nft delete table inet zstackvcenter 2>/dev/null
  return 0
}
