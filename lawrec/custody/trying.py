"""What a rehearsal does instead of a change: the same refusals, then a note and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from lawrec.custody import journal
from lawrec.custody.journal import Change
from lawrec.errors import RefusedError
from lawrec.i18n import _
from lawrec.store import git
from lawrec.store.rehearsal import Planned, rehearsal


def refuse_unfinished(folder: Path) -> None:
    """Raise RefusedError where a history is not ours, or where a change is still to be finished.

    A rehearsal finishes nothing, and beside a half-done change it would tell something else than
    what will be done.
    """
    if not (folder / ".git").exists():
        return
    git.refuse_foreign(folder)
    if journal.is_promised(folder):
        raise RefusedError(
            _("An earlier change is not finished yet, so nothing can be tried here"),
            where=str(folder),
            fix=_("The next command that writes here finishes it, for example without --dry-run"),
        )


def committed(folder: Path) -> dict[str, git.Entry]:
    """The files of the newest commit; none where there is no history yet."""
    if not (folder / ".git").exists():
        return {}
    return git.files_at(folder, git.head(folder))


def note_planned(
    folder: Path, name: str, change: Change, known: Mapping[str, git.Entry], *, log: bool
) -> None:
    """Note a change with what it would replace."""
    trying = rehearsal()
    if trying is None:
        return
    before: dict[str, bytes] = {}
    for path in change.files:
        if path in known:
            with suppress(OSError):
                before[path] = (folder / path).read_bytes()
    trying.changes.append(
        Planned(
            folder,
            name,
            log,
            dict(change.files),
            change.moves,
            change.message,
            change.event,
            change.by,
            before,
        )
    )
