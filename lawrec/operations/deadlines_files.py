"""The daily page and the calendar as files, each in place of its own older version."""

from __future__ import annotations

from pathlib import Path

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.generated import older, require_replaceable, write_generated
from lawrec.report.daily_page import daily_page
from lawrec.report.deadlines import Deadlines
from lawrec.report.generated import CALENDAR, DAILY
from lawrec.report.ics_file import Counts, Form, calendar_file, scope_in, scope_of


def write_page(path: Path, found: Deadlines) -> None:
    """Write the daily page (今日待办), whole or not at all."""
    write_generated(path, DAILY, daily_page(found).encode("utf-8", "replace"))


def write_calendar(path: Path, found: Deadlines, form: Form) -> Counts:
    """Write the calendar; what the older file has and waits no more is told as done.

    Raises UsageError where the older file is for somebody else: what is not theirs would be told
    as done.
    """
    require_replaceable(path, CALENDAR)
    before = older(path, CALENDAR)
    if before is not None and scope_in(before) not in (None, scope_of(found, form)):
        text = _("{path} is the calendar of another officer or unit, or of another form")
        raise UsageError(text.format(path=path), fix=_("Choose another name for the file"))
    content, counts = calendar_file(found, form, before)
    if content != before:
        write_generated(path, CALENDAR, content)
    return counts
