"""The evidence log (存证日志): one line for every state of every case, kept outside the cases.

Lines are only ever added. Each names the digest of the line before it.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import IO

from lawrec.custody.leaf_format import (
    NO_LINE,
    LogTooOdd,
    case_mark,
    from_line,
    line_id,
    lines_backwards,
    lines_forwards,
    to_line,
)
from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.evidence import Leaf, LogFacts, LogProblem
from lawrec.store.files import (
    TEMPORARY,
    create_durable,
    make_folders,
    os_errors,
    sync_file,
    sync_folder,
    write_all,
)
from lawrec.store.locks import hold

LEAVES = "leaves.jsonl"
_LOCK = "leaves-lock"
_FAULTS = 1000
_ADD = (
    os.O_WRONLY
    | os.O_APPEND
    | os.O_CREAT
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a leaf says of a case; number, time and chain are the log's own."""

    case: str
    head: str
    previous: str | None
    commits: int
    manifest: str
    event: str
    by: str


def append(log_dir: Path, entry: Entry, *, when: datetime | None = None) -> Leaf:
    """Add one leaf, durably, under the log's own lock, and return it.

    What a crash left of a half line is moved to torn-<n>.bin first. Raises EnvironmentTrouble,
    LockedError, or InputError when the file is no log at all; the next call mends what a failed
    one left behind.
    """
    with os_errors(log_dir):
        make_folders(log_dir)
        with hold(log_dir / _LOCK, entry.by, entry.event):
            _refuse_irregular(log_dir / LEAVES)
            _sweep(log_dir)
            _put_torn_aside(log_dir)
            leaf = _next(log_dir, entry, when or datetime.now(UTC))
            handle = os.open(log_dir / LEAVES, _ADD, 0o666)
            try:
                write_all(handle, to_line(leaf) + b"\n")
                os.fsync(handle)
            finally:
                os.close(handle)
            sync_folder(log_dir)
    return leaf


def last_for(log_dir: Path, case: str) -> Leaf | None:
    """The newest leaf of a case, looked for from the end of the log.

    Raises EnvironmentTrouble, or InputError when the file is no log at all.
    """
    mark = case_mark(case)
    with os_errors(log_dir):
        _refuse_irregular(log_dir / LEAVES)
        for line in _newest_first(log_dir):
            if mark in line:
                leaf = from_line(line)
                if leaf is not None and leaf.case == case:
                    return leaf
    return None


def make_sure(log_dir: Path) -> None:
    """Force the log as it is to the disk: a crash may have come between writing and that."""
    with os_errors(log_dir):
        sync_file(log_dir / LEAVES)


def read(log_dir: Path) -> LogFacts:
    """All leaves, and whatever is wrong with the log as values; never raises for its content."""
    try:
        with (log_dir / LEAVES).open("rb") as file:
            return _read(file)
    except FileNotFoundError:
        return LogFacts(problems=(LogProblem("absent", {}),))
    except OSError as err:
        reason = errno.errorcode.get(err.errno or 0, "EIO")
        return LogFacts(problems=(LogProblem("unreadable", {"reason": reason}),))


def _read(file: IO[bytes]) -> LogFacts:
    leaves: list[Leaf] = []
    problems: list[LogProblem] = []
    above, since = NO_LINE, 1
    for number, (line, digest, whole) in enumerate(lines_forwards(file), 1):
        leaf = from_line(line) if whole else None
        if leaf is None:
            problems.append(LogProblem("bad_line" if whole else "torn_tail", {"line": str(number)}))
        else:
            problems += _against(leaf, leaves, above, str(number), since)
            leaves.append(leaf)
            since = 0
        above, since = digest, since + 1
        if len(problems) > _FAULTS:
            problems.append(LogProblem("too_many_faults", {"line": str(number)}))
            break
    return LogFacts(tuple(leaves), tuple(problems))


def _against(
    leaf: Leaf, before: list[Leaf], above: str, line: str, since: int
) -> Iterator[LogProblem]:
    """What is wrong with a leaf, `since` lines after the leaf before it."""
    expected = (before[-1].seq if before else 0) + since
    if leaf.seq != expected:
        told = {"line": line, "found": str(leaf.seq), "expected": str(expected)}
        yield LogProblem("sequence_broken", told)
    if leaf.prev_leaf != above:
        yield LogProblem("chain_broken", {"line": line})
    if before and leaf.time < before[-1].time:
        yield LogProblem("time_goes_back", {"line": line, "found": leaf.time.isoformat()})


def _next(log_dir: Path, entry: Entry, when: datetime) -> Leaf:
    """The leaf that follows the newest line, whatever that line holds."""
    above, seq = NO_LINE, 1
    for number, line in enumerate(_newest_first(log_dir)):
        if number == 0:
            above = line_id(line)
        seq += 1
        leaf = from_line(line)
        if leaf is not None:
            seq += leaf.seq - 1
            break
    leaf = Leaf(**asdict(entry), seq=seq, time=when, prev_leaf=above, id="")
    return replace(
        leaf, time=when.astimezone(UTC).replace(microsecond=0), id=line_id(to_line(leaf))
    )


def _newest_first(log_dir: Path) -> Iterator[bytes]:
    """The whole lines of the log, newest first; what follows the last line feed is left out."""
    with suppress(FileNotFoundError), _a_log(log_dir), (log_dir / LEAVES).open("rb") as file:
        lines = lines_backwards(file)
        next(lines)
        yield from lines


@contextmanager
def _a_log(log_dir: Path) -> Iterator[None]:
    try:
        yield
    except LogTooOdd:
        raise _damaged(log_dir / LEAVES) from None


def _damaged(path: Path) -> InputError:
    return InputError(
        _("The evidence log is damaged: it holds what is no line of text"),
        where=str(path),
        fix=_("Keep it as it is, and call whoever looks after the log"),
    )


def _refuse_irregular(path: Path) -> None:
    """A link could lead into any file, whose end would then be cut off; a pipe would block."""
    with suppress(FileNotFoundError):
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise _damaged(path)


def _put_torn_aside(log_dir: Path) -> None:
    """Keep what a crash left of a half line in a file of its own, and cut it off the log."""
    path = log_dir / LEAVES
    if not path.exists():
        return
    with _a_log(log_dir), path.open("rb") as file:
        torn = next(lines_backwards(file))
    if torn:
        _keep(log_dir, torn)
        with path.open("rb+") as file:
            file.truncate(file.seek(0, os.SEEK_END) - len(torn))
            os.fsync(file.fileno())


def _keep(log_dir: Path, torn: bytes) -> None:
    for number in count(1):
        path = log_dir / f"torn-{number}.bin"
        if not path.exists():
            create_durable(path, torn)
            return
        if path.read_bytes() == torn:  # kept already, before a crash in cutting it off
            return


def _sweep(log_dir: Path) -> None:
    for path in log_dir.iterdir():
        if path.name.startswith(TEMPORARY):
            path.unlink()
