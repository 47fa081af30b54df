/* dp-presented.c: what assistive technology is told of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-presented.h"

/* GTK 4.8 tells a screen reader of every page of a stack, and of what a revealer holds
 * back, as if all of it could be seen: a full list would be read out with “No Papers
 * Yet” behind it. */

/**
 * dp_presented_set:
 * @widget: a widget that is hidden by other means than its property
 * @presented: whether it can be seen
 *
 * Tells assistive technology whether a widget, with all that is in it, is there.
 */
void
dp_presented_set (GtkWidget *widget,
                  gboolean   presented)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, !presented, -1);
}

static void
present_visible_child (GtkStack *stack)
{
  GtkWidget *visible = gtk_stack_get_visible_child (stack);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    dp_presented_set (child, child == visible);
}

/**
 * dp_presented_follow_stack:
 * @stack: a stack
 *
 * Presents only the page of the stack that is shown, from now on.
 */
void
dp_presented_follow_stack (GtkStack *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (present_visible_child), NULL);
  present_visible_child (stack);
}

static void
present_revealed (GtkRevealer *revealer)
{
  dp_presented_set (gtk_revealer_get_child (revealer), gtk_revealer_get_reveal_child (revealer));
}

/**
 * dp_presented_follow_revealer:
 * @revealer: a revealer with a child
 *
 * Presents the child of the revealer only while it is revealed, from now on.
 */
void
dp_presented_follow_revealer (GtkRevealer *revealer)
{
  g_return_if_fail (GTK_IS_REVEALER (revealer));

  g_signal_connect (revealer, "notify::reveal-child", G_CALLBACK (present_revealed), NULL);
  present_revealed (revealer);
}
