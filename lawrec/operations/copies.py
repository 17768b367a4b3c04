"""The ledger of copies: what was copied and verified, by whom and when, in the bureau's history.

It is no part of the case: archived cases are frozen, and their copies are looked at for years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.custody.change import Change
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.schema.copies import Copy, CopyState, MediumCopies
from lawrec.schema.ids import sort_key
from lawrec.schema.media import Sidecar
from lawrec.store import layout
from lawrec.store.copies import load_part
from lawrec.store.render import to_raw
from lawrec.store.yaml_io import dump

EVENT = "copies"
_COMMENT = "音像副本登记：由 lawrec 写入，不手工填写"


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing that was seen: the content whole and right, absent, or another.

    `store` is None for the file in the case itself. `copied` is True where it was copied now.
    """

    item: str
    sha256: str
    size: int
    store: str | None
    state: CopyState
    copied: bool = False
    quarantined: str | None = None


def noted(item: str, sidecar: Sidecar, store: str | None, state: CopyState) -> Noted:
    """What was seen of a medium."""
    return Noted(item, sidecar.sha256, sidecar.size_bytes, store, state)


def note(session: Session, bureau: Path, seen: Mapping[str, Iterable[Noted]]) -> None:
    """Enter what was seen, page by page of the ledger, in one durable change."""
    pages = {page: tuple(entries) for page, entries in seen.items()}
    if not any(pages.values()):
        return
    with write_bureau(bureau, session.who, EVENT) as held:
        files: dict[str, bytes | None] = {}
        for page, entries in pages.items():
            files |= _pages(bureau, page, entries, session)
        held.commit(Change(files, (), _message(pages), EVENT, session.who))


def _pages(
    bureau: Path, page: str, entries: tuple[Noted, ...], session: Session
) -> dict[str, bytes]:
    """The files of one page that change. What an older lawrec kept in one is moved into parts."""
    changed: dict[str, dict[str, MediumCopies]] = {}

    def part_of(item: str) -> dict[str, MediumCopies]:
        part = layout.copies_part(page, item)
        if part not in changed:
            changed[part] = dict(load_part(bureau, part))
        return changed[part]

    whole = load_part(bureau, page)
    strays = {item for item in whole if layout.copies_part(page, item) != page}
    if entries and strays:
        changed[page] = {item: entry for item, entry in whole.items() if item not in strays}
        for item in strays:
            part_of(item).setdefault(item, whole[item])
    for entry in entries:
        ledger = part_of(entry.item)
        ledger[entry.item] = _with(ledger.get(entry.item), entry, session)
    return {part: _text(ledger) for part, ledger in changed.items()}


def _text(ledger: Mapping[str, MediumCopies]) -> bytes:
    return dump({key: to_raw(ledger[key]) for key in sorted(ledger, key=sort_key)}, _COMMENT)


def _message(pages: Mapping[str, tuple[Noted, ...]]) -> str:
    names = [page.removesuffix(".yaml") for page, entries in pages.items() if entries]
    more = f" 等 {len(names)} 页" if len(names) > 3 else ""
    return f"音像副本 {'、'.join(names[:3])}{more}"


def _with(entry: MediumCopies | None, seen: Noted, session: Session) -> MediumCopies:
    if entry is None or entry.sha256 != seen.sha256:
        entry = MediumCopies(sha256=seen.sha256, size_bytes=seen.size)
    old = entry.here if seen.store is None else entry.stores.get(seen.store)
    now = session.now()
    data: dict[str, object] = {"verified_at": now, "by": session.who, "state": seen.state}
    since = now if seen.copied or old is None else old.copied_at
    if seen.store is not None and since is not None and seen.state == "fine":
        data["copied_at"] = since
    elif old is not None and old.copied_at is not None:
        data["copied_at"] = old.copied_at
    quarantined = seen.quarantined or (old.quarantined if old else None)
    if quarantined:
        data["quarantined"] = quarantined
    copy = Copy.model_validate(data)
    if seen.store is None:
        return entry.model_copy(update={"here": copy})
    return entry.model_copy(update={"stores": {**entry.stores, seen.store: copy}})
