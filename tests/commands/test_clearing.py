"""The card may be cleared: never said while anything of it is not stored, read back and ours."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lawrec.media.sample_maker import jpeg
from tests.commands.conftest import Office

TAKEN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A card with three photos."""
    folder = tmp_path / "card"
    folder.mkdir()
    for seed in range(3):
        jpeg(folder / f"IMG_{seed}.JPG", taken=TAKEN + timedelta(minutes=seed), seed=seed)
    return folder


def contents(office: Office) -> list[Path]:
    return sorted(p for p in (office.case / "media").iterdir() if p.suffix != ".yaml")


def test_a_copy_that_is_gone_or_altered_is_made_again(office: Office, card: Path) -> None:
    assert office.json("import-media", "1", card)["safe_to_clear"]["answer"] == "yes"
    gone, altered, sound = contents(office)
    gone.unlink()
    altered.write_bytes(altered.read_bytes()[:-1] + b"?")
    answer = office.json("import-media", "1", card)
    assert [file["outcome"] for file in answer["files"]] == ["stored", "stored", "duplicate"]
    assert [file["renews"] for file in answer["files"]] == ["M01", "M02", None]
    assert answer["safe_to_clear"]["answer"] == "yes"
    kept = {path.name: path.read_bytes() for path in contents(office)}
    for photo in card.iterdir():
        assert photo.read_bytes() in kept.values()
    assert kept[altered.name].endswith(b"?"), "nothing is overwritten"
    third = office.json("import-media", "1", card)
    assert [file["outcome"] for file in third["files"]] == ["duplicate"] * 3
    assert [file["id"] for file in third["files"]] == ["M04", "M05", "M03"]
    found = office.json("verify", "1", code=1)["findings"]
    assert [finding["code"] for finding in found] == ["medium_absent", "medium_differs"]
    assert sound.exists()


def test_a_copy_that_is_gone_from_the_inbox(office: Office, card: Path) -> None:
    office.run("import-media", "--inbox", card)
    next((office.root / "inbox/media").glob("M01*.jpg")).unlink()
    text = office.run("import-media", "--inbox", card).out
    assert "M04: stored anew; the copy M01 is gone or was altered" in text


def test_what_nobody_knows_is_not_left_behind_unsaid(office: Office, card: Path) -> None:
    (card / "REC0001").write_bytes(b"\0" * 5000)
    (card / "clip.xyz").write_bytes(b"?" * 5000)
    (card / "notes.txt").write_text("no footage", encoding="utf-8")
    (card / "empty.xyz").touch()
    answer = office.json("import-media", "1", card)
    assert len(answer["files"]) == 3
    passed = {Path(path).name for path in answer["passed_over"]}
    assert passed == {"REC0001", "clip.xyz", "notes.txt", "empty.xyz"}
    safe = answer["safe_to_clear"]
    assert safe["answer"] == "no"
    assert [text.split()[0] for text in safe["missing"]] == ["REC0001", "clip.xyz"]
    office.run("import-media", "1", card / "REC0001", card / "clip.xyz")
    text = office.run("import-media", "1", card).out
    assert "Left behind as no footage: REC0001, clip.xyz, empty.xyz, notes.txt" in text
    assert "The card may be cleared." in text


def test_the_inbox_needs_storage_of_the_unit_too(
    office: Office, card: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    office.run("init", bare, "--name", "示例县自然资源局", "--unit", "执法科")
    text = office.run("import-media", "--inbox", card, "--bureau", bare).out
    assert "Do not clear the card yet" in text


def test_each_file_counts_in_the_store_where_it_is(office: Office, card: Path) -> None:
    office.run("store", "add", "usb", "--type", "removable")
    office.run("import-media", "1", card / "IMG_0.JPG", "--store", "usb")
    assert office.json("import-media", "1", card)["safe_to_clear"]["answer"] == "no"


def test_a_case_on_its_own_is_no_storage_of_the_unit(
    office: Office, card: Path, tmp_path: Path
) -> None:
    carried = tmp_path / "stick" / "0001"
    shutil.copytree(office.case, carried)
    answer = office.json("import-media", carried, card, "--as", "林某")
    assert answer["safe_to_clear"]["answer"] == "no"


@pytest.mark.parametrize("wrong", [("--act", "A99"), ("--custodian", "无此人")])
def test_what_names_nothing_is_refused_first(
    office: Office, card: Path, wrong: tuple[str, str]
) -> None:
    assert wrong[1] in office.run("import-media", "1", card, *wrong, code=1).err
    assert contents(office) == []
