#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Validates the metainfo and fails on any finding but the two that we know and want.
# Usage: check_metainfo.sh FILE

# Pedantic about capital letters in an id, which GNOME's ids have; and AppStream before 1.0,
# which Debian 12 has, does not know the <developer> that it became.
expected='cid-contains-uppercase-letter|unknown-tag developer'

found=$(appstreamcli validate --no-net --pedantic --no-color "$1")
status=$?
if [ $status -ne 0 ] || printf '%s\n' "$found" | grep -E '^[EWIP]: ' | grep -qvE "$expected"; then
  printf '%s\n' "$found" >&2
  exit 1
fi

# Software centres cut off what is longer.
summary=$(sed -n 's/.*<summary>\(.*\)<\/summary>.*/\1/p' "$1")
if [ -z "$summary" ] || [ ${#summary} -gt 35 ] || [ "${summary%.}" != "$summary" ]; then
  echo "$1: the summary should have up to 35 letters and no full stop: $summary" >&2
  exit 1
fi
