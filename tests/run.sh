#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs steps of the tests on a private display and bus, and says in its last line how it went. A step that
# fails does not keep the next from running.
# Usage: tests/run.sh STEP...     STEP: gcc clang tidy valgrind flatpak newest
set -uo pipefail

top=$(dirname "$(dirname "$(readlink -f "$0")")")
work=$top/_build-test
results=$work/results
tests=$top/tests

ccache=
command -v ccache >/dev/null && ccache='ccache '

# Notes a result of our own in the form of Meson's logs.
record() { # NAME STATUS
  local result=OK
  [ "$2" -eq 0 ] || result=FAIL
  printf '{"name": "%s", "result": "%s"}\n' "$1" "$result" >>"$results/steps.json"
}

# Runs a command as one test.
check() { # NAME COMMAND...
  local name=$1 status=0
  shift
  "$@" || status=$?
  record "$name" $status
  return $status
}

# Configures and builds; a warning is an error.
build() { # FOLDER COMPILER MESON-ARGUMENT...
  local folder=$work/$1 compiler=$2
  shift 2
  if [ "$(cat "$folder/place" 2>/dev/null)" != "$top" ]; then
    rm -rf "$folder"
    CC=$ccache$compiler meson setup "$folder" "$top" --werror "$@" || return
    printf '%s\n' "$top" >"$folder/place"
  fi
  ninja -C "$folder"
}

# The display comes first: services that the bus starts need it too.
on_display() {
  xvfb-run -a -s '-screen 0 1280x1024x24 -noreset' dbus-run-session -- "$@"
}

# Runs the suites of a build, and keeps what Meson says of each test.
suites() { # STEP FOLDER MESON-TEST-ARGUMENT...
  local step=$1 folder=$work/$2 status=0
  shift 2
  rm -f "$folder"/meson-logs/testlog*.json
  on_display meson test -C "$folder" --no-rebuild --print-errorlogs "$@" || status=$?
  cat "$folder"/meson-logs/testlog*.json >"$results/$step.json" || record "$step: suites" 1
  return $status
}

# To be installed within itself, for the tests that start the installed programs.
build_gcc() {
  build gcc gcc --prefix="$work/gcc/installed"
}

step_gcc() {
  check 'gcc: build' build_gcc || return
  suites gcc gcc
}

build_clang() {
  build clang clang -Db_sanitize=address,undefined -Db_lundef=false
}

# With AddressSanitizer and UndefinedBehaviorSanitizer.
step_clang() {
  check 'clang: build' build_clang || return
  suites clang clang --suite unit --suite ui
}

tidy() {
  local log=$work/clang-tidy.log
  run-clang-tidy -quiet -j 2 -p "$work/clang" "$top/src/.*\.c$" >"$log" 2>&1 && return
  sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -vE '^[0-9]+ warnings? generated|^clang-tidy'
  return 1
}

# Uses the flags of the build with clang: gcc's own warnings are unknown to it.
step_tidy() {
  build_clang >/dev/null || true
  check 'clang-tidy' tidy
}

step_valgrind() {
  build_gcc >/dev/null || return
  suites valgrind gcc --setup valgrind --suite unit
}

# The server is the one part that is not of the Flatpak.
step_flatpak() {
  build_gcc >/dev/null || return
  check 'flatpak: runtime' "$top/../shared/tools/flatpak-standin" || return
  check 'flatpak: build and install' "$tests/standin/build-flatpak.sh" "$work/flatpak" || return
  check 'flatpak: window and sandboxes' on_display "$tests/standin/check_window.py" \
    "$work/flatpak/home" "$work/gcc/tests/demo/demo-server" "$tests/demo/papers.json"
  local status=$?
  flatpak --user uninstall -y --noninteractive io.github.dailypapers.DailyPapers//check
  return $status
}

step_newest() {
  check 'newest: root' "$top/../shared/tools/flatpak-standin" || return
  local status=0
  check 'newest: build' "$tests/standin/newest.sh" "$work/newest" build || return
  "$tests/standin/newest.sh" "$work/newest" test || status=$?
  cat "$work"/newest/meson-logs/testlog*.json >"$results/newest.json" || record 'newest: suites' 1
  return $status
}

# Nothing of the person who runs this is read or written, but the Flatpaks that are installed.
isolate() {
  home=$(mktemp -d)
  trap 'rm -rf "$home"' EXIT
  mkdir -m 700 "$home/runtime"
  export FLATPAK_USER_DIR=${FLATPAK_USER_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/flatpak}
  export XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
  export XDG_STATE_HOME=$home/state XDG_RUNTIME_DIR=$home/runtime LC_ALL=C.UTF-8
  unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS LANGUAGE
  unset "${!DAILY_PAPERS_@}"
}

isolate
rm -rf "$results"
mkdir -p "$results"
touch "$results/steps.json"
for step; do
  began=$SECONDS
  printf '\n== %s\n' "$step"
  "step_$step" || printf '== %s failed\n' "$step"
  printf '== %s took %d s\n' "$step" $((SECONDS - began))
done
printf '\n'
/usr/bin/python3 "$tests/count_results.py" "$top/../shared/data" "$results"
