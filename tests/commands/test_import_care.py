"""lawrec import-media: which checks were made, what it would do, and what it leaves untouched."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lawrec.media.sample_maker import jpeg
from lawrec.store.yaml_io import load
from tests.commands.conftest import Office

BEIJING = ZoneInfo("Asia/Shanghai")
# Larger than what one thread copies alone, and no multiple of any block.
LARGE = 40 * 1024 * 1024 + 4321


def recent(hours: float) -> datetime:
    return (datetime.now(BEIJING) - timedelta(hours=hours)).replace(microsecond=0)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "card" / "IMG_0001.JPG"
    path.parent.mkdir()
    jpeg(path, taken=recent(2), seed=2)
    return path


def sidecar(office: Office, item: str = "M01") -> Any:
    return load(next((office.case / "media").glob(f"{item}-*.yaml"))).data


def policy(office: Office, **fields: str) -> None:
    options = [(f"--{name.replace('_', '-')}", value) for name, value in fields.items()]
    office.run("store", "policy", *(part for option in options for part in option))


@pytest.mark.parametrize("size", [16 * 1024 * 1024 - 1, 16 * 1024 * 1024, LARGE])
def test_large_and_small_files_are_the_same_afterwards(
    office: Office, tmp_path: Path, size: int
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(random.Random(size).randbytes(size))
    done = office.json("import-media", "1", film)["files"][0]
    assert (done["outcome"], (office.case / done["path"]).read_bytes() == film.read_bytes()) == (
        "stored",
        True,
    )
    assert sidecar(office)["stored"]["verified"] == "read_back"


def test_the_card_is_read_twice_unless_the_bureau_decides_otherwise(
    office: Office, photo: Path
) -> None:
    office.run("import-media", "1", photo)
    assert sidecar(office)["stored"]["source_read"] == "twice"
    policy(office, source_read="once")
    other = photo.with_name("IMG_0002.JPG")
    jpeg(other, taken=recent(1), seed=3)
    office.run("import-media", "1", other)
    assert sidecar(office, "M02")["stored"]["source_read"] == "once"


def test_what_a_case_says_of_the_policy_counts_for_nothing(
    office: Office, photo: Path, tmp_path: Path
) -> None:
    """Whoever carries a case about could otherwise have the card read only once."""
    policy(office, source_read="once")
    office.run("import-media", "1", photo)
    alone = tmp_path / "alone"
    office.case.rename(alone)
    other = photo.with_name("IMG_0002.JPG")
    jpeg(other, taken=recent(1), seed=3)
    office.run("import-media", alone, other)
    data = load(next((alone / "media").glob("M02-*.yaml"))).data
    assert isinstance(data, dict)
    assert data["stored"]["source_read"] == "twice"


@pytest.mark.parametrize("asked", ["option", "policy"])
def test_an_sm3_digest_beside_it(office: Office, photo: Path, asked: str) -> None:
    if asked == "policy":
        policy(office, sm3="yes")
    office.run("import-media", "1", photo, *(["--sm3"] if asked == "option" else []))
    told = subprocess.run(
        ["openssl", "dgst", "-sm3", photo], capture_output=True, text=True, check=False
    )
    if told.returncode:
        pytest.skip("this system's openssl has no SM3")
    assert sidecar(office)["sm3"] == told.stdout.split()[-1]


def test_without_being_asked_there_is_no_sm3(office: Office, photo: Path) -> None:
    office.run("import-media", "1", photo)
    assert "sm3" not in sidecar(office)


def test_the_programs_that_looked_are_named(office: Office, photo: Path) -> None:
    office.run("import-media", "1", photo)
    assert any(reader.startswith("exifread ") for reader in sidecar(office)["readers"])


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file with its digest and its times."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            times = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path)] = (digest, times.st_mtime_ns)
    return found


@pytest.mark.parametrize("where", ["case", "inbox"])
def test_a_dry_run_shows_and_writes_nothing(office: Office, photo: Path, where: str) -> None:
    place = ["1"] if where == "case" else ["--inbox"]
    before = state(office.root)
    seen = office.json("import-media", *place, photo.parent, "--dry-run")
    assert state(office.root) == before
    assert [file["outcome"] for file in seen["files"]] == ["new"]
    assert seen["files"][0]["start"] == recent(2).isoformat()[:14] + seen["files"][0]["start"][14:]
    told = office.run("import-media", *place, photo.parent, "--dry-run").out
    assert "Nothing is written" in told
    office.run("import-media", *place, photo.parent)
    again = office.json("import-media", *place, photo.parent, "--dry-run")
    assert [(file["outcome"], file["id"]) for file in again["files"]] == [("duplicate", "M01")]


def test_a_dry_run_names_what_would_be_refused(office: Office, photo: Path) -> None:
    (photo.parent / "EMPTY.JPG").touch()
    told = office.run("import-media", "1", photo.parent, "--dry-run", code=1).out
    assert "refused: EMPTY.JPG" in told


def test_two_files_of_one_content_on_one_card_are_stored_once(office: Office, photo: Path) -> None:
    copy = photo.with_name("IMG_0001(1).JPG")
    copy.write_bytes(photo.read_bytes())
    files = office.json("import-media", "1", photo.parent)["files"]
    assert sorted((file["outcome"], file["id"]) for file in files) == [
        ("duplicate", "M01"),
        ("stored", "M01"),
    ]
    assert not [p for p in (office.case / "media").iterdir() if p.name.startswith(".tmp-")]


def test_a_file_larger_than_the_disk_keeps_nobody_out(office: Office, photo: Path) -> None:
    with (photo.parent / "HUGE.MP4").open("wb") as file:
        file.truncate(10**13)
    files = office.json("import-media", "1", photo.parent, code=1)["files"]
    assert {
        file["source"].rsplit("/")[-1]: (file["outcome"], file["reason"]) for file in files
    } == {
        "HUGE.MP4": ("refused", "no_room"),
        "IMG_0001.JPG": ("stored", None),
    }


@pytest.mark.skipif(not hasattr(os, "O_NOATIME"), reason="this system cannot read quietly")
def test_reading_a_card_leaves_no_time_of_reading_on_it(office: Office, photo: Path) -> None:
    old = datetime(2020, 1, 1, tzinfo=BEIJING).timestamp()
    for path in (photo, photo.parent):
        os.utime(path, (old, old))
    if photo.stat().st_uid != os.geteuid():
        pytest.skip("only the owner of a file may read it quietly")
    office.run("import-media", "1", photo.parent)
    assert [path.stat().st_atime for path in (photo, photo.parent)] == [old, old]


def test_ids_that_follow_each_other_are_one_range(office: Office, photo: Path) -> None:
    for number in range(2, 7):
        jpeg(photo.with_name(f"IMG_{number:04d}.JPG"), taken=recent(48), seed=number)
    told = office.run("import-media", "1", photo.parent).out
    assert "M02–M06" in told


def test_the_policy_is_shown_changed_and_taken_back(office: Office) -> None:
    assert "1" in office.run("store", "policy").out
    before = (office.root / "lawrec.yaml").read_bytes()
    office.run("store", "policy", "--copies", "3", "--dry-run")
    assert (office.root / "lawrec.yaml").read_bytes() == before
    told = office.json("store", "policy", "--copies", "3", "--second-reader", "exiftool")
    assert (told["intake"]["copies"], told["intake"]["second_reader"]) == ("3", "exiftool")
    assert office.json("store", "policy")["intake"]["copies"] == "3"
    assert office.json("store", "policy", "--copies", "-")["intake"]["copies"] is None
    told = office.run("store", "policy", "--source-read", "never", code=3)
    assert "source_read" in told.err
