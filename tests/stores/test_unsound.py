"""Stores that give back other bytes than they were given, or lose what they have confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from lawrec.media.stores.deposit import Item, keep, state_in
from lawrec.media.stores.folder import Folder
from lawrec.media.stores.place import StoreTrouble, address_of, require_ours, temporary_of

CONTENT = b"footage" * 50_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
ITEM = Item(DIGEST, len(CONTENT), lambda: iter((CONTENT[:100], CONTENT[100:])))


class Flipping(Folder):
    """A disk that gives back one wrong bit."""

    def read(self, name: str) -> Iterator[bytes]:
        for chunk in super().read(name):
            yield bytes([chunk[0] ^ 1]) + chunk[1:]


class Direct(Folder):
    """A store in which names are final at once, and one wrong byte is written."""

    direct = True

    def write(self, name: str, chunks: Iterator[bytes], size: int) -> None:
        content = b"".join(chunks)
        super().write(name, iter((content[:-1] + b"?",)), size)


class Losing(Folder):
    """A server that confirms a rename and forgets it."""

    def move(self, name: str, target: str) -> None:
        super().move(name, target)
        (self.root / target).unlink()


def nobody(_count: int) -> None:
    """Nobody looks at the progress."""


@pytest.mark.parametrize("kind", [Flipping, Losing])
def test_what_does_not_read_back_is_never_said_to_be_kept(
    tmp_path: Path, kind: type[Folder]
) -> None:
    with pytest.raises(StoreTrouble, match="reads back differently"):
        keep(kind(tmp_path, "nas"), ITEM, "owner", nobody)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_false_object_under_its_final_name_is_set_aside(tmp_path: Path) -> None:
    place = Direct(tmp_path, "cloud")
    with pytest.raises(StoreTrouble, match="reads back differently"):
        keep(place, ITEM, "owner", nobody)
    assert place.size(address_of(DIGEST)) is None
    assert len(list((tmp_path / "quarantine").iterdir())) == 1


def test_what_an_interrupted_run_left_is_begun_anew(tmp_path: Path) -> None:
    place = Folder(tmp_path, "nas")
    rest = tmp_path / temporary_of(DIGEST, "owner")
    rest.parent.mkdir(parents=True)
    rest.write_bytes(CONTENT[:77])
    other = tmp_path / temporary_of(DIGEST, "other")
    other.write_bytes(CONTENT[:5])
    assert keep(place, ITEM, "owner", nobody).outcome == "copied"
    assert not rest.exists()
    assert other.exists(), "nobody else's unfinished work is touched"


@pytest.mark.parametrize("odd", ["folder", "link", "empty"])
def test_odd_things_under_the_address(tmp_path: Path, odd: str) -> None:
    place = Folder(tmp_path, "nas")
    final = tmp_path / address_of(DIGEST)
    final.parent.mkdir(parents=True)
    if odd == "folder":
        final.mkdir()
    elif odd == "link":
        (tmp_path / "content").write_bytes(CONTENT)
        final.symlink_to(tmp_path / "content")
    else:
        final.touch()
    assert state_in(place, DIGEST, len(CONTENT), nobody) == "differs"
    if odd == "folder":
        with pytest.raises(StoreTrouble):
            keep(place, ITEM, "owner", nobody)
        assert final.is_dir()
    else:
        assert keep(place, ITEM, "owner", nobody).quarantined
        assert final.read_bytes() == CONTENT
        assert not final.is_symlink()
    assert (tmp_path / "content").exists() == (odd == "link")


def test_nothing_else_is_ever_taken_away(tmp_path: Path) -> None:
    place = Folder(tmp_path, "nas")
    keep(place, ITEM, "owner", nobody)
    with pytest.raises(ValueError, match="never removed"):
        place.discard(address_of(DIGEST))
    with pytest.raises(ValueError, match="never removed"):
        require_ours("quarantine/.tmp-x/y")
