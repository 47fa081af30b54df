#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the source in the root of the newest GNOME without a warning, or runs its unit and ui suites there.
# What the newest GTK calls deprecated is what Debian 12 has, so that alone is no error.
# Without KaTeX, so that this is tried too.
# Usage: newest.sh FOLDER build|test
set -euo pipefail
project=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
folder=$1
shared=$(readlink -f "$project/../shared")
root=$("$shared/tools/flatpak-standin" --root)
mkdir -p "$folder"

# The same places as outside relative to each other: the tests look for their data beside the project. As root, with all
# that root may: some tests become somebody else to see what is forbidden.
inside() {
  bwrap --ro-bind "$root" / --dev /dev --bind /proc /proc --perms 1777 --tmpfs /tmp --tmpfs /run --tmpfs /root --tmpfs /var/tmp \
    --ro-bind-try /sys /sys --dir /tmp/.X11-unix --perms 0700 --dir /run/user \
    --ro-bind "$project" /tmp/project --ro-bind "$shared" /tmp/shared --bind "$folder" /tmp/build \
    --chdir /tmp --die-with-parent --cap-add ALL --clearenv \
    --setenv HOME /root --setenv PATH /usr/bin:/usr/sbin --setenv LC_ALL C.UTF-8 \
    --setenv XDG_RUNTIME_DIR /run/user \
    "$@"
}

case $2 in
  build)
    [ -f "$folder/build.ninja" ] ||
      inside meson setup /tmp/build /tmp/project --werror -Dkatex=disabled -Dc_args=-Wno-error=deprecated-declarations
    inside ninja -C /tmp/build
    ;;
  test)
    rm -f "$folder"/meson-logs/testlog*.json
    inside xvfb-run -a -s '-screen 0 1280x1024x24 -noreset' dbus-run-session -- \
      meson test -C /tmp/build --no-rebuild --print-errorlogs --suite unit --suite ui
    ;;
esac
