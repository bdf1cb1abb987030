# Network cards are known by their hardware addresses. The files name them mgt…, pub… and prv…, so each card gets that name first.

# The cards there are, into card_of[MAC]=NAME. Of two with one address (a VLAN on a card) the card itself, which is older.
declare -A card_of
cards_look() {
  local line
  card_of=()
  while IFS= read -r line; do
    [[ ! $line =~ ^[0-9]+:\ ([^:@]+)[^:]*:.*\ link/ether\ ([0-9a-f:]+)\  ]] || : "${card_of[${BASH_REMATCH[2]}]:=${BASH_REMATCH[1]}}"
  done < <(ip -o link show)
}

# The hardware addresses that a generation's folder names and no card has, into $lacking.
cards_lacking() {
  local name mac
  lacking=()
  manifest_open "$1"
  cards_look
  while read -r name mac; do
    [ -z "$mac" ] || [ -n "${card_of[$mac]:-}" ] || lacking+=("$mac")
  done <<<"${cards_in[$1]}"
}

cards_present() {
  local -a lacking
  local mac there=''
  cards_lacking "$1"
  [ "${#lacking[@]}" -gt 0 ] || return 0
  for mac in "${!card_of[@]}"; do there+=" $mac ${card_of[$mac]}"; done
  refuse network "no card has the address ${lacking[*]}; the cards are:$there"
}

# The cards that have another name than the files use, as cards_look found them: OLD NEW, a line each.
cards_misnamed() {
  local name mac
  while read -r name mac; do
    [ -z "$mac" ] || [ "${card_of[$mac]:-$name}" = "$name" ] || printf '%s %s\n' "${card_of[$mac]}" "$name"
  done <<<"${cards_in[$here]}"
}

cards_name() {
  local old new words
  cards_present "$here" || return
  while read -r old new; do
    # Since Linux 6.2 a card may be renamed while it is up; before, it goes down for the moment, and its routes are set again below.
    words=$(ip link set dev "$old" name "$new" 2>&1 ||
      { ip link set dev "$old" down && ip link set dev "$old" name "$new" && ip link set dev "$new" up; } 2>&1) ||
      { refuse network "the card $old cannot be named $new: $words"; return; }
    sed -i -e "s/^$old /$new /" -e "s/ dev $old\\( \\|\$\\)/ dev $new\\1/" "$generations"/0/network/*
    did network
  done < <(cards_misnamed)
}

cards_drift() {
  local -a lacking
  cards_lacking "$here"
  [ "${#lacking[@]}" -eq 0 ] || printf 'card\tno card has the address %s\n' "${lacking[@]}"
  cards_misnamed | sed 's/^\([^ ]*\) \(.*\)/card\tthe card \1 is not named \2/'
}
