"""Looking whether a backup is any good: reading it all, or restoring it once for a trial."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.operations.backup_format import Listing, read_listing
from lawrec.operations.backups import EVENT, enter
from lawrec.operations.progress import Progress
from lawrec.operations.restore import Restored, damaged_in, fill
from lawrec.operations.session import Session
from lawrec.operations.verify_log import read_log
from lawrec.report.lines import span
from lawrec.schema.backups import BackupNote
from lawrec.schema.moments import parse_moment
from lawrec.store.files import os_errors
from lawrec.store.rehearsal import rehearsal

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Tried:
    """What a look at a backup found: what is damaged, what it lacks, how old it is.

    `lacks` counts entries of the evidence log that came after it, but for those of backups; None
    where that cannot be told. `restored` is the trial of restoring, where there was one;
    `entry` its number in the register.
    """

    place: Path
    listing: Listing
    age: timedelta
    damaged: tuple[str, ...]
    lacks: int | None
    remarks: tuple[str, ...]
    restored: Restored | None = None
    entry: str = ""

    @property
    def sound(self) -> bool:
        """Whether it gives back all that it promises."""
        return not self.damaged and (self.restored is None or self.restored.sound)


def check(
    session: Session, source: Path, name: str | None = None, progress: Progress | None = None
) -> Tried:
    """Read every content of a backup, else of the newest, and compare its digest."""
    listing, _digest = read_listing(source, name)
    shown = progress or Progress()
    shown.started(len(listing.files), listing.size)
    damaged = tuple(damaged_in(source, listing, shown.moved))
    return _tried(session, source, listing, damaged, None)


def drill(
    session: Session, source: Path, name: str | None = None, progress: Progress | None = None
) -> Tried:
    """Restore it into a scratch folder, verify all of that, and take only that folder away.

    A trial that succeeds is entered in the register of the case repository, where there is one.
    """
    listing, digest = read_listing(source, name)
    if (trying := rehearsal()) is not None:
        text = _("The backup {name} would be restored into a scratch folder and verified")
        trying.notes.append(text.format(name=listing.name))
        return _tried(session, source, listing, (), None)
    with os_errors(tempfile.gettempdir()):
        scratch = Path(tempfile.mkdtemp(prefix="lawrec-drill-"))
    try:
        done = fill(source, listing, scratch, progress or Progress())
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    tried = _tried(session, source, listing, done.damaged, done)
    entry = ""
    if tried.sound and session.bureau is not None and session.facts.known:
        entry = enter(session, session.bureau, _note(session, source, listing, digest))
    return Tried(
        source,
        listing,
        tried.age,
        tried.damaged,
        tried.lacks,
        tried.remarks,
        done,
        entry,
    )


def _note(session: Session, source: Path, listing: Listing, digest: str) -> BackupNote:
    return BackupNote(
        kind="drill",
        at=session.now(),
        by=session.who,
        place=str(source.absolute()),
        name=listing.name,
        manifest=digest,
        files=len(listing.files) + len(listing.histories),
        size_bytes=listing.size,
    )


def _tried(
    session: Session,
    source: Path,
    listing: Listing,
    damaged: tuple[str, ...],
    restored: Restored | None,
) -> Tried:
    made = parse_moment(listing.made_at)
    age = session.now() - made if isinstance(made, datetime) else timedelta()
    remarks = tuple(_lacking(listing))
    return Tried(source, listing, age, damaged, _later(session, listing), remarks, restored)


def _lacking(listing: Listing) -> Iterator[str]:
    if listing.elsewhere:
        text = _("{count} media are not in it, because stores have them: {names}")
        names = sorted({name for entry in listing.elsewhere for name in entry.stores})
        yield text.format(count=len(listing.elsewhere), names=", ".join(names))
    yield from listing.lost[:_SHOWN]
    for entry in () if listing.lost else listing.absent[:_SHOWN]:
        yield _("{path} was not there when it was made").format(path=entry.path)


def _later(session: Session, listing: Listing) -> int | None:
    """How many entries the evidence log got since; None for the log of another repository."""
    if session.bureau is None:
        return None
    try:
        log = read_log(session.bureau)
    except LawrecError:
        return None
    if log is None or len(log.leaves) < listing.entries:
        return None
    if log.leaves[listing.entries - 1].id != listing.leaf:
        return None
    return sum(leaf.event != EVENT for leaf in log.leaves[listing.entries :])


def age_text(age: timedelta) -> str:
    """How old a backup is, in words."""
    return _("{span} old").format(span=span(age))
