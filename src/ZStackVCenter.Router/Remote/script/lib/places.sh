# The folders, and which generation is the current one.

# Number of the current generation; 0 before the first.
current_number() {
  local target
  target=$(readlink "$current" 2>/dev/null)
  printf '%s' "${target##*/}" | grep -E '^[0-9]+$' || printf 0
}

# Points the link at a generation, in one rename.
point_to() {
  ln -sfn "generations/$1" "$root/current.new" && mv -T "$root/current.new" "$current" && sync "$root"
}

# The generations that can be gone back to, oldest first.
list_generations() {
  local folder
  for folder in "$generations"/*; do
    [[ ${folder##*/} =~ ^[1-9][0-9]*$ ]] && printf '%s\n' "${folder##*/}"
  done | sort -n
}

# One setting of router.conf, or its default.
setting() {
  local value
  value=$(sed -n "s/^$1=//p" "$root/router.conf" 2>/dev/null | tail -n 1)
  printf '%s' "${value:-$2}"
}

# Makes the folders at first use. Programs that give up root read their files below, so the folders can be passed through; the
# files that hold secrets are root's alone. Generation 0 is the router before us: its cards' addresses and routes.
prepare_root() {
  mkdir -p "$run" && chmod 755 "$run"
  if [ ! -e "$generations/0" ]; then
    mkdir -p "$generations" "$root/log" "$root/failures" && chmod 755 "$root" "$generations" || fail NotPrepared "" "$root cannot be written"
    rm -rf "$generations/0.new" && mkdir -p "$generations/0.new/network" &&
      actual_addresses >"$generations/0.new/network/addresses" && actual_routes >"$generations/0.new/network/routes" &&
      mv -T "$generations/0.new" "$generations/0" || fail NotPrepared "" "$generations cannot be written"
  fi
  [ -L "$current" ] || point_to 0 || fail NotPrepared "" "$current cannot be written"
}
