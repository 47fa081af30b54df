#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks that clang-format would change no .c file. Headers are aligned by hand: no formatter knows
# GTK's three columns.
# Usage: check_format.sh PROJECT
set -e
cd "$1"
find src tests -name '*.c' -print0 | xargs -0 -r clang-format --dry-run -Werror
