"""Connections to stores that several media, and several threads, use one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import pytest

from lawrec.media.stores import opening
from lawrec.media.stores.deposit import Item, keep
from lawrec.media.stores.folder import Folder
from lawrec.media.stores.opening import Shelf
from lawrec.media.stores.place import StoreTrouble, address_of
from lawrec.operations.fixity import Content, full_state
from lawrec.schema.bureau import Store
from lawrec.store.copies import Kept
from tests.stores.conftest import declare


class Watched(Folder):
    """A store that tells of its connections, and whether two threads read over one of them."""

    opened = 0
    closed = 0
    crossed = False
    broken = False

    def __init__(self, root: Path, where: str) -> None:
        super().__init__(root, where)
        type(self).opened += 1
        self._busy = Lock()

    def read(self, name: str) -> Iterator[bytes]:
        if type(self).broken:
            raise StoreTrouble("the line is cut", where=self.where)
        if not self._busy.acquire(blocking=False):
            type(self).crossed = True
        try:
            yield from super().read(name)
        finally:
            self._busy.release()

    def close(self) -> None:
        type(self).closed += 1


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Watched]:
    kind = type("Fresh", (Watched,), {"opened": 0, "closed": 0, "crossed": False, "broken": False})
    monkeypatch.setattr(opening, "Folder", kind)
    return kind


@pytest.fixture
def contents(tmp_path: Path) -> list[Content]:
    """Twenty media whose files are elsewhere: in the store."""
    root = tmp_path / "nas"
    root.mkdir()
    stores: dict[str, Store] = {"nas": declare(str(root))}
    found = []
    for number in range(20):
        data = b"%d" % number * 100_000
        digest = hashlib.sha256(data).hexdigest()
        item = Item(digest, len(data), lambda data=data: iter((data,)))  # type: ignore[misc]
        keep(Folder(root, "nas"), item, "owner", lambda _n: None)
        kept = Kept(digest, stores, tmp_path)
        found.append(Content("media/M01.bin", tmp_path / "gone", len(data), digest, kept))
    return found


def test_one_connection_serves_many_media_and_threads(
    tmp_path: Path, watched: type[Watched], contents: list[Content]
) -> None:
    with Shelf(tmp_path) as shelf, ThreadPoolExecutor(8) as pool:
        done = pool.map(lambda one: full_state(one, lambda _n: None, shelf), contents * 3)
        assert set(done) == {"fine"}
    assert (watched.opened, watched.closed) == (1, 1)
    assert not watched.crossed


def test_a_connection_that_fails_is_given_back(
    tmp_path: Path, watched: type[Watched], contents: list[Content]
) -> None:
    with Shelf(tmp_path) as shelf:
        watched.broken = True
        assert full_state(contents[0], lambda _n: None, shelf) == "elsewhere"
        watched.broken = False
        assert full_state(contents[0], lambda _n: None, shelf) == "fine"
    assert (watched.opened, watched.closed) == (2, 2)


def test_a_store_that_cannot_be_opened_is_tried_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contents: list[Content]
) -> None:
    tries: list[str] = []

    def refused(name: str, store: Store, base: Path | None = None) -> Folder:
        tries.append(name)
        raise StoreTrouble("no answer", where=name)

    monkeypatch.setattr(opening, "open_store", refused)
    with Shelf(tmp_path) as shelf:
        states = {full_state(one, lambda _n: None, shelf) for one in contents}
    assert states == {"elsewhere"}
    assert tries == ["nas"]


def test_what_is_lent_is_the_open_store(tmp_path: Path, contents: list[Content]) -> None:
    kept = contents[0].kept
    assert kept is not None
    with Shelf(tmp_path) as shelf, shelf.lent("nas", kept.stores["nas"]) as place:
        assert place.size(address_of(kept.sha256)) == contents[0].size
