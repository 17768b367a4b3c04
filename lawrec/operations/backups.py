"""The bureau's own page about its backups: which were made, which were tried, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lawrec.custody.change import Change
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.schema.backups import BackupNote, NoteKind
from lawrec.store import layout
from lawrec.store.bureau_files import load_entries
from lawrec.store.render import to_raw
from lawrec.store.yaml_io import dump

EVENT = "backup"
_COMMENT = "备份登记：由 lawrec 写入，不手工填写"
_KEPT = 100
"""How many notes the page has at most; older ones are in the history."""


@dataclass(frozen=True, slots=True)
class Last:
    """When something was done last, where, and how much could not be kept."""

    at: datetime
    place: str
    lacks: int = 0


def last_of(bureau: Path, kind: NoteKind) -> Last | None:
    """The newest backup, or the newest trial of restoring that succeeded."""
    notes = load_entries(bureau, layout.BACKUPS, BackupNote).values()
    times = [
        Last(note.at, note.place, note.lacks or 0)
        for note in notes
        if note.kind == kind and isinstance(note.at, datetime)
    ]
    return max(reversed(times), key=lambda last: last.at, default=None)


def enter(session: Session, bureau: Path, note: BackupNote) -> str:
    """Enter it, durable and in the evidence log; the number of the entry."""
    with write_bureau(bureau, session.who, EVENT) as held:
        notes = load_entries(bureau, layout.BACKUPS, BackupNote)
        number = max((int(key[1:]) for key in notes), default=0) + 1
        key = f"B{number:04d}"
        kept = [*notes.items(), (key, note)][-_KEPT:]
        page = dump({name: to_raw(entry) for name, entry in kept}, _COMMENT)
        text = f"{'备份' if note.kind == 'backup' else '恢复演练'} {note.name}"
        held.commit(Change({layout.BACKUPS: page}, (), text, EVENT, session.who))
    return key
