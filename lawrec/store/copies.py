"""The bureau's ledger of copies, and what of a case's footage it knows to be elsewhere.

Only the ledger of a bureau that this computer knows as its own is ever asked (decision 23).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.schema.bureau import Store
from lawrec.schema.copies import Ledger, MediumCopies
from lawrec.store import layout
from lawrec.store.bureau_files import load_entries, load_profile


@dataclass(frozen=True, slots=True)
class Kept:
    """Content that declared stores have, by their names, as it was verified there last."""

    sha256: str
    stores: Mapping[str, Store]
    bureau: Path


def load_copies(bureau: Path, page: str) -> dict[str, MediumCopies]:
    """One page of the ledger; empty where there is none. Raises InputError."""
    return load_entries(bureau, page, MediumCopies)


def all_copies(bureau: Path) -> Iterator[tuple[str, Ledger]]:
    """Every page of the ledger, with its path."""
    root = bureau / layout.COPIES
    for path in sorted(root.rglob("*.yaml")) if root.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            page = path.relative_to(bureau).as_posix()
            yield page, load_copies(bureau, page)


def kept_elsewhere(bureau: Path | None, folder: Path) -> Mapping[str, Kept]:
    """Media id -> the stores that have it, for a case or the inbox of our own bureau."""
    page = layout.copies_page(bureau, folder) if bureau is not None else None
    if bureau is None or page is None:
        return {}
    ledger = load_copies(bureau, page)
    declared = load_profile(bureau).stores if ledger else {}
    return {
        item: Kept(entry.sha256, _fine(entry, declared), bureau)
        for item, entry in ledger.items()
        if _fine(entry, declared)
    }


def _fine(entry: MediumCopies, declared: Mapping[str, Store]) -> dict[str, Store]:
    return {
        name: declared[name]
        for name, copy in entry.stores.items()
        if copy.state == "fine" and name in declared
    }
