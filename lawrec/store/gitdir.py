"""The `.git` folder of a case that nobody vouches for: regular files only, no link followed.

Nothing is run or written, git's configuration is not read, and other folders are never entered.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Literal

from lawrec.schema.history import ProblemCode
from lawrec.store.object_formats import MIB, Unreadable

Entry = Literal["absent", "file", "folder", "link", "other"]

_SMALL = 64 * 1024
_PACKED_REFS_LIMIT = 4 * MIB
_LIST_LIMIT = 10_000
_NAME_LIMIT = 1000
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_NAME_SURROGATE = 0x20000000  # the bit of a Windows reparse tag that means "stands for another"
_COMMIT_ID = re.compile(r"[0-9a-f]{40}")
_BRANCH = re.compile(r"refs/heads/[^\x00-\x20\x7f~^:?*\[\\]+")
_GIT_OWN = re.compile(r"\.git([ .:].*)?|git~\d.*", re.IGNORECASE | re.DOTALL)
_PACK = re.compile(r"pack-[0-9a-f]{40}\.pack")

#: Files whose mere presence makes git tell another story than the objects do.
_FEIGNING: tuple[tuple[str, ProblemCode], ...] = (
    ("commondir", "commondir"),
    ("shallow", "shallow"),
    ("info/grafts", "grafts"),
    ("objects/info/alternates", "alternates"),
    ("objects/info/http-alternates", "alternates"),
    ("info/attributes", "info_attributes"),
)


def is_git_own(name: str) -> bool:
    """Whether git takes a name for its own folder, on one system or another."""
    return _GIT_OWN.fullmatch(name) is not None


class GitDir:
    """Reads below the `.git` of one case folder."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet; `trouble` tells whether there is a history to read."""
        self._root = str(folder / ".git")
        self._checked: dict[str, bool] = {}

    def trouble(self) -> Unreadable | None:
        """Why nothing below `.git` may be read; None when it is a real folder."""
        codes: dict[Entry, ProblemCode] = {
            "absent": "no_git",
            "file": "git_is_file",
            "link": "git_is_link",
            "other": "git_is_odd",
        }
        try:
            entry = _entry(self._root)
        except OSError as error:
            return _unreadable(".git", error)
        return None if entry == "folder" else Unreadable(codes[entry])

    def entry(self, name: str) -> Entry:
        """What `name` (with forward slashes) is; raises Unreadable for a link on the way to it."""
        parent, _slash, _last = name.rpartition("/")
        if parent and not self._has_folder(parent):
            return "absent"
        try:
            return _entry(f"{self._root}/{name}")
        except OSError as error:
            raise _unreadable(name, error) from None

    def _has_folder(self, name: str) -> bool:
        known = self._checked.get(name)
        if known is None:
            entry = self.entry(name)
            if entry == "link":
                raise Unreadable("link_inside", what=f".git/{name}")
            known = self._checked[name] = entry == "folder"
        return known

    def read(self, name: str, limit: int) -> bytes | None:
        """The bytes of a regular file, None when it is absent.

        Raises Unreadable for anything that is no regular file, larger than `limit` bytes or not
        readable. A pipe or device is not opened, and one that is put in place of the file in
        between does not block.
        """
        entry = self.entry(name)
        if entry == "absent":
            return None
        if entry != "file":
            raise Unreadable(
                "link_inside" if entry == "link" else "not_regular", what=f".git/{name}"
            )
        try:
            handle = os.open(f"{self._root}/{name}", _OPEN_FLAGS)
            try:
                return _read(handle, name, limit)
            finally:
                os.close(handle)
        except OSError as error:
            raise _unreadable(name, error) from None

    def names(self, name: str) -> list[str]:
        """The sorted names in a folder (as many as a history can need); none when it is absent."""
        if not self._has_folder(name):
            return []
        try:
            with os.scandir(f"{self._root}/{name}") as entries:
                return sorted(entry.name for entry in islice(entries, _LIST_LIMIT))
        except OSError as error:
            raise _unreadable(name, error) from None

    def packs(self) -> list[str]:
        """The paths of the pack files, as far as they are named like packs."""
        names = self.names("objects/pack")
        return [f"objects/pack/{name}" for name in names if _PACK.fullmatch(name)]

    def head(self) -> tuple[str, list[Unreadable]]:
        """The id of the newest commit, with remarks on the way to it; raises Unreadable."""
        text = _text(self.read("HEAD", _SMALL))
        if text is None:
            raise Unreadable("head_odd")
        if _COMMIT_ID.fullmatch(text):
            return text, [Unreadable("head_detached")]
        branch = text.removeprefix("ref:").strip(" \t")
        if not text.startswith("ref:") or not _safe_branch(branch):
            raise Unreadable("head_odd")
        loose = self.read(branch, _SMALL)
        found = self._packed_ref(branch) if loose is None else _text(loose)
        if found is None and loose is None:
            raise Unreadable("ref_missing", what=branch)
        if found is None or not _COMMIT_ID.fullmatch(found):
            raise Unreadable("ref_odd", what=branch)
        return found, []

    def newest(self) -> str | None:
        """The id of the newest commit; None where there is none, or none that may be read."""
        try:
            return self.head()[0] if self.trouble() is None else None
        except Unreadable:
            return None

    def _packed_ref(self, branch: str) -> str | None:
        ending = b" " + branch.encode()
        for line in (self.read("packed-refs", _PACKED_REFS_LIMIT) or b"").splitlines():
            if line.endswith(ending) and not line.startswith(b"#"):
                return line[: -len(ending)].decode("ascii", "replace")
        return None

    def remarks(self) -> Iterator[Unreadable]:
        """What else in `.git` would mislead git or run programs; each a problem for the reader."""
        for name, code in _FEIGNING:
            try:
                if self.entry(name) != "absent":
                    yield Unreadable(code)
            except Unreadable as trouble:
                yield trouble
        for check in (self._replacing, self._promised, self._hooks, self._excluding):
            try:
                if remark := check():
                    yield remark
            except Unreadable as trouble:
                yield trouble

    def _replacing(self) -> Unreadable | None:
        packed = self.read("packed-refs", _PACKED_REFS_LIMIT) or b""
        loose = self.names("refs/replace")
        return Unreadable("replace_refs") if loose or b" refs/replace/" in packed else None

    def _promised(self) -> Unreadable | None:
        promised = any(name.endswith(".promisor") for name in self.names("objects/pack"))
        return Unreadable("promisor") if promised else None

    def _hooks(self) -> Unreadable | None:
        hooks = [name for name in self.names("hooks") if not name.endswith(".sample")]
        return Unreadable("hooks_present", what=", ".join(hooks[:8])) if hooks else None

    def _excluding(self) -> Unreadable | None:
        lines = (self.read("info/exclude", _SMALL) or b"").splitlines()
        hiding = any(line.strip() and not line.startswith(b"#") for line in lines)
        return Unreadable("info_exclude") if hiding else None


