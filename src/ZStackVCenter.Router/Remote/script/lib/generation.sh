# Generations: N.tmp while it is being made, N once every file is there and checked. A number is used once.

next_number() {
  local file numbers last=0
  list_generations
  for file in "${numbers[@]}" "$root"/failures/*.txt; do
    file=${file##*/}
    file=${file%.txt}
    [[ ! $file =~ ^[0-9]+$ ]] || [ "$file" -le "$last" ] || last=$file
  done
  printf '%s' $((last + 1))
}

# Takes the bundle's files into N.tmp. They are on the disk, whole, before the folder gets its name.
generation_make() {
  local folder=$1 tmp=$generations/$2.tmp
  remove_unfinished
  # It came whole, by its hash, and with the permissions that the manifest says.
  mv -T "$folder" "$tmp" || fail NotPrepared "" "$tmp cannot be written"
}

# What an apply that did not end left.
remove_unfinished() {
  local left
  for left in "$generations"/*.tmp "$run/check"; do
    [ ! -e "$left" ] || rm -rf "$left"
  done
}

# Each daemon's own program reads its changed files, as they will be, in a folder where nothing else reads them. The kernel reads the ruleset and the
# network's files when it takes them.
generation_check() {
  local tmp=$1 check=$run/check check_seconds name file words status
  setting check_seconds 30
  manifest_open "$tmp"
  for name in ${daemons_in[$tmp]}; do
    file=${main_in["$tmp $name"]}
    [ "${files_in["$tmp $name"]:-}" != "${files_in["$here $name"]:-}" ] || continue
    [ -e "$check" ] || check_copy "$tmp" "$check" || fail NotPrepared "" "$check cannot be written"
    words=$("${name%%@*}_check" "$check" "$check/$file" 2>&1)
    status=$?
    [ "$status" -ne 124 ] || words+="it did not end within $check_seconds seconds"
    if [ "$status" -ne 0 ]; then
      fail FileRefused "$name" "$name refuses its file $file; nothing was changed" "${words//$check\//}"
    fi
  done
}

check_copy() {
  cp -a "$1" "$2" && grep -rlZ -F "$current/" "$2" | xargs -0 -r sed -i "s|$current/|$2/|g"
}

# Keeps the last five that can be gone back to, the current one among them.
generations_prune() {
  local number numbers
  list_generations
  for number in "${numbers[@]:0:$((${#numbers[@]} > 5 ? ${#numbers[@]} - 5 : 0))}"; do
    [ "$generations/$number" = "$here" ] || rm -rf "${generations:?}/$number"
  done
}

# A record of what failed, for whoever looks later; the last five are kept.
failure_note() {
  printf '%s generation %s: %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$2" "$3" >"$root/failures/$1.txt" 2>/dev/null
  ls "$root/failures" | sort -n | head -n -5 | sed "s|^|$root/failures/|" | xargs -r rm -f
}
