# Network cards are known by their hardware addresses. The files name them mgt…, pub… and prv…, so each card gets that name first.

# The cards there are: MAC NAME, a line each. Of two with one address (a VLAN on a card) the card itself, which is older.
cards() {
  ip -o link show | sed -n 's/^[0-9]*: \([^:@]*\)[^:]*:.* link\/ether \([0-9a-f:]*\) .*/\2 \1/p' | awk '!seen[$1]++'
}

cards_lacking() {
  comm -23 <(manifest_interfaces "$1" | cut -d ' ' -f 2 | sort -u) <(cards | cut -d ' ' -f 1 | sort -u)
}

cards_present() {
  local lacking
  lacking=$(cards_lacking "$1")
  [ -z "$lacking" ] || refuse network "no card has the address $(tr '\n' ' ' <<<"$lacking"); the cards are: $(cards | tr '\n' ' ')"
}

# The cards that have another name than the files use: OLD NEW, a line each.
cards_misnamed() {
  join <(cards | sort) <(manifest_interfaces "$current" | awk '{ print $2, $1 }' | sort) | awk '$2 != $3 { print $2, $3 }'
}

cards_name() {
  local old new words
  cards_present "$current" || return
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
  cards_lacking "$current" | sed 's/^/card\tno card has the address /'
  cards_misnamed | sed 's/^\([^ ]*\) \(.*\)/card\tthe card \1 is not named \2/'
}
