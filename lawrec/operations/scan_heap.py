"""A folder of scans, read: every file, every page, and what the code on each page says."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from queue import SimpleQueue

from lawrec.errors import EnvironmentTrouble, InputError
from lawrec.forms.mark import Mark, read_payload
from lawrec.i18n import _
from lawrec.media.finder import Found, find
from lawrec.media.quiet import open_quietly
from lawrec.media.scan_reader import PageSeen, ScanReader

_READERS = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a scan: which page of its file, the marks of forms on it, other codes.

    `beyond` where the picture shows more than the sheet of its one code.
    """

    number: int
    marks: tuple[Mark, ...] = ()
    others: int = 0
    empty: bool = False
    trouble: str | None = None
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class ScanFile:
    """One file of the heap, untouched: its path, name below the folder, digest, pages.

    `refused` is why it was not even opened: a link, an empty file, no scan.
    """

    path: bytes
    name: str
    sha256: str = ""
    sheets: tuple[Sheet, ...] = field(default_factory=tuple)
    refused: str | None = None


def read_heap(folder: str, progress: Callable[[int, int], None]) -> tuple[ScanFile, ...]:
    """Every file below the folder with its pages, in the order of names.

    `progress` is told how many files of how many are read. Raises InputError where there is no
    such folder, EnvironmentTrouble where the libraries that read codes are not installed.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 - the name may be no UTF-8
        raise InputError(_("There is no folder {path}").format(path=folder), where=folder)
    entries = sorted(find([folder]), key=lambda entry: entry.path)
    root = os.fsencode(folder)
    workers = max(1, min(_READERS, os.cpu_count() or 1, len(entries)))
    readers: SimpleQueue[ScanReader] = SimpleQueue()
    done: list[ScanFile] = []
    with ThreadPoolExecutor(workers, "scan") as pool:
        for _worker in range(workers):
            readers.put(ScanReader())
        try:
            for file in pool.map(lambda entry: _file(entry, root, readers), entries):
                if any(sheet.trouble == "missing" for sheet in file.sheets):
                    raise _missing()
                done.append(file)
                progress(len(done), len(entries))
        finally:
            pool.shutdown(cancel_futures=True)
            while not readers.empty():
                readers.get().close()
    return tuple(done)


def _missing() -> EnvironmentTrouble:
    return EnvironmentTrouble(
        _("Reading the codes on scans needs libraries that are not installed"),
        fix='pip install "lawrec[scan]"',
    )


def _file(entry: Found, root: bytes, readers: SimpleQueue[ScanReader]) -> ScanFile:
    name = os.fsdecode(os.path.relpath(entry.path, root))
    file = ScanFile(entry.path, name, refused=entry.refused)
    if entry.refused is not None:
        return file
    reader = readers.get()
    try:
        digest = _digest(entry.path)
        sheets = tuple(_sheets(reader, entry.path))
    except OSError:
        return replace(file, refused="unreadable")
    finally:
        readers.put(reader)
    return replace(file, sha256=digest, sheets=sheets)


def _digest(path: bytes) -> str:
    handle = open_quietly(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sheets(reader: ScanReader, path: bytes) -> Iterator[Sheet]:
    for page in reader.pages(path):
        yield _sheet(page)


def _sheet(page: PageSeen) -> Sheet:
    read = [read_payload(text) for text in page.codes]
    marks = tuple(mark for mark in read if mark is not None)
    return Sheet(page.number, marks, len(read) - len(marks), page.empty, page.trouble, page.beyond)
