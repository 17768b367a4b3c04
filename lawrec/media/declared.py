"""Times of recording that a named person states, for footage whose file states none itself.

Such a time is never certain, and never takes the place of one that the device wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.media.facts import MediaFacts
from lawrec.schema.media import Captured, Sidecar
from lawrec.schema.moments import parse_moment

_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)\s*\Z")
_SLACK = timedelta(minutes=5)
_LONGEST = timedelta(days=31)
_OF_THE_FILE = frozenset({"source", "certain", "notes", "zone", "reader"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a person states: aware times, who it is, and whether the zone was written too."""

    start: datetime
    end: datetime | None
    by: str
    zone: Literal["stated", "assumed"]


def declare_times(
    start: str | None, end: str | None, by: str | None, zone: tzinfo, now: datetime
) -> Declaration | None:
    """What the options say; None if they say nothing.

    A time without a zone takes the bureau's. Raises UsageError for half a statement, for times
    that cannot be read, lie in the future, or end before they begin.
    """
    if start is None and end is None and by is None:
        return None
    if start is None:
        raise UsageError(
            _("When was it filmed? Only a part is stated"),
            fix=_("Give the beginning with --filmed-from, the end with --filmed-to if it is known"),
        )
    if by is None or not by.strip():
        raise UsageError(_("Who states when it was filmed?"), fix=_("Name the person: --times-by"))
    began = _instant(start, zone)
    ended = None if end is None else _instant(end, zone)
    if began > now or (ended is not None and ended > now):
        raise UsageError(_("It cannot have been filmed in the future: {text}").format(text=start))
    if ended is not None and not began < ended <= began + _LONGEST:
        text = _("From {start} to {end} is no time of filming").format(start=start, end=end)
        raise UsageError(text)
    written = all(_ZONE.search(text) for text in (start, end) if text is not None)
    return Declaration(began, ended, by.strip(), "stated" if written else "assumed")


def _instant(text: str, zone: tzinfo) -> datetime:
    try:
        moment = parse_moment(text, zone)
    except ValueError:
        raise UsageError(
            _("{text} is no time").format(text=text),
            fix=_("Write it as 2026-03-11 09:30 or 2026-03-11T09:30:00+08:00"),
        ) from None
    if not isinstance(moment, datetime):
        raise UsageError(_("{text} has no time of day").format(text=text))
    return moment


def needs_declaration(facts: MediaFacts) -> bool:
    """Whether the content of the file states no time itself; a name is no content."""
    return facts.capture.source in ("none", "file_name")


def end_of(declaration: Declaration, facts: MediaFacts) -> datetime | None:
    """The stated end, else the beginning and the length, if the file is whole."""
    if declaration.end is not None or facts.duration_s is None or facts.truncated:
        return declaration.end
    try:
        return declaration.start + timedelta(seconds=facts.duration_s)
    except OverflowError:
        return None


def notes_of(declaration: Declaration, facts: MediaFacts) -> tuple[str, ...]:
    """What is to be said of the statement beside the file."""
    named = facts.capture.start if facts.capture.source == "file_name" else None
    if named is None:
        return ("time_stated",)
    last = declaration.end or declaration.start
    fits = declaration.start - _SLACK <= named <= last + _SLACK
    return ("time_stated",) if fits else ("time_stated", "differs_from_name")


def with_stated_times(old: Sidecar, data: dict[str, object]) -> dict[str, object]:
    """A changed sidecar whose `captured` names who states it, marked as a statement throughout."""
    given = data.get("captured")
    before = _on_disk(old.captured)
    if not isinstance(given, dict) or given == before or not given.get("declared_by"):
        return data
    kept = {key: value for key, value in given.items() if key not in _OF_THE_FILE}
    texts = [str(given[key]) for key in ("start", "end") if given.get(key)]
    # What was typed without a zone gets the bureau's only later, when the page is typed.
    written = all(_ZONE.search(text) for text in texts)
    kept |= {"source": "declared", "certain": "no", "notes": ["time_stated"]}
    kept["zone"] = "stated" if written else "assumed"
    return {**data, "captured": kept}


def may_be_stated(old: Sidecar, fresh: Sidecar) -> bool:
    """Whether only a person's statement takes the place of no time, of a name's, or of another."""
    before, after = old.captured, fresh.captured
    return (
        before != after
        and before.source in ("none", "file_name", "declared")
        and after.source == "declared"
        and bool(after.declared_by)
        and after.raw == before.raw
        and isinstance(after.start, datetime)
        and (after.end is None or (isinstance(after.end, datetime) and after.end > after.start))
    )


def _on_disk(captured: Captured) -> dict[str, object]:
    """The block as it lies on disk."""
    raw: dict[str, object] = captured.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return raw
