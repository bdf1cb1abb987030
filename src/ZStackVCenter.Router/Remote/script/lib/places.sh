# The folders, and which generation is the current one.

# Number of the current generation; 0 before the first.
current_number() {
  local target
  target=$(readlink "$current" 2>/dev/null)
  target=${target##*/}
  [[ $target =~ ^[0-9]+$ ]] || target=0
  printf '%s' "$target"
}

# $generation_here is the current generation's number and $here its folder itself, past the link, with its manifest open.
look_here() {
  generation_here=$(current_number)
  here=$generations/$generation_here
  manifest_open "$here"
}

# Points the link at a generation, in one rename. It is on the disk with the end of the switch; until then the journal takes it back.
point_to() {
  ln -sfn "generations/$1" "$root/current.new" && mv -T "$root/current.new" "$current" && look_here
}

# The generations that can be gone back to, into $numbers, oldest first.
list_generations() {
  local folder
  numbers=()
  for folder in "$generations"/*; do
    folder=${folder##*/}
    [[ ! $folder =~ ^[1-9][0-9]*$ ]] || numbers[folder]=$folder
  done
  numbers=("${numbers[@]}")
}

# Sets a variable to what router.conf says under its name, or to a default.
setting() {
  local key value
  printf -v "$1" '%s' "$2"
  [ -e "$root/router.conf" ] || return 0
  while IFS='=' read -r key value; do
    [ "$key" != "$1" ] || printf -v "$1" '%s' "$value"
  done <"$root/router.conf"
}

# Makes the folders at first use. Programs that give up root read their files below, so the folders can be passed through; the
# files that hold secrets are root's alone. Generation 0 is the router before us: its cards' addresses and routes.
prepare_root() {
  [ -d "$run" ] || { mkdir -p "$run" && chmod 755 "$run"; }
  if [ ! -e "$generations/0" ]; then
    mkdir -p "$generations" "$root/log" "$root/failures" && chmod 755 "$root" "$generations" || fail NotPrepared "" "$root cannot be written"
    rm -rf "$generations/0.new" && mkdir -p "$generations/0.new/network" &&
      perl "$script/lib/network.pl" machine "$generations/0.new/network" &&
      mv -T "$generations/0.new" "$generations/0" || fail NotPrepared "" "$generations cannot be written"
  fi
  [ -L "$current" ] || point_to 0 || fail NotPrepared "" "$current cannot be written"
}
