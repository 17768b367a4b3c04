"""Keeping content in a store: whole under its address, read back, and never replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _
from lawrec.media.stores.place import (
    Place,
    StoreTrouble,
    address_of,
    quarantine_of,
    temporary_of,
)

Moved = Callable[[int], None]
Reading = Callable[[], Iterator[bytes]]
State = Literal["fine", "absent", "differs"]


class SourceTrouble(Exception):
    """What should be copied is not what its sidecar says, or cannot be read to its end."""


@dataclass(frozen=True, slots=True)
class Deposit:
    """The answer: copied now or there before, both read back; where a false one was moved."""

    outcome: Literal["copied", "there_already"]
    quarantined: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Content to be kept: its SHA-256, its size in bytes, and how to read it (again)."""

    sha256: str
    size: int
    read: Reading


def state_in(place: Place, digest: str, size: int, moved: Moved) -> State:
    """Whether a store has the content, read to the end; memory stays flat."""
    name = address_of(digest)
    found = place.size(name)
    if found is None:
        return "absent"
    if found != size:
        return "differs"
    return "fine" if _digest(place.read(name), moved) == digest else "differs"


def keep(place: Place, item: Item, owner: str, moved: Moved) -> Deposit:
    """Have the content in the store, verified.

    What lies there under its address and is something else is moved aside, never deleted.
    `owner` marks unfinished uploads: whoever has it writes alone. Raises SourceTrouble and
    StoreTrouble; then nothing half lies under the final name.
    """
    state = state_in(place, item.sha256, item.size, moved)
    if state == "fine":
        return Deposit("there_already")
    aside = set_aside(place, item.sha256) if state == "differs" else None
    final = address_of(item.sha256)
    name = final if place.direct else temporary_of(item.sha256, owner)
    bring(place, item, name, final, moved)
    return Deposit("copied", aside)


def bring(place: Place, item: Item, name: str, final: str, moved: Moved) -> None:
    """Write content under a name of ours, read it back, and give it its final name.

    Nothing is replaced. Raises SourceTrouble and StoreTrouble.
    """
    if name != final:
        place.discard(name)  # what an interrupted run left
    try:
        place.write(name, _checked(item, moved), item.size)
        if _digest(place.read(name), moved) != item.sha256:
            raise _reads_differently(place)
        if name != final:
            place.move(name, final)
    except BaseException:
        _clean(place, name, final, item)
        raise
    if place.size(final) != item.size:
        raise _reads_differently(place)


def set_aside(place: Place, digest: str) -> str:
    """Move what lies under the content's address into the store's quarantine; its new name."""
    name = quarantine_of(digest, datetime.now(UTC))
    place.move(address_of(digest), name)
    return name


def _checked(item: Item, moved: Moved) -> Iterator[bytes]:
    """The content, piece by piece; the last one is only let go when all of it is right."""
    digest, size, held = hashlib.sha256(), 0, b""
    for chunk in item.read():
        digest.update(chunk)
        size += len(chunk)
        if size > item.size:
            raise SourceTrouble
        if held:
            yield held
            moved(len(held))
        held = chunk
    if digest.hexdigest() != item.sha256:
        raise SourceTrouble
    if held:
        yield held
        moved(len(held))


def _digest(chunks: Iterator[bytes], moved: Moved) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        moved(len(chunk))
    return digest.hexdigest()


def _clean(place: Place, name: str, final: str, item: Item) -> None:
    """Leave nothing half: a temporary file goes; a false object under its address is set aside."""
    with suppress(EnvironmentTrouble):
        if name != final:
            place.discard(name)
        elif state_in(place, item.sha256, item.size, lambda _n: None) == "differs":
            set_aside(place, item.sha256)


def _reads_differently(place: Place) -> StoreTrouble:
    return StoreTrouble(
        _("What was copied reads back differently: this store is not sound"),
        where=place.where,
        fix=_("Have it checked, or take another store; the footage in the case was only read"),
    )
