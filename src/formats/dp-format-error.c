/* dp-format-error.c: what can be wrong with bytes from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

/* Here bytes become records and records become bytes, and nothing else happens:
 * no file, no network, no clock. Everything that comes in is hostile until it has
 * been read: each parser has limits, each is fuzzed, and none keeps what it
 * does not understand. */

#include "formats/dp-format-error.h"

G_DEFINE_QUARK (dp_format_error, dp_format_error)