def _entry(path: str) -> Entry:
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return "absent"
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) & _NAME_SURROGATE:
        return "link"
    if stat.S_ISREG(found.st_mode):
        return "file"
    return "folder" if stat.S_ISDIR(found.st_mode) else "other"


def _read(handle: int, name: str, limit: int) -> bytes:
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("not_regular", what=f".git/{name}")
    if found.st_size > limit:
        raise Unreadable("too_large", what=f".git/{name}")
    data = os.read(handle, found.st_size + 1)
    while len(data) < found.st_size and (part := os.read(handle, found.st_size - len(data))):
        data += part
    return data


def _unreadable(name: str, error: OSError) -> Unreadable:
    reason = errno.errorcode.get(error.errno or 0, "EIO")
    return Unreadable("unreadable", what=name if name == ".git" else f".git/{name}", reason=reason)


def _text(data: bytes | None) -> str | None:
    with suppress(UnicodeDecodeError):
        return data.decode().rstrip("\r\n \t") if data is not None else None
    return None


def _safe_branch(name: str) -> bool:
    parts = name.split("/")
    bad = any(not part or part.startswith(".") or part.endswith((".", ".lock")) for part in parts)
    return bool(_BRANCH.fullmatch(name)) and not bad and len(name) <= _NAME_LIMIT
