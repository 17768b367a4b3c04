"""The marks by which files are known that are made anew each day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Generated:
    """A kind of such a file: how its name ends, and what stands near its beginning."""

    ending: str
    mark: str


DAILY = Generated(".html", "lawrec-daily-page")
STATS = Generated(".html", "lawrec-statistics-page")
CALENDAR = Generated(".ics", "-//lawrec//deadlines//")
