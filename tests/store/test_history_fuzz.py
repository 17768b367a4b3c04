"""The parsers of objects and packs answer, or say that they cannot, whatever bytes they get."""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lawrec.store.history import read_history
from lawrec.store.object_formats import (
    MIB,
    Budget,
    Unreadable,
    object_id,
    parse_commit,
    parse_loose,
    parse_tree,
)
from lawrec.store.packs import apply_delta, read_pack
from tests.store.object_writer import (
    commit,
    entry,
    id_of,
    new_case,
    number,
    object_path,
    pack,
    tree,
)

GOOD_TREE = tree(("100644", "a", "11" * 20), ("40000", "b", "22" * 20))
GOOD_COMMIT = commit("11" * 20, "22" * 20)
GOOD_DELTA = number(4) + number(5) + b"\x90\x04" + b"\1x"
GOOD_PACK = pack(
    entry(3, b"base" * 300),
    entry(
        7, number(1200) + number(5) + b"\x90\x04\1x", bytes.fromhex(id_of("blob", b"base" * 300))
    ),
    entry(2, GOOD_TREE),
    entry(1, GOOD_COMMIT),
)


@st.composite
def damaged(draw: st.DrawFn, good: bytes) -> bytes:
    """Good bytes with some of them cut out, put in or exchanged."""
    data = bytearray(good)
    for _change in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = draw(st.integers(at, min(len(data), at + 8)))
        data[at:end] = draw(st.binary(max_size=8))
    return bytes(data)


def small() -> Budget:
    return Budget(bytes_left=4 * MIB, objects_left=1000)


@given(st.binary(max_size=300) | damaged(GOOD_TREE))
@settings(deadline=None)
def test_trees(data: bytes) -> None:
    with suppress(Unreadable):
        for name in parse_tree(data).items:
            assert "/" not in name
            assert name not in ("", ".", "..", ".git")


@given(st.binary(max_size=300) | damaged(GOOD_COMMIT))
@example(GOOD_COMMIT.replace(b"1760000000 +0800", b"99999999999 +2359"))
@example(GOOD_COMMIT.replace(b"1760000000 +0800", b"253370000000 -2359"))
@example(GOOD_COMMIT.replace(b"1760000000 +0800", b"0 +2400"))
@settings(deadline=None)
def test_commits(data: bytes) -> None:
    with suppress(Unreadable):
        assert parse_commit(data).time.tzinfo is not None


@given(st.binary(max_size=300) | damaged(zlib.compress(b"tree %d\0" % len(GOOD_TREE) + GOOD_TREE)))
@settings(deadline=None)
def test_damaged_loose_objects(raw: bytes) -> None:
    with suppress(Unreadable):
        parse_loose(raw, small())


@given(st.binary(max_size=6000), st.integers(0, 9))
@example(b"\0" * 4096, 9)
@example(b"x" * (4096 - len("blob 4087\0")), 1)
@example(b"\0" * (2 * MIB + 1), 9)
@settings(deadline=None)
def test_good_loose_objects(data: bytes, level: int) -> None:
    raw = zlib.compress(b"blob %d\0" % len(data) + data, level)
    assert parse_loose(raw, small()) == ("blob", data)
    for wrong in (raw + b"\0", raw[:-1], zlib.compress(b"blob %d\0" % (len(data) + 1) + data)):
        with pytest.raises(Unreadable):
            parse_loose(wrong, small())


@given(st.binary(max_size=64), st.binary(max_size=64) | damaged(GOOD_DELTA))
@settings(deadline=None)
def test_deltas(base: bytes, delta: bytes) -> None:
    with suppress(Unreadable):
        assert len(apply_delta(base, delta, MIB, small())) <= MIB


def test_a_good_delta() -> None:
    assert apply_delta(b"base", GOOD_DELTA, MIB, small()) == b"basex"


@given(st.binary(max_size=300) | damaged(GOOD_PACK))
@settings(max_examples=300, deadline=None)
def test_damaged_packs(data: bytes) -> None:
    content = read_pack(data, small())
    assert all(object_id(kind, body) == found for found, (kind, body) in content.objects.items())


@given(st.lists(st.binary(max_size=3000) | st.sampled_from([b"\0" * MIB, b"ab" * MIB]), max_size=5))
@settings(deadline=None)
def test_good_packs(blobs: list[bytes]) -> None:
    content = read_pack(pack(*(entry(3, blob) for blob in blobs)), Budget())
    assert content.problems == set()
    assert {body for _kind, body in content.objects.values()} == set(blobs)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whole_histories(data: st.DataObject) -> None:
    """Damage in any file below .git is told, or changes nothing that is reported."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = new_case(folder, ("case.yaml", b"one"))
        new_case(folder, ("act.yaml", b"a"), ("case.yaml", b"two"), parent=first)
        honest = read_history(folder)
        files = sorted(path for path in (folder / ".git").rglob("*") if path.is_file())
        target = data.draw(st.sampled_from(files))
        target.write_bytes(data.draw(damaged(target.read_bytes())))
        history = read_history(folder)
        if history != honest:
            assert history.problems
        assert object_path(folder, first).exists()
