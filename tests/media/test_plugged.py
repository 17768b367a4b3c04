"""What is plugged in: from the table of mounts, from watched folders, from a real mount."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from lawrec.media.plugged import Places, Volume, from_table, is_ours, is_there, listing, plugged

TABLE = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
91 22 8:17 / /media/u/DSJ\040CARD rw,nosuid - vfat /dev/sdb1 rw,utf8
92 22 8:33 / /run/media/u/卡 rw - exfat /dev/sdc1 rw
93 22 0:55 / /mnt/nas rw - cifs //nas/footage rw
94 22 0:56 / /media/u/snap ro - squashfs /dev/loop9 ro
95 22 8:49 / /media/u/tab\011and\134slash rw - vfat /dev/sdd1 rw
96 22 8:65 / /mediation rw - vfat /dev/sde1 rw
torn line
97 22 8:81 / /media/u/half
"""


def test_the_table_names_what_people_plug_in() -> None:
    found = list(from_table(TABLE, ("/media", "/run/media", "/mnt")))
    assert [str(volume.path) for volume in found] == [
        "/media/u/DSJ CARD",
        "/run/media/u/卡",
        "/media/u/tab\tand\\slash",
    ]
    assert found[0].mark == "91:8:17:/media/u/DSJ CARD"
    assert found[0].name == "DSJ CARD"


def test_the_same_place_mounted_again_is_another_plugging_in() -> None:
    again = TABLE.replace("91 22", "191 22")
    first, second = (next(from_table(table, ("/media",))) for table in (TABLE, again))
    assert first.path == second.path
    assert first.mark != second.mark


def test_a_label_is_known_in_any_spelling() -> None:
    volume = Volume(Path("/media/x"), "1", label="DSJ_Card", uuid="12AB-34CD")
    assert volume.is_called("dsj card")
    assert volume.is_called("12ab34cd")
    assert not volume.is_called("DSJ_CARD2")
    assert not Volume(Path("/media/x"), "1").is_called("x")


def test_folders_below_a_watched_one_count_as_cards(tmp_path: Path) -> None:
    watched = tmp_path / "cards"
    (watched / "one").mkdir(parents=True)
    (watched / ".hidden").mkdir()
    (watched / "file.mp4").write_bytes(b"x")
    (watched / "link").symlink_to(tmp_path)
    places = Places(roots=(), folders=(str(watched),))
    (volume,) = plugged(places).values()
    assert volume.path == watched / "one"
    assert is_there(volume, places)
    (watched / "one").rename(watched / "other")
    assert not is_there(volume, places)


def test_our_own_stores_are_no_cards(tmp_path: Path) -> None:
    watched = tmp_path / "cards"
    for name in ("office", "disk/store", "card"):
        (watched / name).mkdir(parents=True)
    ours = (watched / "office", watched / "disk" / "store")
    found = plugged(Places(roots=(), folders=(str(watched),), ours=ours))
    assert [volume.path.name for volume in found.values()] == ["card"]
    above = Places(roots=(), folders=(str(watched),), ours=(tmp_path,))
    assert plugged(above) == {}


@pytest.mark.parametrize("mark", ["lawrec.yaml", "case.yaml", "bagit.txt"])
def test_a_case_repository_on_a_stick_is_known(tmp_path: Path, mark: str) -> None:
    volume = Volume(tmp_path, "1")
    assert not is_ours(volume)
    (tmp_path / mark).write_text("x", encoding="utf-8")
    assert is_ours(volume)


def test_a_listing_changes_with_names_sizes_and_times(tmp_path: Path) -> None:
    (tmp_path / "DCIM").mkdir()
    film = tmp_path / "DCIM" / "a.mp4"
    film.write_bytes(b"12345")
    os.utime(film, (1_000_000, 1_000_000))
    first = listing(tmp_path)
    assert (first.files, first.size) == (1, 5)
    assert listing(tmp_path) == first
    os.utime(film, (1_000_000, 2_000_000))
    assert listing(tmp_path) != first
    os.utime(film, (1_000_000, 1_000_000))
    assert listing(tmp_path) == first
    film.rename(tmp_path / "DCIM" / "b.mp4")
    assert listing(tmp_path) != first
    with pytest.raises(FileNotFoundError):
        listing(tmp_path / "nothing")


@pytest.fixture
def image(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A file system in a file, with a film on it, and where to mount it."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("mounting a card needs root and mkfs.ext4")
    content = tmp_path / "content" / "DCIM"
    content.mkdir(parents=True)
    (content / "a.mp4").write_bytes(b"film" * 1000)
    file, target = tmp_path / "card.img", tmp_path / "cards" / "card"
    target.mkdir(parents=True)
    make = ["mkfs.ext4", "-q", "-L", "DSJ_CARD", "-d", str(content.parent), str(file), "8M"]
    subprocess.run(make, check=True, capture_output=True)
    yield file, target
    subprocess.run(["umount", str(target)], check=False, capture_output=True)


def mount(file: Path, target: Path, options: str) -> None:
    """Mount the image, or skip where this machine cannot."""
    done = subprocess.run(
        ["mount", "-o", f"loop,{options}", str(file), str(target)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip(f"this machine mounts no images: {done.stderr.decode().strip()}")


def test_a_real_card_is_noticed_and_not_written_to(image: tuple[Path, Path]) -> None:
    file, target = image
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    places = Places(roots=(str(target),))
    assert plugged(places) == {}
    mount(file, target, "ro")
    (volume,) = plugged(places).values()
    assert (volume.path, volume.is_folder) == (target, False)
    assert listing(target).files == 1
    assert is_there(volume, places)
    subprocess.run(["umount", str(target)], check=True)
    assert not is_there(volume, places)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


def test_listing_notes_no_times_of_reading(image: tuple[Path, Path]) -> None:
    file, target = image
    mount(file, target, "rw,strictatime")
    for path in (target, *target.rglob("*")):
        os.utime(path, (1_000_000, 1_000_000))
    listing(target)
    assert {path.stat().st_atime for path in (target / "DCIM", target / "DCIM" / "a.mp4")} == {
        1_000_000
    }
    assert target.stat().st_atime == 1_000_000
