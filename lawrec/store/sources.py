"""Where a case is read from: its folder as it stands, or its history as it stood at a commit."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.snapshot import Place, ReadProblem
from lawrec.store import layout
from lawrec.store.yaml_io import Document, load, parse

TOP_PAGES = (
    layout.CASE_PAGE,
    layout.PERSONS,
    layout.DECLARATIONS,
    layout.ORIGINALS,
    layout.ATTESTATIONS,
    layout.EXTRACT,
    layout.ARCHIVED,
)
PAGE_FOLDERS = ("acts", "records", "media")


class Source(Protocol):
    """A readable state of one case."""

    problems: list[ReadProblem]

    def folders(self, folder: str) -> list[str]:
        """The names of the folders directly below one folder, sorted."""

    def pages(self, folder: str) -> list[str]:
        """The paths of the YAML pages in one of the case's folders, sorted."""

    def read(self, path: str) -> Document | None:
        """A page; None if there is none. A page that cannot be read becomes a problem."""


class FolderSource:
    """The case folder as it stands. Links and special files are named, never followed."""

    def __init__(self, folder: Path) -> None:
        """Read below this folder only."""
        self.folder = folder
        self.problems: list[ReadProblem] = []

    def folders(self, folder: str) -> list[str]:
        """The folders below; what is no true folder is left out, for nothing in it is read."""
        root = self.folder / folder
        if not self._is_folder(root, folder):
            return []
        return sorted(e.name for e in os.scandir(root) if e.is_dir(follow_symlinks=False))

    def pages(self, folder: str) -> list[str]:
        """The YAML pages there; what is no regular file is a problem."""
        return [f"{folder}/{name}" for name in self.files(folder) if name.endswith(".yaml")]

    def files(self, folder: str) -> list[str]:
        """The names of the regular files in one folder of the case."""
        root = self.folder / folder
        if not self._is_folder(root, folder):
            return []
        names: list[str] = []
        for entry in sorted(os.scandir(root), key=lambda entry: entry.name):
            if entry.name.startswith(".tmp-"):
                continue
            if entry.is_file(follow_symlinks=False):
                names.append(entry.name)
            else:
                self._odd(f"{folder}/{entry.name}")
        return names

    def read(self, path: str) -> Document | None:
        """The page at that path."""
        full = self.folder / path
        try:
            mode = full.lstat().st_mode
        except FileNotFoundError:
            return None
        except OSError:
            self._odd(path)
            return None
        if not stat.S_ISREG(mode):
            self._odd(path)
            return None
        return _guarded(lambda: load(full), path, self.problems)

    def _is_folder(self, root: Path, name: str) -> bool:
        try:
            mode = root.lstat().st_mode
        except OSError:
            return False
        if stat.S_ISDIR(mode):
            return True
        self._odd(name)
        return False

    def _odd(self, path: str) -> None:
        message = _("{path} is no ordinary file or folder and was not opened").format(path=path)
        self.problems.append(ReadProblem("odd_file", message, Place(path)))


class CommitSource:
    """The case as its history had it at one commit."""

    def __init__(self, tree: Mapping[str, str], blob: Callable[[str], bytes | None]) -> None:
        """`tree` maps paths to blob ids; `blob` gives the content of one."""
        self._tree = tree
        self._blob = blob
        self.problems: list[ReadProblem] = []

    def folders(self, folder: str) -> list[str]:
        """The folders below it in the commit."""
        below = [p.removeprefix(f"{folder}/") for p in self._tree if p.startswith(f"{folder}/")]
        return sorted({name.split("/", 1)[0] for name in below if "/" in name})

    def pages(self, folder: str) -> list[str]:
        """The YAML pages of that folder in the commit."""
        return sorted(
            path
            for path in self._tree
            if path.startswith(f"{folder}/")
            and path.count("/") == folder.count("/") + 1
            and path.endswith(".yaml")
        )

    def read(self, path: str) -> Document | None:
        """The page as it was then."""
        blob_id = self._tree.get(path)
        if blob_id is None:
            return None
        content = self._blob(blob_id)
        if content is None:
            message = _("{path}: the history lacks its content").format(path=path)
            self.problems.append(ReadProblem("history_lacks", message, Place(path)))
            return None
        return _guarded(lambda: parse(content, path), path, self.problems)


def _guarded(
    read: Callable[[], Document], path: str, problems: list[ReadProblem]
) -> Document | None:
    try:
        return read()
    except InputError as error:
        code = getattr(error, "code", "unreadable")
        line = getattr(error, "line", None)
        problems.append(ReadProblem(code, error.what, Place(path, line), error.fix))
        return None


def known_paths(source: Source) -> Iterable[str]:
    """Every page that a case can have, as far as it is there."""
    yield from TOP_PAGES
    for folder in PAGE_FOLDERS:
        yield from source.pages(folder)
