"""Ways to read the content of a medium: from the case, or from a store that has a copy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lawrec.errors import EnvironmentTrouble, InputError, LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.media.intake import IntakeTrouble
from lawrec.media.source import opened, read_chunk
from lawrec.media.stores.deposit import Reading, SourceTrouble
from lawrec.media.stores.opening import Shelf
from lawrec.media.stores.place import address_of
from lawrec.operations.holdings import Holding, Medium
from lawrec.schema.copies import Ledger


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the content of media may be read: the case, and the stores that the ledger names.

    `source` names the only store to read from.
    """

    holding: Holding
    shelf: Shelf
    ledger: Ledger
    source: str | None = None


def readings(ways: Ways, medium: Medium, but: str | None = None) -> Iterator[Reading]:
    """Ways to read the content, best first: from the case, then from stores that have it.

    `but` is a store not to read from. A store that cannot be reached is passed over; where
    nothing else is left, its trouble is raised.
    """
    holding, source = ways.holding, ways.source
    path = holding.folder / medium.path
    data = medium.sidecar
    if source is None and holding.has(medium):
        yield lambda: read_file(path)
    stores = holding.profile.stores
    entry = ways.ledger.get(medium.id)
    fine = [n for n, c in entry.stores.items() if c.state == "fine"] if entry else []
    trouble: LawrecError | None = None
    for name in (source,) if source is not None else fine:
        if name == but or name not in stores:
            continue
        try:
            place = ways.shelf.place(name, stores[name])
            there = place.size(address_of(data.sha256)) == data.size_bytes
        except (InputError, EnvironmentTrouble) as error:
            trouble = error
            continue
        if there:
            yield partial(place.read, address_of(data.sha256))
    if trouble is not None:
        raise trouble


def read_file(path: Path) -> Iterator[bytes]:
    """The pieces of a file of ours; raises SourceTrouble for what cannot be read."""
    try:
        with opened(os.fsencode(path)) as handle:
            while chunk := read_chunk(handle):
                yield bytes(chunk)
    except IntakeTrouble:
        raise SourceTrouble from None


def unsound(holding: Holding, medium: Medium) -> RefusedError:
    """There is no sound copy to read from."""
    return RefusedError(
        _("{id} is not there, or is not what was stored: there is nothing to copy").format(
            id=medium.id
        ),
        where=str(holding.folder / medium.path),
        fix=f"lawrec store where {holding.label}",
    )
