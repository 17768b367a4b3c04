"""Where each medium of a case lies, when it was verified last, and how many copies it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lawrec.operations.copies_needed import copies_missing, copies_needed, holders
from lawrec.operations.holdings import holding_of
from lawrec.operations.session import Session
from lawrec.schema.copies import Copy


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One medium: its file in the case, its copies by store, and what is missing.

    `here_checked` is when the file itself was read whole the last time, as far as noted.
    """

    item: str
    path: str
    here: Literal["fine", "absent", "differs"]
    here_checked: Copy | None
    stores: Mapping[str, Copy]
    have: int
    missing: tuple[str, ...] = ()
    undeclared: int = 0

    @property
    def state(self) -> Literal["here", "elsewhere", "lost", "differs"]:
        """In the case, only in a store, nowhere, or in the case but altered."""
        if self.here == "fine":
            return "here"
        if any(copy.state == "fine" for copy in self.stores.values()):
            return "elsewhere" if self.here == "absent" else "differs"
        return "lost" if self.here == "absent" else "differs"


@dataclass(frozen=True, slots=True)
class Located:
    """All media of a case, and the number of copies that each of them needs."""

    case: str
    needed: int
    media: tuple[Whereabouts, ...]


def where(folder: Path, session: Session) -> Located:
    """Look which files are in the case, and what the ledger says of the rest; reads no content."""
    holding = holding_of(session, folder)
    media, ledger = holding.media(), holding.ledger()
    sidecars = {item: medium.sidecar for item, medium in media.items()}
    quick = {item: holding.state(medium) for item, medium in media.items()}
    gone = {item for item, state in quick.items() if state != "fine"}
    missing = {m.item: m for m in copies_missing(holding.profile, sidecars, ledger, gone)}
    found = []
    for item, medium in media.items():
        data = medium.sidecar
        entry = ledger.get(item)
        entry = entry if entry is not None and entry.sha256 == data.sha256 else None
        here: Literal["fine", "absent", "differs"] = (
            "fine" if item not in gone else "absent" if quick[item] == "absent" else "differs"
        )
        lacks = missing.get(item)
        have = holders(holding.profile, item, data, ledger, gone)
        found.append(
            Whereabouts(
                item,
                medium.path,
                here,
                entry.here if entry else None,
                entry.stores if entry else {},
                len(have),
                lacks.stores if lacks else (),
                lacks.undeclared if lacks else 0,
            )
        )
    return Located(holding.label, copies_needed(holding.profile), tuple(found))
