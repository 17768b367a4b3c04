"""Every kind of store on a real server: kept whole, never replaced, cut off and gone on with."""

from __future__ import annotations

import hashlib
import os
import random
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lawrec.media.stores.deposit import Item, SourceTrouble, keep, set_aside, state_in
from lawrec.media.stores.opening import Shelf, open_store
from lawrec.media.stores.place import (
    CHUNK,
    Place,
    StoreTrouble,
    address_of,
    temporary_of,
)
from tests.stores.conftest import Declared

pytestmark = [pytest.mark.servers, pytest.mark.slow]
LARGE = 40_000_000


def silent(_count: int) -> None:
    """Nobody looks at the progress."""


def item(content: bytes) -> Item:
    def read() -> Iterator[bytes]:
        for start in range(0, len(content), CHUNK):
            yield content[start : start + CHUNK]

    return Item(hashlib.sha256(content).hexdigest(), len(content), read)


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


@pytest.fixture
def place(place_of: Declared) -> Iterator[Place]:
    opened = open_store(place_of.name, place_of.store)
    try:
        yield opened
    finally:
        opened.close()


@pytest.mark.parametrize("size", [1, CHUNK, 5 * CHUNK + 7, LARGE])
def test_content_is_kept_once_and_read_back(place: Place, size: int) -> None:
    content = noise(size)
    one = item(content)
    assert keep(place, one, "owner", silent).outcome == "copied"
    assert keep(place, one, "owner", silent).outcome == "there_already"
    assert place.size(address_of(one.sha256)) == size
    assert b"".join(place.read(address_of(one.sha256))) == content
    assert place.size(temporary_of(one.sha256, "owner")) is None
    assert place.changed(address_of(one.sha256)) is not None
    assert not place.is_new()


def test_what_has_the_name_is_never_replaced(place: Place) -> None:
    one, two = item(noise(3 * CHUNK)), item(noise(3 * CHUNK, 2))
    place.write(address_of(one.sha256), two.read(), two.size)
    done = keep(place, one, "owner", silent)
    assert done.quarantined is not None
    assert b"".join(place.read(done.quarantined)) == noise(3 * CHUNK, 2)
    assert state_in(place, one.sha256, one.size, silent) == "fine"
    keep(place, two, "owner", silent)
    with pytest.raises(StoreTrouble, match="already"):
        place.move(address_of(two.sha256), address_of(one.sha256))
    assert state_in(place, one.sha256, one.size, silent) == "fine"
    assert state_in(place, two.sha256, two.size, silent) == "fine"
    assert place.size(set_aside(place, one.sha256)) == one.size
    assert state_in(place, one.sha256, one.size, silent) == "absent"


@pytest.mark.parametrize("wrong", ["other", "short", "long", "breaks"])
def test_a_source_that_is_not_what_it_should_be(place: Place, wrong: str) -> None:
    content = noise(LARGE)
    right = item(content)

    def read() -> Iterator[bytes]:
        pieces = list(right.read())
        if wrong == "other":
            pieces[3] = noise(CHUNK, 9)
        elif wrong == "short":
            pieces.pop()
        elif wrong == "long":
            pieces.append(b"more")
        for number, piece in enumerate(pieces):
            if wrong == "breaks" and number == 30:
                raise SourceTrouble
            yield piece

    with pytest.raises(SourceTrouble):
        keep(place, Item(right.sha256, right.size, read), "owner", silent)
    assert place.size(address_of(right.sha256)) is None
    assert place.size(temporary_of(right.sha256, "owner")) is None
    assert keep(place, right, "owner", silent).outcome == "copied"


def test_a_server_that_dies_in_the_middle(place_of: Declared) -> None:
    server = place_of.server
    if server is None:
        pytest.skip("a folder has no server")
    one = item(noise(LARGE))

    def read() -> Iterator[bytes]:
        for number, piece in enumerate(one.read()):
            if number == 25:
                server.kill()
            yield piece

    with Shelf(place_of.root or Path()) as shelf:
        place = shelf.place(place_of.name, place_of.store)
        with pytest.raises(StoreTrouble) as told:
            keep(place, Item(one.sha256, one.size, read), "owner", silent)
    assert told.value.fix
    assert told.value.where == place_of.store.url
    if place_of.root is not None:
        assert not (place_of.root / address_of(one.sha256)).exists()
    server.start()
    if place_of.root is None:
        pytest.skip("this server keeps nothing when it dies")
    again = open_store(place_of.name, place_of.store)
    try:
        assert again.size(address_of(one.sha256)) is None
        assert keep(again, one, "owner", silent).outcome == "copied"
        assert b"".join(again.read(address_of(one.sha256))) == b"".join(one.read())
    finally:
        again.close()


