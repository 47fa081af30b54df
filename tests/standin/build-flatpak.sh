#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the manifest, as it is, against whatever org.gnome.Sdk is installed, and installs it as branch "check",
# beside anything that a person may have installed of it.
# Usage: build-flatpak.sh FOLDER
set -e
project=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
manifest=$project/flatpak/io.github.dailypapers.DailyPapers.json

mkdir -p "$1"
exec flatpak-builder --user --install --force-clean --disable-rofiles-fuse --disable-cache --default-branch=check \
  --state-dir="$1/state" --repo="$1/repo" "$1/build" "$manifest"
