"""Who is working, for which bureau, and what time it is: the start of every use case."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lawrec.errors import InputError, UsageError
from lawrec.i18n import _
from lawrec.schema.bureau import Officer, Profile
from lawrec.schema.moments import BEIJING, parse_moment
from lawrec.schema.snapshot import Bureau
from lawrec.store import layout
from lawrec.store.bureau_files import load_bureau
from lawrec.store.files import make_folders, os_errors, write_durable


@dataclass(frozen=True, slots=True)
class Session:
    """One run of one command: the bureau (if any), the person, the bureau's zone, the clock."""

    bureau: Path | None
    who: str
    zone: tzinfo
    facts: Bureau

    @property
    def log_dir(self) -> Path | None:
        """Where the evidence log lies; None for a case folder without its bureau."""
        return self.bureau / layout.LOG if self.bureau else None

    @property
    def profile(self) -> Profile | None:
        """What our own bureau has decided; what a case alone says of it counts for nothing."""
        return self.facts.profile if self.bureau is not None else None

    def now(self) -> datetime:
        """The time of this computer, in the bureau's zone, to the second."""
        return datetime.now(UTC).astimezone(self.zone).replace(microsecond=0)

    def moment(self, text: str | None) -> datetime | date | None:
        """A time as people type it; without a zone it takes the bureau's."""
        return None if text is None else typed_moment(text, self.zone)

    def instant(self, text: str | None) -> datetime:
        """A typed time of day, or now."""
        moment = self.moment(text)
        if moment is None:
            return self.now()
        if not isinstance(moment, datetime):
            raise UsageError(_("{text} has no time of day").format(text=text))
        return moment


def typed_moment(text: str, zone: tzinfo) -> datetime | date:
    """A typed time, or a usage error that shows the right form."""
    try:
        return parse_moment(text, zone)
    except ValueError:
        raise UsageError(
            _("{text} is no time").format(text=text),
            fix=_("Write it as 2026-03-11 09:30 or 2026-03-11T09:30:00+08:00"),
        ) from None


def open_session(
    start: Path,
    *,
    bureau: Path | None = None,
    as_who: str | None = None,
    leads: tuple[str, ...] = (),
) -> Session:
    """Find the bureau at or above `start` (or the one given) and say who is working."""
    root = bureau or layout.find_bureau(start)
    if root is None:
        return Session(None, _person(as_who, {}), BEIJING, Bureau())
    known = bureau is not None or layout.is_own_bureau(root)
    facts = load_bureau(root, leads, known=known)
    zone = _zone(facts.profile.time_zone if facts.profile else "Asia/Shanghai")
    return Session(root, _person(as_who, facts.officers), zone, facts)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise InputError(
            _("{name} is no time zone").format(name=name), where=layout.PROFILE
        ) from None


def _person(as_who: str | None, staff: Mapping[str, Officer]) -> str:
    """The name behind --as (a name or certificate number), else the default of this computer."""
    given = as_who or os.environ.get("LAWREC_AS") or _computer_default()
    if given is None:
        return getpass.getuser()
    return find_officer(given, staff) or given


def find_officer(name_or_number: str, staff: Mapping[str, Officer]) -> str | None:
    """The officer of that name or certificate number."""
    if name_or_number in staff:
        return name_or_number
    return next(
        (
            name
            for name, officer in staff.items()
            if officer.certificate and officer.certificate.number == name_or_number
        ),
        None,
    )


def _computer_default() -> str | None:
    try:
        text = (layout.computer_folder() / "me").read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return text or None


def set_default_person(name: str) -> Path:
    """Remember on this computer who works here; commands take it where --as is not given."""
    folder = layout.computer_folder()
    with os_errors(folder):
        make_folders(folder)
        write_durable(folder / "me", f"{name}\n".encode())
    return folder / "me"
