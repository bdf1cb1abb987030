# Generations' manifests (manifest.json, whose entries stand on lines of their own and hold no escaped character), each read once.
#
#   services_in[FOLDER]       its services in the order of switching, separated by blanks; daemons_in: those that are daemons
#   kind_in[FOLDER SERVICE]   its kind; main_in: the file that its program is given
#   files_in[FOLDER SERVICE]  its files: EFFECT PATH SHA256 MODE, a line each
#   cards_in[FOLDER]          the cards: NAME MAC, a line each
declare -A manifest_known services_in daemons_in kind_in main_in files_in cards_in

manifest_open() {
  local folder=$1 line name
  [ -z "${manifest_known[$folder]:-}" ] || return 0
  manifest_known[$folder]=yes
  services_in[$folder]='' daemons_in[$folder]='' cards_in[$folder]=''
  [ -e "$folder/manifest.json" ] || return 0
  while IFS= read -r line; do
    if [[ $line =~ ^\{\"path\":\"([^\"]*)\",\"service\":\"([^\"]*)\",\"mode\":\"([^\"]*)\",\"onChange\":\"([^\"]*)\".*\"sha256\":\"([^\"]*)\"\} ]]; then
      files_in["$folder ${BASH_REMATCH[2]}"]+="${BASH_REMATCH[4]} ${BASH_REMATCH[1]} ${BASH_REMATCH[5]} ${BASH_REMATCH[3]}"$'\n'
    elif [[ $line =~ ^\{\"name\":\"([^\"]*)\",\"kind\":\"([^\"]*)\"(,\"instance\":\"[^\"]*\")?(,\"mainFile\":\"([^\"]*)\")?\} ]]; then
      name=${BASH_REMATCH[1]}
      services_in[$folder]+="$name "
      kind_in["$folder $name"]=${BASH_REMATCH[2]}
      main_in["$folder $name"]=${BASH_REMATCH[5]}
      [[ ${BASH_REMATCH[2]} == @(network|nftables) ]] || daemons_in[$folder]+="$name "
    elif [[ $line =~ ^\{\"name\":\"([^\"]*)\",\"mac\":\"([^\"]*)\"\} ]]; then
      cards_in[$folder]+="${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"$'\n'
    fi
  done <"$folder/manifest.json"
}

# All files of a manifest: EFFECT PATH SHA256 MODE, a line each.
manifest_files() {
  local name
  manifest_open "$1"
  for name in ${services_in[$1]}; do
    printf '%s' "${files_in["$1 $name"]:-}"
  done
}

# Whether every file of the manifest is there as it was sent, and no other. Says what is not on standard output.
verify_files() {
  local folder=$1 path sum sums=''
  local -A known=([manifest.json]=yes)
  while read -r _ path sum _; do
    sums+=$sum"  "$path$'\n'
    known[$path]=yes
  done < <(manifest_files "$folder")
  (cd "$folder" && sha256sum -c --quiet --strict - 2>&1 <<<"${sums%$'\n'}") | grep -v '^sha256sum: WARNING'
  while IFS= read -r path; do
    [ -n "${known[$path]:-}" ] || printf '%s: nobody sent it\n' "$path"
  done < <(find "$folder" -type f -printf '%P\n')
}

# Gives each file the permissions that the manifest says.
manifest_modes() {
  local folder=$1 effect path sum mode
  local -A paths=()
  while read -r effect path sum mode; do
    [ -z "$path" ] || paths[$mode]+="$folder/$path"$'\n'
  done < <(manifest_files "$folder")
  for mode in "${!paths[@]}"; do
    xargs -r -d '\n' chmod "$mode" <<<"${paths[$mode]%$'\n'}" || return 1
  done
  chmod 644 "$folder/manifest.json"
}
