"""What the pages of a case say, read once for as long as one command holds the case.

Every commit asks all pages for their words and for the media that they describe. Pages are known
here by their content, so a page that was changed in between is read again, whoever changed it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.errors import InputError
from lawrec.store.bureau_files import words_of
from lawrec.store.files import os_errors
from lawrec.store.media_files import content_path
from lawrec.store.regular import read_regular
from lawrec.store.sources import FolderSource, known_paths
from lawrec.store.yaml_io import Document, parse


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a page, and what it states of a medium: digest and size, as they stand."""

    words: tuple[str, ...]
    medium: tuple[object, object] | None


@dataclass
class PageMemory:
    """Pages of one case by the digest of their content."""

    folder: Path
    _said: dict[str, Said] = field(default_factory=dict)

    def learn(self, content: bytes, path: str) -> Said:
        """What this content says; raises InputError where it is no page."""
        said = self._said.get(_digest(content))
        return said if said is not None else self.note(content, parse(content, path))

    def note(self, content: bytes, document: Document) -> Said:
        """Remember what a page says that has just been read."""
        said = self._said[_digest(content)] = _said(document)
        return said

    def words(self, without: frozenset[str]) -> set[str]:
        """All words in the pages of the case but for some; what is no page says nothing."""
        found: set[str] = set()
        for path, content in self._pages():
            if path not in without:
                try:
                    found.update(self.learn(content, path).words)
                except InputError:
                    continue
        return found

    def manifest(self) -> str:
        """SHA-256 over all files of the case, as sorted lines of digest, size and path.

        The digests of media are those in their sidecars, which were made while copying. Raises
        InputError for a sidecar that is no page, EnvironmentTrouble where the disk fails.
        """
        lines: list[str] = []
        for path, content in self._pages():
            digest = _digest(content)
            lines.append(f"{digest}  {len(content)}  {path}")
            if path.startswith("media/"):
                medium = self.learn(content, path).medium
                if medium is not None:
                    lines.append(f"{medium[0]}  {medium[1]}  {content_path(path)}")
        return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8")).hexdigest()

    def _pages(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of every page; raises EnvironmentTrouble where one cannot be read.

        A page that was left out here would be missing in the log for ever.
        """
        with os_errors(self.folder):
            paths = tuple(known_paths(FolderSource(self.folder)))
        for path in paths:
            with os_errors(self.folder):
                try:
                    content = read_regular(self.folder / path)
                except FileNotFoundError:
                    continue
            if content is not None:
                yield path, content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _said(document: Document) -> Said:
    data = document.data
    medium = (data.get("sha256"), data.get("size_bytes")) if isinstance(data, dict) else None
    # Most words stand in many pages; each is kept once.
    return Said(tuple(map(sys.intern, words_of(data))), medium)
