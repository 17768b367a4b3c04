"""One writer at a time: a lock of the operating system, and a text that says who has it.

The lock goes with the process that holds it, however that ends. The text is only for people.
"""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from lawrec.errors import EnvironmentTrouble, LockedError
from lawrec.i18n import _
from lawrec.store.files import os_errors
from lawrec.store.rehearsal import rehearsal

_TEXT_LIMIT = 4096
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: name, computer, process, since when (local ISO time), doing what."""

    who: str
    host: str
    pid: int
    since: str
    doing: str


@contextmanager
def hold(lock_file: Path, holder: str, doing: str, timeout_s: float = 10) -> Iterator[None]:
    """Hold the lock while the body runs.

    Raises LockedError, which names the holder, when it cannot be had within `timeout_s` seconds,
    and EnvironmentTrouble when the disk cannot lock at all. A rehearsal takes none.
    """
    if rehearsal() is not None:
        yield
        return
    # Also where there is nothing to lock with, this module can be imported.
    from filelock import FileLock, Timeout

    # Other accounts on a shared disk must be able to open the file. A substitute for a real
    # lock would outlive a killed process, so none is taken.
    lock = FileLock(lock_file, timeout=timeout_s, mode=0o666, fallback_to_soft=False)
    with os_errors(lock_file):
        lock_file.parent.stat()  # else the folder would be made, whose absence is the trouble
        try:
            lock.acquire()
        except Timeout:
            raise _locked(lock_file) from None
        except OSError as err:
            if err.errno != errno.ENOSYS:
                raise
            raise _no_locks(lock_file) from None
        except NotImplementedError:
            raise _no_locks(lock_file) from None
    try:
        _write_text(lock_file, holder, doing)
        yield
    finally:
        with suppress(OSError):
            _text_file(lock_file).unlink(missing_ok=True)
        lock.release()


def _no_locks(lock_file: Path) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        _("This disk offers no locks, so two people could write at once"),
        where=str(lock_file.parent),
        fix=_("Keep the case repository on a disk that offers locks"),
    )


def holder_of(lock_file: Path) -> Holder | None:
    """What the text beside a lock says; None where there is none or it cannot be read.

    It says nothing about whether the lock is held: a crash leaves the text behind.
    """
    try:
        with _text_file(lock_file).open("rb") as file:
            told = json.loads(file.read(_TEXT_LIMIT))
        return Holder(
            _plain(told["who"]),
            _plain(told["host"]),
            int(told["pid"]),
            _plain(told["since"]),
            _plain(told["doing"]),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _locked(lock_file: Path) -> LockedError:
    holder = holder_of(lock_file)
    if holder is None:
        what = _("Someone else is writing here")
    else:
        what = _("{who} is writing here: {doing} (computer {host}, since {since})").format(
            **asdict(holder)
        )
    return LockedError(
        what,
        where=str(lock_file.parent),
        fix=_("Wait until that is finished, then run the command again"),
    )


def _write_text(lock_file: Path, who: str, doing: str) -> None:
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    told = Holder(_plain(who), socket.gethostname(), os.getpid(), since, _plain(doing))
    path = _text_file(lock_file)
    # The text is a courtesy: a disk too full for it will stop the work itself.
    with suppress(OSError):
        # Another account's file could not be opened for writing, but it can be removed.
        path.unlink(missing_ok=True)
        path.write_text(json.dumps(asdict(told)), encoding="ascii")


def _text_file(lock_file: Path) -> Path:
    return lock_file.with_name(lock_file.name + "-holder")


def _plain(text: object) -> str:
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(text))
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
