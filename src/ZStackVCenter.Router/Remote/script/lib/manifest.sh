# Reading a generation's manifest.json, whose entries stand on lines of their own and hold no escaped character.

# The files: PATH SERVICE MODE ONCHANGE SHA256, a line each.
manifest_files() {
  sed -n 's/^{"path":"\([^"]*\)","service":"\([^"]*\)","mode":"\([^"]*\)","onChange":"\([^"]*\)".*"sha256":"\([^"]*\)"}.*/\1 \2 \3 \4 \5/p' "$1/manifest.json" 2>/dev/null
}

# The services in the order of switching: NAME KIND MAINFILE, a line each; a dash for no main file.
manifest_services() {
  sed -n 's/^{"name":"\([^"]*\)","kind":"\([^"]*\)"\(,"instance":"[^"]*"\)\{0,1\}\(,"mainFile":"\([^"]*\)"\)\{0,1\}}.*/\1 \2 \5-/p' "$1/manifest.json" 2>/dev/null | sed 's/\([^ ]\)-$/\1/'
}

# The cards: NAME MAC, a line each.
manifest_interfaces() {
  sed -n 's/^{"name":"\([^"]*\)","mac":"\([^"]*\)"}.*/\1 \2/p' "$1/manifest.json" 2>/dev/null
}

# What makes two configurations the same; nothing for a generation without a manifest.
manifest_digest() {
  [ -e "$1/manifest.json" ] && sha256sum <"$1/manifest.json" | cut -d ' ' -f 1
}

# Whether every file of the manifest is there as it was sent, and no other. Says what is not on standard output.
verify_files() {
  local folder=$1
  manifest_files "$folder" | sed 's/^\([^ ]*\) .* \([^ ]*\)$/\2  \1/' | (cd "$folder" && sha256sum -c --quiet --strict - 2>&1) | grep -v '^sha256sum: WARNING'
  comm -13 <(manifest_files "$folder" | cut -d ' ' -f 1 | sort) <(cd "$folder" && find . -type f -printf '%P\n' | grep -v -x manifest.json | sort) | sed 's/$/: nobody sent it/'
}

# Gives each file the permissions that the manifest says.
manifest_modes() {
  local mode
  for mode in $(manifest_files "$1" | cut -d ' ' -f 3 | sort -u); do
    manifest_files "$1" | sed -n "s/^\([^ ]*\) [^ ]* $mode .*/\1/p" | (cd "$1" && xargs -r -d '\n' chmod "$mode") || return 1
  done
  chmod 644 "$1/manifest.json"
}
