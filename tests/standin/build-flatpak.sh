#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the manifest against whatever org.gnome.Sdk is installed, and installs it as branch "check", beside anything that
# a person may have installed of it. Nothing is fetched: KaTeX is Debian's, and all else is as the manifest says.
# Usage: build-flatpak.sh FOLDER
set -e
here=$(dirname "$(readlink -f "$0")")
id=io.github.dailypapers.DailyPapers
katex=$1/katex

mkdir -p "$1"
rm -rf "$katex"
cp -rL /usr/share/javascript/katex "$katex"
"$here/swap_katex.py" "$here/../../flatpak/$id.json" "$katex" >"$1/$id.json"

exec flatpak-builder --user --install --force-clean --disable-rofiles-fuse --disable-cache --default-branch=check \
  --state-dir="$1/state" --repo="$1/repo" "$1/build" "$1/$id.json"
