#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs shellcheck on every script of the project.
# Usage: check_shell.sh PROJECT
set -e
cd "$1"
find tests data -name '*.sh' -print0 | xargs -0 -r shellcheck --external-sources run .ci/run
