# Generations: N.tmp while it is being made, N once every file is there and checked. A number is used once.

next_number() {
  local last
  last=$({ list_generations; ls "$root/failures" 2>/dev/null; } | sed 's/[^0-9].*//' | sort -n | tail -n 1)
  printf '%s' $((${last:-0} + 1))
}

# Takes the bundle's files into N.tmp. They are on the disk, whole, before the folder gets its name.
generation_make() {
  local folder=$1 next=$2 tmp=$generations/$2.tmp wrong
  rm -rf "${generations:?}"/*.tmp
  wrong=$(verify_files "$folder")
  if [ -n "$wrong" ]; then
    fail UploadCut "" "the files are not those of the manifest" "$wrong"
  fi
  chmod -R go-w,a+rX "$folder" && manifest_modes "$folder" && mv -T "$folder" "$tmp" || fail NotPrepared "" "$tmp cannot be written"
}

# Each service's own program reads its changed files, as they will be, from a folder where nothing else reads them.
generation_check() {
  local tmp=$1 check=$run/check name kind file changed words
  rm -rf "$check"
  cp -a "$tmp" "$check" && grep -rlZ -F "$current/" "$check" | xargs -0 -r sed -i "s|$current/|$check/|g" || fail NotPrepared "" "$check cannot be written"
  while read -r name kind file; do
    changed=$(comm -3 <(files_of "$tmp" "$name" | sort) <(files_of "$current" "$name" | sort) | head -n 1)
    if [ -z "$changed" ] || [ "$kind" = network ]; then
      continue
    fi
    if ! words=$("${kind}_check" "$check" "$check/$file" 2>&1); then
      rm -rf "$check" "$tmp"
      fail FileRefused "$name" "$name refuses its file $file; nothing was changed" "${words//$check\//}"
    fi
  done < <(manifest_services "$tmp")
  rm -rf "$check"
}

# Keeps the last five that can be gone back to, the current one among them.
generations_prune() {
  local number
  for number in $(list_generations | head -n -5); do
    [ "$number" = "$(current_number)" ] || rm -rf "${generations:?}/$number"
  done
}

# A record of what failed, for whoever looks later; the last five are kept.
failure_note() {
  printf '%s generation %s: %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$2" "$3" >"$root/failures/$1.txt" 2>/dev/null
  ls "$root/failures" | sort -n | head -n -5 | sed "s|^|$root/failures/|" | xargs -r rm -f
}
