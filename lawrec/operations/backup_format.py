"""What a backup is on the disk: content by its digest, and one list for each time.

    README.txt              what this is, and how to take it back without lawrec
    lawrec-backup.json      whose backup: the id of the case repository
    sha256/ab/cd/...        every content once, named by its SHA-256, read back after writing
    backups/NAME.json       the list of one backup: it gets its name last, when all is there

A run that was cut off leaves contents and no list: it is no backup, and the next run goes on
with what is there. Nothing is ever deleted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.store.files import create_durable, make_folders, os_errors
from lawrec.store.gitdir import is_git_own

MARKER = "lawrec-backup.json"
LISTS = "backups"
KEPT = "lawrec-kept"
"""The one folder of a history's own in which lawrec keeps files: those that were in the way."""
_README = """\
案件库备份 · backup of a case repository, made by lawrec

backups/*.json 每个文件是一次完整备份的清单；没有清单的内容是未完成的备份，再运行一次会接着做。
sha256/ 里每个文件以自己的 SHA-256 命名。用 lawrec 恢复：lawrec restore 本文件夹 新文件夹
不用 lawrec：清单里 histories 的每一项是一个 git pack 文件：
  git init 文件夹; cd 文件夹; git index-pack --stdin < pack 文件; git reset --hard <head>
清单里 files 的每一项按 path 放回，内容是 sha256/ 下同名摘要的文件。

Each file in backups/ is the list of one complete backup. Content without a list is an unfinished
backup; another run goes on with it. To take it back: lawrec restore THIS-FOLDER NEW-FOLDER
By hand: each entry of "histories" is a git pack: git init; git index-pack --stdin < PACK;
git reset --hard HEAD-OF-THE-ENTRY. Each entry of "files" goes to its path; its content has the
name of its digest below sha256/.
"""
_VERSION = 1
_DIGEST = re.compile(r"[0-9a-f]{64}")
_HEAD = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One history: the bureau's ("bureau") or a case's, up to a commit that the log knows."""

    name: str
    head: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file by its path below the case repository.

    `stores` name those that have it where the backup leaves it out. `mtime_ns` is when the file was
    changed last, by which an unchanged one is known again.
    """

    path: str
    sha256: str
    size: int
    mtime_ns: int = 0
    stores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of one backup.

    `entries` counts the leaves of the evidence log that it knows, `leaf` is the id of the last.
    `elsewhere` is media that stores have, `absent` media that nobody had when it was made,
    `lost` says in words what else should be in it and is not.
    """

    name: str
    made_at: str
    by: str
    bureau: str
    entries: int
    leaf: str
    histories: tuple[HistoryEntry, ...]
    files: tuple[FileEntry, ...]
    elsewhere: tuple[FileEntry, ...] = ()
    absent: tuple[FileEntry, ...] = ()
    lost: tuple[str, ...] = ()

    def contents(self) -> dict[str, int]:
        """Every content that the backup must have: digest to size in bytes."""
        found = {entry.sha256: entry.size for entry in self.histories}
        return found | {entry.sha256: entry.size for entry in self.files}

    @property
    def size(self) -> int:
        """How many bytes its contents are, each counted once."""
        return sum(self.contents().values())


def prepare(target: Path, bureau: str) -> None:
    """Make a folder a place for this bureau's backups, or see that it is one.

    Raises RefusedError where something else lies there, or another bureau's backups.
    """
    with os_errors(target):
        if not target.parent.is_dir():
            raise UsageError(_("There is no folder {path}").format(path=target.parent))
        there = sorted(p.name for p in target.iterdir()) if target.is_dir() else []
        if target.exists() and not target.is_dir():
            raise UsageError(_("{path} is no folder").format(path=target))
        owner = owner_of(target)
        if owner is not None and owner != bureau:
            raise RefusedError(
                _("This folder has the backups of another case repository"), where=str(target)
            )
        if owner is None and [name for name in there if not name.startswith(".tmp-")]:
            raise RefusedError(
                _("This folder is not empty and is no backup"),
                where=str(target),
                fix=_("Name an empty folder, or a new one"),
            )
        if owner is None:
            make_folders(target)
            told = {"format": "lawrec-backup", "version": _VERSION, "bureau": bureau}
            create_durable(target / MARKER, json.dumps(told).encode("ascii") + b"\n")
        if not (target / "README.txt").exists():
            create_durable(target / "README.txt", _README.encode("utf-8"))


def owner_of(target: Path) -> str | None:
    """The id of the case repository whose backups lie there; None where none do."""
    path = target / MARKER
    if not path.is_file():
        return None
    told = _read(path)
    if told.get("format") != "lawrec-backup" or told.get("version") != _VERSION:
        raise InputError(_("This backup was made by another version of lawrec"), where=str(path))
    return str(told.get("bureau"))


def require_backup(target: Path) -> None:
    """Raise InputError unless backups lie in that folder."""
    if owner_of(target) is None:
        raise InputError(
            _("{path} has no backup of a case repository").format(path=target), where=str(target)
        )


def names_in(target: Path) -> list[str]:
    """The backups that are complete, oldest first: only these have a list."""
    return sorted(path.stem for path in (target / LISTS).glob("*.json") if path.is_file())


def read_listing(target: Path, name: str | None = None) -> tuple[Listing, str]:
    """The list of one backup, else of the newest, with its SHA-256. Raises InputError."""
    require_backup(target)
    names = names_in(target)
    if not names or (name is not None and name not in names):
        raise InputError(
            _("There is no complete backup here")
            if name is None
            else _("There is no backup {name} here").format(name=name),
            where=str(target),
            fix=_("Complete ones: {names}").format(names=", ".join(names[-5:]) or "—"),
        )
    path = target / LISTS / f"{name or names[-1]}.json"
    data = path.read_bytes()
    try:
        return _typed(json.loads(data)), hashlib.sha256(data).hexdigest()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise InputError(_("The list of this backup cannot be read"), where=str(path)) from None


def write_listing(target: Path, listing: Listing) -> str:
    """Give a backup its list, durably: from now on it is one. The SHA-256 of the list."""
    data = json.dumps(asdict(listing), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    with os_errors(target):
        make_folders(target / LISTS)
        create_durable(target / LISTS / f"{listing.name}.json", data)
    return hashlib.sha256(data).hexdigest()


def _typed(told: dict[str, Any]) -> Listing:
    data: dict[str, Any] = {
        key: tuple(_file(entry) for entry in told[key]) for key in ("files", "elsewhere", "absent")
    }
    data["histories"] = tuple(HistoryEntry(**entry) for entry in told["histories"])
    data |= {key: told[key] for key in ("name", "made_at", "by", "bureau", "entries", "leaf")}
    listing = Listing(**data, lost=tuple(told.get("lost", ())))
    _require_types(listing)
    for path in _paths(listing):
        _require(can_be_listed(path))
    return listing


def _require_types(listing: Listing) -> None:
    """A digest leads to a file, and a head goes to git: neither may be anything else."""
    named = (listing.name, listing.made_at, listing.by, listing.bureau, listing.leaf)
    _require(all(isinstance(text, str) for text in (*named, *listing.lost)))
    _require(type(listing.entries) is int)
    for entry in (*listing.files, *listing.elsewhere, *listing.absent):
        _require(isinstance(entry.path, str) and type(entry.mtime_ns) is int)
        _require(all(isinstance(store, str) for store in entry.stores))
    for history in listing.histories:
        _require(isinstance(history.name, str) and isinstance(history.head, str))
        _require(_HEAD.fullmatch(history.head) is not None)
    kept: tuple[HistoryEntry | FileEntry, ...] = (*listing.histories, *listing.files)
    for one in (*kept, *listing.elsewhere, *listing.absent):
        _require(isinstance(one.sha256, str) and _DIGEST.fullmatch(one.sha256) is not None)
        _require(type(one.size) is int and one.size >= 0)


def _require(holds: bool) -> None:
    if not holds:
        raise ValueError


def _file(told: dict[str, Any]) -> FileEntry:
    return FileEntry(**{**told, "stores": tuple(told.get("stores", ()))})


def _paths(listing: Listing) -> Iterator[str]:
    yield from (entry.path for entry in listing.files)
    yield from (entry.name for entry in listing.histories)


def can_be_listed(path: str) -> bool:
    """Whether a path stands for a file inside the folder that is restored, on every system.

    What git takes for its own folder is none, but for what lawrec keeps in there.
    """
    parts = path.split("/")
    odd = any(part in ("", ".", "..") or ":" in part or "\\" in part for part in parts)
    git = [number for number, part in enumerate(parts) if is_git_own(part)]
    foreign = any(parts[number : number + 2] != [".git", KEPT] for number in git)
    # On Linux a name may be any bytes, which are no text.
    text = not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in path)
    return text and not odd and not foreign


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise InputError(_("{path} cannot be read").format(path=path), where=str(path)) from None
    return told if isinstance(told, dict) else {}
