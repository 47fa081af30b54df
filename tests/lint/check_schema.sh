#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: check_schema.sh FOLDER
exec glib-compile-schemas --strict --dry-run "$1"
