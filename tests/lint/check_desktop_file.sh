#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Validates the desktop file; a warning fails too, a hint does not.
# Usage: check_desktop_file.sh FILE
found=$(desktop-file-validate --no-hints "$1" 2>&1)
status=$?
printf '%s' "$found" >&2
[ $status -eq 0 ] && [ -z "$found" ]
