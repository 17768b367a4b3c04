"""Packs made to mislead or to exhaust a reader; what is genuine in them stays readable."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from lawrec.store.history import ObjectStore, blob_at, read_history
from lawrec.store.object_formats import MIB
from tests.store.object_writer import (
    TYPE_NUMBERS,
    commit,
    entry,
    id_of,
    number,
    pack,
    put_pack,
    put_raw,
    set_head,
    tree,
)


def packed_chain(length: int) -> tuple[bytes, list[bytes]]:
    """A pack of a blob and ever longer differences from it, each from the one before."""
    versions, entries = [b"v"], [entry(TYPE_NUMBERS["blob"], b"v")]
    for _step in range(length):
        last = versions[-1]
        copy = bytes([0x90 | 0x20]) + len(last).to_bytes(2, "little")
        delta = number(len(last)) + number(len(last) + 1) + copy + b"\1v"
        entries.append(entry(7, delta, bytes.fromhex(id_of("blob", last))))
        versions.append(last + b"v")
    return pack(*entries), versions


def test_deep_delta_chain(tmp_path: Path) -> None:
    data, versions = packed_chain(2000)
    name = put_pack(tmp_path, data)
    store = ObjectStore(tmp_path)
    assert blob_at(store, id_of("blob", versions[250])) == versions[250]
    assert blob_at(store, id_of("blob", versions[251])) is None
    problems = {(problem.code, problem.params["what"]) for problem in store.problems.all()}
    assert ("delta_too_deep", name) in problems


@pytest.mark.parametrize(
    "entries",
    [
        [entry(7, number(1) + number(1) + b"\1a", b"\x11" * 20)],
        [entry(6, number(1) + number(1) + b"\1a", b"\0")],
        [entry(5, b"a")],
        [entry(3, b"a", size=1 << 50)],
        [entry(3, b"a", size=2)],
        [entry(3, b"aa", size=1)],
        [entry(3, b"a") + b"rest"],
    ],
    ids=["no base", "own base", "type", "huge size", "short", "long", "rest"],
)
def test_bad_pack_entries_leave_the_others_readable(tmp_path: Path, entries: list[bytes]) -> None:
    name = put_pack(tmp_path, pack(entry(3, b"good"), *entries))
    store = ObjectStore(tmp_path)
    assert blob_at(store, id_of("blob", b"good")) == b"good"
    assert [problem.params.get("what") for problem in store.problems.all()] == [name]


def test_pack_with_a_changed_byte_or_a_cut_end(tmp_path: Path) -> None:
    data = pack(entry(3, b"good"), entry(3, b"cut"))
    for number_, bad in enumerate((data[:-1] + b"\0", data[:-24], data[:20], b"")):
        folder = tmp_path / str(number_)
        put_pack(folder, bad)
        store = ObjectStore(folder)
        blob_at(store, id_of("blob", b"good"))
        assert "pack_bad" in [problem.code for problem in store.problems.all()]


def test_delta_bomb_ends_with_the_budget(tmp_path: Path) -> None:
    """Some kilobytes that stand for hundreds of MiB."""
    base = b"\0" * (4 * MIB)
    copy = bytes([0x80]) * 128
    delta = number(len(base)) + number(8 * MIB) + copy
    entries = [entry(7, delta, bytes.fromhex(id_of("blob", base)))] * 60
    put_pack(tmp_path, pack(entry(3, base), *entries))
    store = ObjectStore(tmp_path)
    assert blob_at(store, "0" * 40) is None
    assert [problem.code for problem in store.problems.all()] == ["budget_spent"]


def test_footage_forced_into_a_pack_hides_nothing_else(tmp_path: Path) -> None:
    footage = os.urandom(MIB) * 9
    root = tree(("100644", "case.yaml", id_of("blob", b"x")))
    head = commit(id_of("tree", root))
    put_pack(
        tmp_path,
        pack(entry(3, footage), entry(3, b"x"), entry(2, root), entry(1, head)),
    )
    set_head(tmp_path, id_of("commit", head))
    store = ObjectStore(tmp_path)
    history = read_history(store)
    assert (history.state, history.problems) == ("whole", ())
    assert blob_at(store, id_of("blob", footage)) is None
    assert [problem.code for problem in store.problems.all()] == ["too_large"]


def test_loose_object_exchanged_but_packed_one_genuine(tmp_path: Path) -> None:
    put_pack(tmp_path, pack(entry(3, b"genuine")))
    wanted = id_of("blob", b"genuine")
    put_raw(tmp_path, wanted, zlib.compress(b"blob 6\0forged"))
    store = ObjectStore(tmp_path)
    assert blob_at(store, wanted) == b"genuine"
    assert [problem.code for problem in store.problems.all()] == ["object_id_differs"]
