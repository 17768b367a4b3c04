"""lawrec preserve: a second copy on another store, read back, never written over."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lawrec.media import intake
from lawrec.media.sample_maker import jpeg
from lawrec.store.yaml_io import parse
from tests.commands.conftest import Office

TAKEN = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
HOW = ("--carrier", "档案级光盘 2026-03", "--retention", "30年")


@pytest.fixture
def footage(office: Office, tmp_path: Path) -> list[Path]:
    """A case with two photos, and a removable store whose folder is there."""
    card = tmp_path / "card"
    card.mkdir()
    for seed in range(2):
        jpeg(card / f"IMG_{seed}.JPG", taken=TAKEN + timedelta(minutes=seed), seed=seed)
    office.run("import-media", "1", card, "--as", "林某")
    (tmp_path / "usb").mkdir()
    add(office, "usb", tmp_path / "usb")
    return sorted(p for p in (office.case / "media").iterdir() if p.suffix != ".yaml")


def add(office: Office, name: str, folder: Path, *more: str) -> None:
    url = folder.as_uri()
    office.run("store", "add", name, "--type", "removable", "--url", url, *more)


def keep(office: Office, *words: str, code: int = 0) -> Any:
    return office.json("preserve", "1", *words, *HOW, "--as", "韩某", code=code)


def refused(office: Office, *words: str, code: int = 1) -> str:
    answer = office.run("preserve", "1", *words, *HOW, "--as", "韩某", code=code)
    assert not records(office)
    return answer.err


def records(office: Office) -> list[Any]:
    found = sorted((office.case / "records").glob("*long_term_storage_record.yaml"))
    return [parse(path.read_bytes(), path.name).data for path in found]


def test_copies_lie_there_under_their_content_and_one_record_says_so(
    office: Office, footage: list[Path], tmp_path: Path
) -> None:
    answer = keep(office, "M01", "M02", "--store", "usb", "--reason", "当事人有异议",
                  "--at", "2026-03-02 09:00")  # fmt: skip
    assert [one["outcome"] for one in answer["media"]] == ["copied", "copied"]
    there = {path.name: path.read_bytes() for path in (tmp_path / "usb").iterdir()}
    assert there == {
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}.jpg": path.read_bytes()
        for path in footage
    }
    (record,) = records(office)
    assert record == {
        "kind": "long_term_storage_record",
        "made_at": "2026-03-02T09:00:00+08:00",
        "made_by": "韩某",
        "about": ["M01", "M02"],
        "store": "usb",
        "carrier": "档案级光盘 2026-03",
        "verified": "yes",
        "retention": "30年",
        "reason": "当事人有异议",
    }
    assert answer["record"] == "R02"
    assert answer["same_disk"] is True
    office.run("verify", "1")


def test_a_second_run_compares_and_enters_nothing_new(office: Office, footage: list[Path]) -> None:
    keep(office, "M01", "--store", "usb")
    answer = keep(office, "M01", "M02", "--store", "usb")
    assert [one["outcome"] for one in answer["media"]] == ["there_already", "copied"]
    assert [record["about"] for record in records(office)] == [["M01"], ["M02"]]
    again = keep(office, "M01,M02", "--store", "usb")
    assert (again["record"], again["path"]) == (None, None)
    assert {one["outcome"] for one in again["media"]} == {"there_already"}
    assert len(records(office)) == 2
    text = office.run("preserve", "1", "M01", "--store", "usb", *HOW, "--as", "韩某").out
    assert "nothing was entered" in text
    assert "same disk" in text
    assert len(footage) == 2


def test_what_was_cut_off_is_finished(office: Office, footage: list[Path], tmp_path: Path) -> None:
    """A kill between the copy and the record leaves a copy that counts, or rubbish that goes."""
    digest = hashlib.sha256(footage[0].read_bytes()).hexdigest()
    (tmp_path / "usb" / f"{digest}.jpg").write_bytes(footage[0].read_bytes())
    seed = f"{office.case.resolve()} {hashlib.sha256(footage[1].read_bytes()).hexdigest()}"
    left = tmp_path / "usb" / f".tmp-{hashlib.sha256(seed.encode()).hexdigest()[:16]}"
    left.write_bytes(b"half")
    answer = keep(office, "M01", "M02", "--store", "usb")
    assert [one["outcome"] for one in answer["media"]] == ["there_already", "copied"]
    assert not left.exists()
    assert len(list((tmp_path / "usb").iterdir())) == 2


def test_nothing_is_written_over(office: Office, footage: list[Path], tmp_path: Path) -> None:
    digest = hashlib.sha256(footage[0].read_bytes()).hexdigest()
    target = tmp_path / "usb" / f"{digest}.jpg"
    target.write_bytes(b"something else")
    assert "nothing is overwritten" in refused(office, "M01", "--store", "usb")
    assert target.read_bytes() == b"something else"
    target.unlink()
    target.symlink_to(footage[0])
    assert "nothing is overwritten" in refused(office, "M01", "--store", "usb")


def test_altered_footage_is_not_copied(office: Office, footage: list[Path], tmp_path: Path) -> None:
    content = footage[1].read_bytes()
    footage[1].write_bytes(content[:-1] + b"?")
    assert "M02 is not there, or is not what was stored" in refused(
        office, "M01", "M02", "--store", "usb"
    )
    footage[1].unlink()
    assert ["lawrec", "verify", "2026/0001"][0] in refused(office, "M02", "--store", "usb")
    assert all(not path.name.startswith(".tmp-") for path in (tmp_path / "usb").iterdir())


def test_a_carrier_that_reads_back_differently(
    office: Office, footage: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_read_back", lambda _path: ("0" * 64, True))
    assert "this carrier is not sound" in refused(office, "M01", "--store", "usb", code=3)
    assert not list((tmp_path / "usb").iterdir())
    assert footage[0].is_file()


def by_hand(office: Office, name: str, folder: Path) -> None:
    """A store that `store add` would refuse, because another name has the place already."""
    profile = office.root / "lawrec.yaml"
    entry = f"  {name}:\n    type: removable\n    name: {name}\n    url: {folder}\n"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("stores:\n", f"stores:\n{entry}"), encoding="utf-8")


def test_the_store_where_it_lies_is_no_further_one(
    office: Office, footage: list[Path], tmp_path: Path
) -> None:
    add(office, "inside", office.case)
    by_hand(office, "above", tmp_path)
    for store in ("vault", "inside", "above"):
        text = refused(office, "M01", "--store", store)
        assert "a mark on the same store is no second copy" in text or "no folder" in text, store
    assert "M01 lies on vault already" in refused(
        office, "M01", "--store", "vault", "--burnt", "--by", "韩某"
    )
    assert len(footage) == 2


def test_another_name_for_the_same_folder_is_the_same_store(
    office: Office, footage: list[Path], tmp_path: Path
) -> None:
    dock = tmp_path / "dock"
    dock.mkdir()
    add(office, "dock", dock, "--dock")
    jpeg(dock / "IMG_9.JPG", taken=TAKEN + timedelta(hours=1), seed=9)
    office.run("import-media", "1", dock / "IMG_9.JPG", "--as", "林某")
    by_hand(office, "stick", dock)
    assert "M03 lies on dock already" in refused(office, "M03", "--store", "stick")
    assert keep(office, "M01", "--store", "stick")["record"]
    assert len(footage) == 2


def test_what_came_from_a_dock_lies_in_the_unit_s_storage_too(
    office: Office, footage: list[Path], tmp_path: Path
) -> None:
    dock = tmp_path / "dock"
    dock.mkdir()
    add(office, "dock", dock, "--dock")
    jpeg(dock / "IMG_9.JPG", taken=TAKEN + timedelta(hours=1), seed=9)
    office.run("import-media", "1", dock / "IMG_9.JPG", "--as", "林某")
    words = ("M03", "--store", "vault", "--burnt", "--by", "韩某")
    assert "M03 lies on vault already" in refused(office, *words)
    assert len(footage) == 2


def test_stores_that_will_not_do(office: Office, footage: list[Path], tmp_path: Path) -> None:
    (tmp_path / "dock").mkdir()
    add(office, "dock", tmp_path / "dock", "--dock")
    add(office, "away", tmp_path / "away")
    office.run("store", "add", "disc", "--type", "removable")
    assert "docking station" in refused(office, "M01", "--store", "dock")
    assert "is not there" in refused(office, "M01", "--store", "away", code=3)
    assert not (tmp_path / "away").exists(), "an unplugged carrier is not made up"
    assert "--burnt --by" in refused(office, "M01", "--store", "disc")
    assert "No store nowhere" in refused(office, "M01", "--store", "nowhere", code=2)
    assert "--store" in refused(office, "M01", code=2)
    assert "There is no M09" in refused(office, "M09", "--store", "usb")
    assert len(footage) == 2


@pytest.mark.parametrize(("carrier", "retention"), [("/", "30年"), ("光盘", "待补"), ("光盘", " ")])
def test_placeholders_say_nothing(
    office: Office, footage: list[Path], carrier: str, retention: str
) -> None:
    words = ("--store", "usb", "--carrier", carrier, "--retention", retention)
    assert "says nothing" in office.run("preserve", "1", "M01", *words, code=2).err
    assert not records(office)
    assert len(footage) == 2


def test_a_burnt_disc_is_compared_by_a_person_with_a_name(
    office: Office, footage: list[Path]
) -> None:
    office.run("store", "add", "disc", "--type", "removable")
    assert "--by" in refused(office, "M01", "--burnt", code=2)
    assert "--burnt" in refused(office, "M01", "--store", "usb", "--by", "韩某", code=2)
    text = refused(office, "M01", "--store", "usb", "--burnt", "--by", "韩某")
    assert "copies and compares by itself" in text
    assert "neither in this case" in refused(office, "M01", "--burnt", "--by", "无名某")
    answer = keep(office, "M01", "--store", "disc", "--burnt", "--by", "罗某")
    assert answer["media"][0]["outcome"] == "compared"
    assert keep(office, "M02", "--burnt", "--by", "罗某")["store"] is None
    first, second = records(office)
    assert (first["made_by"], first["store"], first["verified"]) == ("罗某", "disc", "yes")
    assert "store" not in second
    assert len(footage) == 2


def test_what_was_burnt_from_an_altered_file_is_no_copy(
    office: Office, footage: list[Path]
) -> None:
    footage[0].write_bytes(footage[0].read_bytes()[:-1] + b"?")
    assert "there is nothing to copy" in refused(office, "M01", "--burnt", "--by", "韩某")


def test_without_media_those_of_article_17(office: Office, footage: list[Path]) -> None:
    assert "no situation of article 17" in refused(office, "--store", "usb")
    about = ("--set", "types=[mass]", "--set", "about=[M02]")
    office.run("add-record", "1", "incident_record", *about, "--as", "林某")
    assert [one["id"] for one in keep(office, "--store", "usb")["media"]] == ["M02"]
    text = office.run("preserve", "1", "--store", "usb", *HOW, "--as", "韩某").out
    assert "M02: is at" in text
    assert len(footage) == 2


def test_a_guest_folder_names_no_stores(
    office: Office, footage: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "home" / "bureaus").write_text("", encoding="utf-8")
    text = refused(office, "M01", "--store", "usb", code=3)
    assert "There is no case repository here whose stores could be used" in text
    assert not list((tmp_path / "usb").iterdir())
    assert len(footage) == 2
