"""Whether nobody is writing to a case: what is half done then stays so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lawrec.custody import journal
from lawrec.errors import LockedError
from lawrec.store.gitdir import GitDir
from lawrec.store.locks import hold
from lawrec.store.rehearsal import rehearsal

LOCK = "lawrec-lock"
_MOMENT_S = 1


def cut_off(folder: Path, by: str, doing: str) -> bool:
    """Whether a change is promised and nobody is at work on it: a crash left it."""
    return is_quiet(folder, by, doing, lambda: journal.is_promised(folder))


def is_quiet(folder: Path, by: str, doing: str, holds: Callable[[], bool]) -> bool:
    """Whether something holds while nobody writes; no, where that cannot be told.

    So it is while somebody does not stop for a moment, in a rehearsal, which takes no lock, and
    where the history's frame is not ours.
    """
    if rehearsal() is not None or GitDir(folder).trouble() is not None or not holds():
        return False
    try:
        with hold(folder / ".git" / LOCK, by, doing, timeout_s=_MOMENT_S):
            return holds()
    except LockedError:
        return False
