#!/usr/bin/env bash
# Builds, tests and shows ZStackVCenter on a machine with the .NET SDK and Debian's packages. See usage below.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

usage() {
  cat <<'TEXT'
usage: ./build.sh VERB

  build        build the module into out/ZStackVCenter, and all tests
  test         run every test; the last line is "N passed, N failed, N skipped"
  demo         start a simulated vCenter and run docs/examples/quickstart.ps1 against it
  bench NAME   measure; the last line is "NAME: ratio=R limit=L" or "NAME: ms=M limit=L"
  docs         bring the pages of docs/en-US up to date with the cmdlets, and build the help
  package      put the module into artifacts/package as a zip
  clean        remove what was built
TEXT
}

die() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

# Debian packages that the verb needs and the machine lacks.
missing_packages() {
  local verb=$1 package verbs
  while read -r package verbs; do
    case " $verbs " in *" $verb "*) ;; *) continue ;; esac
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
      printf '%s\n' "$package"
    fi
  done < <(grep -v '^ *\(#\|$\)' tests/packages.txt)
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

install_packages() {
  local verb=$1 guard=/usr/sbin/policy-rc.d
  if ! command -v dpkg-query >/dev/null; then
    die "'$verb' needs the Debian packages of tests/packages.txt, and this system has no apt: install their like by hand, or use a Debian container."
  fi
  local -a packages
  mapfile -t packages < <(missing_packages "$verb")
  [ "${#packages[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    die "'$verb' needs these Debian packages; install them as root: ${packages[*]}"
  fi
  printf 'build.sh: installing %s\n' "${packages[*]}"
  # The tests start the servers that they need, in namespaces of their own: the packages must not start any.
  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$guard" >/dev/null
    as_root chmod 755 "$guard"
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  local log=artifacts/apt.log
  mkdir -p artifacts
  if ! { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "apt-get could not install: ${packages[*]} (all of it is in $log)"
  fi
}

require_dotnet() {
  command -v dotnet >/dev/null || die "the .NET SDK of global.json is needed: https://dotnet.microsoft.com/download"
}

build() {
  require_dotnet
  dotnet build "$@" --nologo -v quiet -clp:NoSummary
}

# One number of a result file's <Counters>.
counter() {
  [[ "$2" =~ [[:space:]]$1=\"([0-9]+)\" ]] || die "a result file has no count named $1"
  printf '%s' "${BASH_REMATCH[1]}"
}

# Adds one project's result file to the counts. A run that left none is a failure.
count_results() {
  local counters
  if ! counters=$(grep -o '<Counters [^>]*' "$1" 2>/dev/null); then
    failed=$((failed + 1))
    return
  fi
  passed=$((passed + $(counter passed "$counters")))
  failed=$((failed + $(counter failed "$counters")))
  skipped=$((skipped + $(counter total "$counters") - $(counter executed "$counters")))
}

# Runs one project's tests; its result file lies in the folder of the results.
test_project() {
  local project=$1 results=$2 name
  name=$(basename "$project" .csproj)
  printf '\n== %s\n' "$name"
  dotnet test "$project" --no-build --nologo -v quiet --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal"
}

run_tests() {
  install_packages test
  build ZStackVCenter.sln
  if [ "$(id -u)" -eq 0 ]; then
    # Root on a machine with the packages can run everything: a test that finds something missing fails.
    export CI=true
  fi
  local results=$PWD/artifacts/test-results project status=0 waiting log waiter
  rm -rf "$results"
  mkdir -p "$results"
  # The router's tests spend their time waiting for daemons and packets: they run beside all others.
  waiting=tests/ZStackVCenter.Router.Tests/ZStackVCenter.Router.Tests.csproj
  log=$results/router.log
  test_project "$waiting" "$results" >"$log" 2>&1 &
  waiter=$!
  trap 'kill "$waiter" 2>/dev/null; exit 130' INT TERM
  for project in tests/*.Tests/*.csproj; do
    [ "$project" != "$waiting" ] || continue
    test_project "$project" "$results" || status=1
  done
  wait "$waiter" || status=1
  cat "$log"
  passed=0 failed=0 skipped=0
  for project in tests/*.Tests/*.csproj; do
    count_results "$results/$(basename "$project" .csproj).trx"
  done
  printf '\n'
  if [ "$failed" -gt 0 ]; then
    status=1
  fi
  if [ "$skipped" -gt 0 ] && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    printf 'build.sh: this machine could run what was skipped: use sudo ./build.sh test\n'
    status=1
  fi
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  return "$status"
}

main() {
  local verb=${1:-}
  [ "$#" -eq 0 ] || shift
  case "$verb" in
    build)
      build ZStackVCenter.sln
      ;;
    test)
      run_tests
      ;;
    demo)
      install_packages demo
      build tests/Demo/Demo.csproj
      dotnet artifacts/bin/Demo/debug/Demo.dll
      ;;
    bench)
      [ "$#" -eq 1 ] || die "bench needs the name of one benchmark: import, sync, sync-floor, watch, get, batch, create, apply or forward"
      install_packages bench
      build tests/Benchmarks/Benchmarks.csproj -c Release
      dotnet artifacts/bin/Benchmarks/release/Benchmarks.dll "$1"
      ;;
    docs)
      build src/ZStackVCenter/ZStackVCenter.csproj -p:HelpVerb=update
      printf 'The help is in out/ZStackVCenter/en-US.\n'
      ;;
    package)
      build src/ZStackVCenter/ZStackVCenter.csproj -c Release
      dotnet msbuild package.proj -nologo -v:minimal
      ;;
    clean)
      rm -rf artifacts out
      ;;
    *)
      usage
      exit 2
      ;;
  esac
}

main "$@"
