"""The bureau's ledger of copies, and what of a case's footage it knows to be elsewhere.

Only the ledger of a bureau that this computer knows as its own is ever asked (decision 23).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.schema.bureau import Store
from lawrec.schema.copies import Ledger, MediumCopies
from lawrec.schema.ids import IN_CASE, sort_key
from lawrec.store import layout
from lawrec.store.bureau_files import entries_of, load_entries, load_profile
from lawrec.store.regular import read_regular
from lawrec.store.yaml_io import parse
from lawrec.store.yaml_text import MAX_BYTES

_KEPT = 64
_read: dict[bytes, Ledger] = {}
"""The files of the ledger that were read last, by the SHA-256 of their content."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Content that declared stores have, by their names, as it was verified there last."""

    sha256: str
    stores: Mapping[str, Store]
    bureau: Path


def load_copies(bureau: Path, page: str) -> dict[str, MediumCopies]:
    """One page of the ledger with its parts; empty where there is none. Raises InputError."""
    found: dict[str, MediumCopies] = {}
    for part in (page, *_parts(bureau, page)):
        found.update(load_part(bureau, part))
    return found


def load_part(bureau: Path, part: str) -> Ledger:
    """One file of the ledger; empty where there is none. Raises InputError.

    A run asks for the same ledger several times: what was read is known again by its content.
    """
    try:
        content = read_regular(bureau / part, MAX_BYTES)
    except OSError:
        content = None
    if content is None:
        return load_entries(bureau, part, MediumCopies)
    digest = hashlib.sha256(content).digest()
    ledger = _read.pop(digest, None)
    if ledger is None:
        ledger = entries_of(parse(content, str(bureau / part)), part, MediumCopies)
    _read[digest] = ledger
    for oldest in list(_read)[:-_KEPT]:
        _read.pop(oldest, None)
    return ledger


def all_copies(bureau: Path) -> Iterator[tuple[str, Ledger]]:
    """Every page of the ledger with its parts, and its path."""
    root = bureau / layout.COPIES
    paths = (p for p in root.rglob("*.yaml") if p.is_file() and not p.is_symlink())
    found = (path.relative_to(bureau).as_posix() for path in paths)
    for page in sorted({layout.copies_whole(part) for part in found}):
        yield page, load_copies(bureau, page)


def _parts(bureau: Path, page: str) -> list[str]:
    folder = page.removesuffix(".yaml")
    names = (path.stem for path in (bureau / folder).glob("M*.yaml") if not path.is_symlink())
    ids = sorted((name for name in names if IN_CASE.fullmatch(name)), key=sort_key)
    return [f"{folder}/{item}.yaml" for item in ids]


def kept_elsewhere(bureau: Path | None, folder: Path) -> Mapping[str, Kept]:
    """Media id -> the stores that have it, for a case or the inbox of our own bureau."""
    page = layout.copies_page(bureau, folder) if bureau is not None else None
    if bureau is None or page is None:
        return {}
    ledger = load_copies(bureau, page)
    declared = load_profile(bureau).stores if ledger else {}
    return {
        item: Kept(entry.sha256, fine_stores(entry, declared), bureau)
        for item, entry in ledger.items()
        if fine_stores(entry, declared)
    }


def fine_stores(entry: MediumCopies, declared: Mapping[str, Store]) -> dict[str, Store]:
    """The declared stores that have a medium, as it was verified there last."""
    return {
        name: declared[name]
        for name, copy in entry.stores.items()
        if copy.state == "fine" and name in declared
    }
