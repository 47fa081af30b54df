/* fuzz.h: what libFuzzer calls, and the replay of a corpus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* Each fuzzer defines it. It must survive any bytes, and aborts where a promise is broken. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);
