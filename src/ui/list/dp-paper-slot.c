/* dp-paper-slot.c: a place in the list, and the paper that is in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-slot.h"

struct _DpPaperSlot
{
  GObject parent_instance;

  guint    position;
  guint32  rowid;
  DpPaper *paper;   /* (owned) (nullable) */
  char    *heading; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (DpPaperSlot, dp_paper_slot, G_TYPE_OBJECT)

typedef enum
{
  PROP_PAPER = 1,
} DpPaperSlotProperty;

static GParamSpec *props[PROP_PAPER + 1];

static void
dp_paper_slot_finalize (GObject *object)
{
  DpPaperSlot *self = DP_PAPER_SLOT (object);

  g_clear_pointer (&self->paper, dp_paper_unref);
  g_clear_pointer (&self->heading, g_free);

  G_OBJECT_CLASS (dp_paper_slot_parent_class)->finalize (object);
}

static void
dp_paper_slot_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  DpPaperSlot *self = DP_PAPER_SLOT (object);

  switch ((DpPaperSlotProperty)prop_id)
    {
    case PROP_PAPER:
      g_value_set_pointer (value, self->paper);
      break;
    }
}

static void
dp_paper_slot_class_init (DpPaperSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = dp_paper_slot_finalize;
  object_class->get_property = dp_paper_slot_get_property;

  /**
   * DpPaperSlot:paper: (type DpPaper)
   *
   * The record of the paper in this place, without a reference of its own. It is
   * notified whenever the record is another one, be it of the same paper, or the
   * heading is.
   */
  props[PROP_PAPER] =
    g_param_spec_pointer ("paper", NULL, NULL,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
dp_paper_slot_init (DpPaperSlot *self)
{
}

/**
 * dp_paper_slot_new:
 * @position: the position it stands for, all its life
 *
 * Makes an empty slot.
 *
 * Returns: (transfer full): a slot
 */
DpPaperSlot *
dp_paper_slot_new (guint position)
{
  DpPaperSlot *self = g_object_new (DP_TYPE_PAPER_SLOT, NULL);

  self->position = position;

  return self;
}

/**
 * dp_paper_slot_get_position:
 * @self: a slot
 *
 * Returns: the position it stands for, from 0
 */
guint
dp_paper_slot_get_position (DpPaperSlot *self)
{
  g_return_val_if_fail (DP_IS_PAPER_SLOT (self), G_MAXUINT);

  return self->position;
}

/**
 * dp_paper_slot_get_rowid:
 * @self: a slot
 *
 * Returns: the rowid of the paper that is in it; 0 for none
 */
guint32
dp_paper_slot_get_rowid (DpPaperSlot *self)
{
  g_return_val_if_fail (DP_IS_PAPER_SLOT (self), 0);

  return self->rowid;
}

/**
 * dp_paper_slot_get_paper:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): what a row shows of the paper
 */
DpPaper *
dp_paper_slot_get_paper (DpPaperSlot *self)
{
  g_return_val_if_fail (DP_IS_PAPER_SLOT (self), NULL);

  return self->paper;
}

/**
 * dp_paper_slot_get_heading:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): the name of the group that begins here; %NULL
 *   when none does
 */
const char *
dp_paper_slot_get_heading (DpPaperSlot *self)
{
  g_return_val_if_fail (DP_IS_PAPER_SLOT (self), NULL);

  return self->heading;
}

/**
 * dp_paper_slot_fill:
 * @self: a slot
 * @rowid: the paper that is there now; 0 for none
 * @paper: (nullable): its record
 * @heading: (nullable): the name of the group that begins here
 *
 * Puts another paper into the slot and tells who shows it.
 */
void
dp_paper_slot_fill (DpPaperSlot *self,
                    guint32      rowid,
                    DpPaper     *paper,
                    const char  *heading)
{
  DpPaper *old = NULL;

  g_return_if_fail (DP_IS_PAPER_SLOT (self));

  self->rowid = rowid;
  if (self->paper == paper && g_strcmp0 (self->heading, heading) == 0)
    return;

  g_free (self->heading);
  self->heading = g_strdup (heading);
  old = self->paper;
  self->paper = paper != NULL ? dp_paper_ref (paper) : NULL;
  g_clear_pointer (&old, dp_paper_unref);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAPER]);
}
