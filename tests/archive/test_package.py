"""A package while it is made: what is copied, what a crash leaves, what is never replaced."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lawrec.archive import package
from lawrec.archive.clause_table import safe_cell
from lawrec.archive.package import ContentDiffers, stage
from lawrec.errors import EnvironmentTrouble, RefusedError
from tests.archive.building import files_in


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def nothing(_size: int) -> None:
    """No progress is shown."""


def test_a_package_appears_whole(tmp_path: Path) -> None:
    source = tmp_path / "film.mp4"
    source.write_bytes(b"film" * 1000)
    target = tmp_path / "archive/2026/0001"
    staged = stage(target, "a case")
    moved: list[int] = []
    staged.add("cover.txt", b"cover")
    staged.add_copy("media/M01.mp4", source, digest(source.read_bytes()), moved.append)
    assert not target.exists()
    staged.close({})
    staged.publish()
    assert sum(moved) == 4000
    assert (target / "data/media/M01.mp4").read_bytes() == source.read_bytes()
    assert [path.name for path in target.parent.iterdir()] == ["0001"]


def test_what_was_left_is_removed_and_of_others_not(tmp_path: Path) -> None:
    target = tmp_path / "0001"
    mine, others = stage(target, "mine"), stage(target, "others")
    mine.add("half", b"1")
    others.add("half", b"2")
    again = stage(target, "mine")
    assert again.folder == mine.folder
    assert files_in(tmp_path) == {f"{others.folder.name}/half": b"2"}


@pytest.mark.parametrize("absent", [True, False])
def test_a_source_that_is_not_what_it_was(tmp_path: Path, absent: bool) -> None:
    source = tmp_path / "film.mp4"
    if not absent:
        source.write_bytes(b"other")
    staged = stage(tmp_path / "0001", "case")
    with pytest.raises(ContentDiffers) as caught:
        staged.add_copy("media/M01.mp4", source, digest(b"film"), nothing)
    assert (caught.value.path, caught.value.absent) == ("media/M01.mp4", absent)


def test_a_link_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"film")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    staged = stage(tmp_path / "0001", "case")
    with pytest.raises(ContentDiffers):
        staged.add_copy("media/M01.mp4", tmp_path / "link", digest(b"film"), nothing)


def test_nothing_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "0001"
    staged = stage(target, "case")
    staged.add("cover.txt", b"cover")
    staged.close({})
    target.mkdir()
    with pytest.raises(RefusedError):
        staged.publish()
    assert list(target.iterdir()) == []
    staged.discard()
    assert not staged.folder.exists()


def test_a_disk_that_does_not_give_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = stage(tmp_path / "0001", "case")
    staged.add("cover.txt", b"cover")
    monkeypatch.setattr(package, "close_bag", lambda *_a: {"cover.txt": digest(b"rotten")})
    with pytest.raises(EnvironmentTrouble):
        staged.close({})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("＝1", "'＝1"),
        ("\t=1", "' =1"),
        ("第十三条", "第十三条"),
        ("a\nb\x1b[0m", "a b [0m"),
    ],
)
def test_no_cell_is_a_formula(text: str, shown: str) -> None:
    assert safe_cell(text) == shown
