/* demo-picture.c: a picture for every paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo-picture.h"

#include <gio/gio.h>

#define WIDTH 600
#define HEIGHT 315
#define ROW_BYTES (1 + 3 * WIDTH) /* the filter of the row comes first */

#define N_BARS 9
#define BAR_PITCH 52
#define BAR_WIDTH 34
#define BARS_LEFT ((WIDTH - N_BARS * BAR_PITCH + BAR_PITCH - BAR_WIDTH) / 2)
#define FOOT 258

typedef struct
{
  guint8 red;
  guint8 green;
  guint8 blue;
} Colour;

/* Told apart at a glance, and quiet enough to stand beside text. */
static const Colour grounds[] = {
  { 0x1c, 0x3a, 0x5e },
  { 0x2d, 0x4f, 0x3c },
  { 0x5b, 0x2c, 0x3f },
  { 0x3d, 0x2f, 0x5c },
  { 0x5a, 0x42, 0x1d },
  { 0x1f, 0x4d, 0x55 },
};

static guint8
mix (guint8 from,
     guint8 to,
     guint  share,
     guint  whole)
{
  return (guint8)((from * (whole - share) + to * share) / whole);
}

static void
put (guint8 *pixels,
     guint   x,
     guint   y,
     Colour  colour)
{
  guint8 *pixel = pixels + y * ROW_BYTES + 1 + x * 3;

  pixel[0] = colour.red;
  pixel[1] = colour.green;
  pixel[2] = colour.blue;
}

static Colour
lighten (Colour colour,
         guint  share,
         guint  whole)
{
  return (Colour){ mix (colour.red, 255, share, whole), mix (colour.green, 255, share, whole),
                   mix (colour.blue, 255, share, whole) };
}

/* A bar chart of the bits of @seed: what a figure of a paper might be. */
static void
draw (guint8 *pixels,
      guint   seed)
{
  Colour ground = grounds[seed % G_N_ELEMENTS (grounds)];

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      put (pixels, x, y, lighten (ground, y, 3 * HEIGHT));

  for (guint i = 0; i < N_BARS; i++)
    {
      guint height = 40 + (seed >> (3 * i) & 7) * 20;

      for (guint y = FOOT - height; y < FOOT; y++)
        for (guint x = 0; x < BAR_WIDTH; x++)
          put (pixels, BARS_LEFT + i * BAR_PITCH + x, y, lighten (ground, 30 + 5 * i, 100));
    }

  for (guint y = FOOT; y < FOOT + 3; y++)
    for (guint x = BARS_LEFT - 12; x < WIDTH - BARS_LEFT + 12; x++)
      put (pixels, x, y, lighten (ground, 85, 100));
}

static guint32
count_crc (const guint8 *data,
           gsize         length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }

  return ~crc;
}

static void
append_number (GByteArray *png,
               guint32     number)
{
  guint32 bytes = GUINT32_TO_BE (number);

  g_byte_array_append (png, (const guint8 *)&bytes, sizeof bytes);
}

static void
append_chunk (GByteArray   *png,
              const char   *kind,
              const guint8 *data,
              gsize         length)
{
  guint start = 0;

  append_number (png, (guint32)length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *)kind, 4);
  if (length > 0)
    g_byte_array_append (png, data, (guint)length);
  append_number (png, count_crc (png->data + start, png->len - start));
}

static GBytes *
compress (const guint8 *data,
          gsize         length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  if (!g_output_stream_write_all (stream, data, length, NULL, NULL, NULL) ||
      !g_output_stream_close (stream, NULL, NULL))
    g_error ("A picture cannot be compressed");

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

GBytes *
demo_picture_draw (const char *name)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  /* Width and height follow; then 8 bits of red, green and blue each, and all as usual. */
  static const guint8 manner[] = { 8, 2, 0, 0, 0 };
  g_autofree guint8  *pixels = g_malloc0 (HEIGHT * ROW_BYTES);
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GBytes) data = NULL;
  GByteArray *png = g_byte_array_new ();

  draw (pixels, g_str_hash (name) * 2654435761u >> 3);
  data = compress (pixels, HEIGHT * ROW_BYTES);

  append_number (header, WIDTH);
  append_number (header, HEIGHT);
  g_byte_array_append (header, manner, sizeof manner);

  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header->data, header->len);
  append_chunk (png, "IDAT", g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  append_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (png);
}
