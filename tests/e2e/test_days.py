#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hugging Face's days: today's list, days in the past, and why a day is empty."""

from desktop import GLib, find_listed_day, find_saturday, get_today, run, wait_equal, wait_for

TODAY = get_today()
SATURDAY = find_saturday()


def name(day):
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def short_name(day):
    return f"{day:%a} {day.day} {day:%B}"


def expect_list_of(desktop, day, n_papers):
    desktop.expect_label(name(day))
    wait_equal("the papers of the day", n_papers,
               lambda: len(desktop.cli_titles("--day", str(day), "--sort", "day")))
    desktop.expect_list_like("--day", str(day), "--sort", "day")


def go_to(desktop, day):
    """Through the calendar, by keyboard: from today back to the day."""
    desktop.act("win.show-today")
    desktop.focus("Daily Papers")
    desktop.keys("ctrl+d")
    desktop.focus("Go to Day")
    desktop.expect("push button", name(TODAY))
    desktop.keys(*["Left"] * (TODAY - day).days, "Return")
    wait_for("the calendar to close", lambda: desktop.frame("Go to Day") is None)


def look_at_days(desktop, server):
    server.set(hf_lists=1)
    desktop.open()

    # Today was never fetched, and is fetched when it is opened.
    desktop.choose_list("Today")
    expect_list_of(desktop, TODAY, 9)
    desktop.expect("list item", f"Today, {short_name(TODAY)}, 9 unread")
    desktop.expect_label("Last fetched today")
    asked = server.count()

    # A Saturday is empty and says why; it is asked for once.
    desktop.act("win.show-day", GLib.Variant("s", str(SATURDAY)))
    desktop.expect_label("No List at the Weekend")
    desktop.expect_label(f"There is no list of {name(SATURDAY)}")
    wait_equal("the requests", asked + 1, server.count)
    desktop.press("Show the Newest List")
    expect_list_of(desktop, TODAY, 9)
    desktop.act("win.show-day", GLib.Variant("s", str(SATURDAY)))
    desktop.expect_label("No List at the Weekend")

    # Another day, through the calendar.
    day = find_listed_day(2)
    assert desktop.cli_titles("--day", str(day)) == []
    go_to(desktop, day)
    expect_list_of(desktop, day, 5)
    desktop.expect("list item", f"{short_name(day)}, 5 unread")
    assert server.count() == asked + 2

    # It is still there after a restart, with the order chosen for days.
    desktop.sort("upvotes:desc")
    desktop.reopen()
    desktop.expect_label(name(day))
    desktop.expect_list_like("--day", str(day), "--sort", "upvotes")
    desktop.choose_list("All Papers")
    wait_equal("the order of other lists", "date:desc", lambda: desktop.get_state("win.sort")[1])
    assert server.count() == asked + 2
    assert desktop.cli("check").returncode == 0


def fail_and_try_again(desktop, server):
    server.set(hf_lists=1, hf_status=404)
    desktop.open()
    day = find_listed_day(1)
    desktop.act("win.show-day", GLib.Variant("s", str(day)))
    desktop.expect_label("The List Could Not Be Fetched")
    desktop.expect_label("does not have what was asked for")
    assert desktop.cli_json("list") == []

    server.set(hf_status=0)
    desktop.press("Try Again")
    expect_list_of(desktop, day, 6)


def fetch_several_and_stop(desktop, server):
    server.set(hf_lists=1, hf_delay_ms=20000)
    desktop.open()
    desktop.act("win.show-today")
    desktop.expect_label("Fetching Papers")
    desktop.press("Stop Refreshing")
    desktop.expect_label("Not Fetched Yet", seconds=5)

    server.set(hf_delay_ms=0)
    desktop.act("win.choose-days")
    desktop.focus("Fetch Several Days")
    desktop.expect_label("Hugging Face is asked for 7 days")
    desktop.press("Fetch", root=desktop.frame("Fetch Several Days"))
    # The week up to today has four or five working days, and today.
    expected = {str(find_listed_day(n)): size for n, size in enumerate((9, 6, 5, 4, 4, 3))
                if (TODAY - find_listed_day(n)).days < 7}
    wait_equal("the days", expected, lambda: {day: len(desktop.cli_titles("--day", day)) for day in expected})
    expect_list_of(desktop, TODAY, 9)


run(look_at_days, fail_and_try_again, fetch_several_and_stop)
