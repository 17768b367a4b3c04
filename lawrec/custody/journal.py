"""The write-ahead journal: what a change will do, on the disk before anything of it is done.

A whole journal is a promise that the next writer keeps. One that is cut off or altered promised
nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.history import HistoryProblem
from lawrec.store import layout
from lawrec.store.files import create_durable, remove_durable, write_durable
from lawrec.store.gitdir import GitDir
from lawrec.store.object_formats import Unreadable

NAME = layout.JOURNAL
_VERSION = 1
_LIMIT = 1 << 28


@dataclass(frozen=True, slots=True)
class Change:
    """What one command changes in a case, all of it or nothing.

    `files` maps relative paths (with forward slashes) of small text files to their new content,
    None to remove one. `moves` bring media that lie under a temporary name in the case folder,
    forced to the disk already, to their final names, which must be free. `message` is the
    commit's, `event` the evidence log's (open, record, import, amend, archive, ...), `by` the
    person.
    """

    files: Mapping[str, bytes | None]
    moves: tuple[tuple[str, str], ...]
    message: str
    event: str
    by: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A change that is promised.

    `head` is the newest commit before it, `before` the ids of the contents that it replaces,
    `when_s` the time of its commit.
    """

    change: Change
    head: str | None
    before: Mapping[str, str]
    when_s: int


def save(folder: Path, journal: Journal) -> None:
    """Make the promise; raises OSError, and then it may or may not be made."""
    body = _to_bytes(journal)
    write_durable(_path(folder), _digest(body) + b"\n" + body)


def load(folder: Path) -> Journal | None:
    """The promise that is not kept yet, if there is a whole one.

    What is not whole is moved to a name of its own, and never deleted. Raises OSError, and
    InputError for a promise that this version does not understand.
    """
    path = _path(folder)
    try:
        data = GitDir(folder).read(NAME, _LIMIT)
    except Unreadable as trouble:
        problem = HistoryProblem(trouble.code, trouble.params)
        raise InputError(problem.text(), where=str(path)) from None
    if data is None:
        return None
    body = _whole(data)
    if body is None:
        _put_aside(path, data)
        return None
    try:
        return _from_bytes(body)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise InputError(
            _("An unfinished change was begun by another version of lawrec"),
            where=str(path),
            fix=_("Finish it with that version: run any command that writes to this case"),
        ) from None


def promised_paths(folder: Path) -> frozenset[str]:
    """The paths that a promise writes, removes or brings media to; a reader moves nothing aside.

    Empty where there is none, or none that can be read.
    """
    git = GitDir(folder)
    try:
        data = git.read(NAME, _LIMIT) if git.trouble() is None else None
        body = _whole(data or b"")
        change = _from_bytes(body).change if body else None
    except (Unreadable, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return frozenset()
    return frozenset((*change.files, *(target for _s, target in change.moves)) if change else ())


def is_promised(folder: Path) -> bool:
    """Whether there is something like a promise; doubt counts as yes."""
    try:
        _path(folder).lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def clear(folder: Path) -> None:
    """The promise is kept, or was never made; raises OSError."""
    remove_durable(_path(folder))


def _path(folder: Path) -> Path:
    return folder / ".git" / NAME


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode("ascii")


def _whole(data: bytes) -> bytes | None:
    """What a promise says, if it is whole."""
    digest, _line_feed, body = data.partition(b"\n")
    return body if _digest(body) == digest else None


def _put_aside(path: Path, data: bytes) -> None:
    kept = path.with_name(f"{NAME}-torn-{hashlib.sha256(data).hexdigest()[:16]}")
    if not kept.exists():
        create_durable(kept, data)
    remove_durable(path)


def _to_bytes(journal: Journal) -> bytes:
    change = journal.change
    told = {
        "version": _VERSION,
        "files": {path: _content(data) for path, data in change.files.items()},
        "moves": change.moves,
        "message": change.message,
        "event": change.event,
        "by": change.by,
        "head": journal.head,
        "before": dict(journal.before),
        "when_s": journal.when_s,
    }
    return json.dumps(told, sort_keys=True).encode("ascii")


def _content(data: bytes | None) -> str | dict[str, str] | None:
    if data is None:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def _from_bytes(body: bytes) -> Journal:
    told = json.loads(body)
    if told["version"] != _VERSION:
        raise ValueError("version")
    moves = [(str(source), str(target)) for source, target in told["moves"]]
    if moves != [tuple(move) for move in told["moves"]]:
        raise ValueError("moves")
    change = Change(
        {path: _data(content) for path, content in told["files"].items()},
        tuple(moves),
        told["message"],
        told["event"],
        told["by"],
    )
    return Journal(change, told["head"], told["before"], told["when_s"])


def _data(content: Any) -> bytes | None:
    if content is None:
        return None
    if isinstance(content, str):
        return content.encode("utf-8")
    return base64.b64decode(content["base64"])
