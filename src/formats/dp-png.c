/* dp-png.c: what a PNG picture says of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-png.h"

#include <string.h>

/* The signature, then a chunk of 13 bytes named IHDR that begins with the two sides, by
 * section 5 of the PNG specification (W3C, third edition). */
#define SIGNATURE "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"
#define SIGNATURE_SIZE 16
#define HEADER_SIZE 33 /* with the chunk's five other bytes and its checksum */

static guint32
read_uint32 (const guint8 *data)
{
  guint32 value = 0;

  memcpy (&value, data, sizeof value);

  return GUINT32_FROM_BE (value);
}

/**
 * dp_png_read_size:
 * @data: (array length=length): a file
 * @length: its size in bytes
 * @out_width: (out): in pixels
 * @out_height: (out): in pixels
 *
 * Looks at the head of a file without decoding the picture. Any thread.
 *
 * Returns: whether it begins as a PNG picture of at least one pixel does
 */
gboolean
dp_png_read_size (const guint8 *data,
                  gsize         length,
                  guint32      *out_width,
                  guint32      *out_height)
{
  if (length < HEADER_SIZE || memcmp (data, SIGNATURE, SIGNATURE_SIZE) != 0)
    return FALSE;

  *out_width = read_uint32 (data + SIGNATURE_SIZE);
  *out_height = read_uint32 (data + SIGNATURE_SIZE + 4);

  return *out_width > 0 && *out_height > 0;
}