def test_a_server_that_dies_while_it_is_read(place_of: Declared) -> None:
    server = place_of.server
    if server is None:
        pytest.skip("a folder has no server")
    one = item(noise(LARGE))
    place = open_store(place_of.name, place_of.store)
    keep(place, one, "owner", silent)
    reading = place.read(address_of(one.sha256))
    next(reading)
    server.kill()
    with pytest.raises(StoreTrouble):
        b"".join(reading)
    with suppress(StoreTrouble):
        place.close()


def test_two_at_once_keep_the_same(place_of: Declared) -> None:
    one = item(noise(6 * CHUNK))
    outcomes: list[str] = []

    def work(owner: str) -> None:
        place = open_store(place_of.name, place_of.store)
        try:
            outcomes.append(keep(place, one, owner, silent).outcome)
        except StoreTrouble:
            outcomes.append("refused")
        finally:
            place.close()

    threads = [threading.Thread(target=work, args=(f"owner{n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "copied" in outcomes
    place = open_store(place_of.name, place_of.store)
    try:
        assert state_in(place, one.sha256, one.size, silent) == "fine"
    finally:
        place.close()


def test_wrong_users_are_told_so(place_of: Declared, monkeypatch: pytest.MonkeyPatch) -> None:
    if place_of.server is None or "moto" in str(place_of.server.command[0]):
        pytest.skip("nobody asks who we are here")
    monkeypatch.setenv("LAWREC_STORE_DAV_PASSWORD", "Geheim-77")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "Geheim-77-Geheim-77")
    key = Path(os.environ["HOME"]) / ".ssh/id_ed25519"
    if key.exists():
        key.rename(key.with_name("away"))
    with pytest.raises(StoreTrouble) as told:
        _look(place_of)
    assert "answer" not in told.value.what
    assert "Geheim" not in str(told.value)


def _look(declared: Declared) -> None:
    place = open_store(declared.name, declared.store)
    try:
        place.is_new()
    finally:
        place.close()


def test_a_server_whose_key_is_not_known(
    place_of: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not str(place_of.store.url).startswith("sftp"):
        pytest.skip("only SSH has host keys")
    known = Path(os.environ["HOME"]) / ".ssh/known_hosts"
    line = known.read_text(encoding="utf-8")
    known.write_text("", encoding="utf-8")
    with pytest.raises(StoreTrouble, match="not known") as told:
        _look(place_of)
    assert "ssh-keyscan -p" in str(told.value.fix)
    assert known.read_text(encoding="utf-8") == "", "nothing is taken on trust"
    host, kind, key = line.split()
    known.write_text(f"{host} {kind} {key[:-6]}AAAAAA\n", encoding="utf-8")
    with pytest.raises(StoreTrouble, match="another key"):
        _look(place_of)


def test_a_root_that_is_not_there(place_of: Declared) -> None:
    url = str(place_of.store.url).rstrip("/")
    if url.startswith("s3://"):
        url = "s3://no-such-bucket/x"
    else:
        url += "/没有"
    store = place_of.store.model_copy(update={"url": url})
    place = open_store(place_of.name, store)
    try:
        with pytest.raises(StoreTrouble):
            keep(place, item(b"content"), "owner", silent)
        with pytest.raises(StoreTrouble):
            place.is_new()
    finally:
        place.close()


def test_memory_stays_flat(place: Place) -> None:
    import tracemalloc

    size = 3 * LARGE
    piece = noise(CHUNK)
    digest = hashlib.sha256()
    for _number in range(size // CHUNK):
        digest.update(piece)
    total = size // CHUNK * CHUNK

    def read() -> Iterator[bytes]:
        for _number in range(size // CHUNK):
            yield piece

    tracemalloc.start()
    keep(place, Item(digest.hexdigest(), total, read), "owner", silent)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 90_000_000
