"""A folder of a store that is a link leads out of it: what lies behind is no copy."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lawrec.media.stores.deposit import Item, keep, set_aside, state_in
from lawrec.media.stores.folder import Folder
from lawrec.media.stores.place import StoreTrouble, address_of

CONTENT = b"footage" * 5_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
ITEM = Item(DIGEST, len(CONTENT), lambda: iter((CONTENT,)))
PARTS = ("sha256", f"sha256/{DIGEST[:2]}", f"sha256/{DIGEST[:2]}/{DIGEST[2:4]}")


def nobody(_count: int) -> None:
    """Nobody looks at the progress."""


def link(root: Path, part: str, target: Path) -> None:
    path = root / part
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target, target_is_directory=True)
    except OSError as error:
        pytest.skip(f"links cannot be made here: {error}")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("filled", [False, True])
def test_nothing_is_kept_or_found_behind_a_link(tmp_path: Path, part: str, filled: bool) -> None:
    root, hidden = tmp_path / "nas", tmp_path / "case"
    root.mkdir()
    hidden.mkdir()
    link(root, part, hidden)
    if filled:
        behind = root / address_of(DIGEST)
        behind.parent.mkdir(parents=True, exist_ok=True)
        behind.write_bytes(CONTENT)
    before = sorted(hidden.rglob("*"))
    place = Folder(root, "nas")
    for tried in (
        lambda: keep(place, ITEM, "owner", nobody),
        lambda: state_in(place, DIGEST, len(CONTENT), nobody),
        lambda: list(place.read(address_of(DIGEST))),
    ):
        with pytest.raises(StoreTrouble, match="is a link"):
            tried()
    assert sorted(hidden.rglob("*")) == before


def test_nothing_is_moved_out_of_the_store(tmp_path: Path) -> None:
    root, hidden = tmp_path / "nas", tmp_path / "elsewhere"
    root.mkdir()
    hidden.mkdir()
    link(root, "quarantine", hidden)
    place = Folder(root, "nas")
    keep(place, ITEM, "owner", nobody)
    with pytest.raises(StoreTrouble, match="is a link"):
        set_aside(place, DIGEST)
    assert (root / address_of(DIGEST)).read_bytes() == CONTENT
    assert not list(hidden.iterdir())


def test_the_folder_of_a_store_may_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    link(tmp_path, "nas", tmp_path / "disk")
    assert keep(Folder(tmp_path / "nas", "nas"), ITEM, "owner", nobody).outcome == "copied"
