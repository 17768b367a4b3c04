"""Options of import-media that contradict one another are refused before anything happens."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lawrec.media.sample_maker import jpeg, mp4
from tests.commands.conftest import Office

BEIJING = ZoneInfo("Asia/Shanghai")


def recent(hours: float) -> datetime:
    return (datetime.now(BEIJING) - timedelta(hours=hours)).replace(microsecond=0)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "card" / "IMG_0001.JPG"
    path.parent.mkdir()
    jpeg(path, taken=recent(2), seed=2)
    return path


def nothing_came(office: Office) -> bool:
    places = ("cases/*/*/media/M*", "inbox/media/*", "inbox/records/*")
    return not [path for place in places for path in office.root.glob(place)]


STUB = ("--title", "x", "--kept-at", "y", "--secrecy", "state_secret")


@pytest.mark.parametrize(
    "options",
    [
        ("--watch", "--dry-run"),
        ("--watch", "--inbox", "1"),
        ("--watch", "--act", "A01"),
        ("1", "CARD", "--watch-folder", "."),
        ("1", "CARD", "--already-there"),
        ("1", "CARD", "--dry-run", "--receipt", "new.html"),
        ("1", "CARD", "--stub", "--dry-run", *STUB),
        ("1", "CARD", "--stub", "--watch", *STUB),
        ("1", "CARD", "--stub", "--receipt", "new.html", *STUB),
        ("--inbox", "CARD", "--act", "A01"),
        ("--inbox", "CARD", "--act", "A01", "--dry-run"),
    ],
)
def test_options_that_exclude_each_other(
    office: Office, photo: Path, options: tuple[str, ...]
) -> None:
    given = [str(photo.parent) if option == "CARD" else option for option in options]
    answer = office.run("import-media", *given, code=2)
    assert answer.err.startswith("Error: ")
    assert nothing_came(office)


REMOTE = ("--reason", "away_duty", "--cannot-reason", "出差")


def day(days: float) -> str:
    return recent(-24 * days).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    "options",
    [
        ("--reason", "nosuch", "--cannot-reason", "出差"),
        (*REMOTE, "--returned-at", "yesterday"),
        (*REMOTE, "--returned-at", day(300)),
        (*REMOTE, "--departed-at", day(2)),
        (*REMOTE, "--departed-at", day(-1), "--returned-at", day(-2)),
        ("--at", day(1)),
        ("--at", "2026-03-11"),
    ],
)
@pytest.mark.parametrize("place", ["1", "--inbox"])
def test_a_hand_over_that_cannot_be_is_refused_before_anything_is_copied(
    office: Office, photo: Path, options: tuple[str, ...], place: str
) -> None:
    answer = office.run("import-media", place, photo, *options, code=None)
    assert answer.code in (2, 3)
    assert answer.err.startswith("Error: ")
    assert nothing_came(office)


def test_a_hand_over_before_the_recording_is_said(office: Office, photo: Path) -> None:
    told = office.run("import-media", "1", photo, "--at", day(-6 * 365)).out
    assert "Recorded after the stated time of the hand-over, by their own times: M01" in told
    assert "All within 24 hours" not in told
    assert "after the stated time of the hand-over" in office.run("receipt", "1").out


# Whose it is


def whose(office: Office, *given: str | Path) -> list[tuple[str | None, str | None]]:
    return [(f["operator"], f["operator_by"]) for f in office.json("import-media", *given)["files"]]


def test_an_officer_who_imports_is_assumed_to_have_filmed_and_that_is_said(
    office: Office, photo: Path
) -> None:
    assert "林某?" in office.run("import-media", "1", photo, "--as", "林某", "--dry-run").out
    told = office.run("import-media", "1", photo, "--as", "林某").out
    assert "林某?" in told
    assert "Filmed by 林某? assumed: the person who imported it" in told
    assert "from 林某 to 韩某" in told
    assert "filmed by 林某? assumed" in office.run("receipt", "1").out
    office.run("amend", "1", "M01", "--reason", "高某所摄", "--set", "operator=高某",
               "--as", "林某")  # fmt: skip
    page = next((office.case / "media").glob("M01-*.yaml")).read_text(encoding="utf-8")
    assert "operator: 高某\noperator_by: stated\n" in page
    office.run("verify", "1")


@pytest.mark.parametrize("who", ["韩某", "罗某", "某外人"])
def test_nobody_is_assumed_who_has_no_duty_to_enforce(
    office: Office, photo: Path, who: str
) -> None:
    answer = office.json("import-media", "1", photo, "--as", who)
    assert (answer["files"][0]["operator"], answer["files"][0]["operator_by"]) == (None, None)
    giver = None if who == "韩某" else who
    assert (answer["handover"]["from"], answer["handover"]["to"]) == (giver, "韩某")


def test_who_carried_the_recorder_filmed_and_not_who_imports(
    office: Office, tmp_path: Path
) -> None:
    film = tmp_path / "DSJ01_0001.MP4"
    mp4(film, start=recent(3), seconds=60, apple_creationdate=True, model="X1", seed=1)
    office.run("log-act", "1", "onsite_inspection", "--start", recent(3.1).isoformat(),
               "--end", recent(2.9).isoformat(), "--present", "赵某甲",
               "--device", "DSJ-01=高某")  # fmt: skip
    answer = office.json("import-media", "1", film, "--as", "林某")
    (file,) = answer["files"]
    assert (file["device"], file["device_by"]) == ("DSJ-01", "name")
    assert (file["operator"], file["operator_by"]) == ("高某", "act")
    assert answer["handover"]["from"] == "高某"


def test_a_device_of_the_same_model_is_only_asked_about(office: Office, tmp_path: Path) -> None:
    office.run("device", "add", "DSJ-09", "--type", "phone", "--model", "EX-1")
    jpeg(tmp_path / "IMG_0001.JPG", taken=recent(2), model="EX-1", seed=2)
    told = office.run("import-media", "1", tmp_path / "IMG_0001.JPG", "--officer", "林某").out
    assert "DSJ-09 has the same model; nothing tells whether it is that one: M01" in told
    page = next((office.case / "media").glob("M01-*.yaml")).read_text(encoding="utf-8")
    assert "device:" not in page


# What was entered and does not fit is said on the screen


def test_typing_mistakes_in_names_are_said(office: Office, photo: Path) -> None:
    told = office.run("import-media", "1", photo, "--device", "DSJ-O1", "--officer", "林某某").out
    assert "DSJ-O1 is not in the register" in told
    assert "林某某 is not in the register" in told


def test_another_officer_in_the_name_is_said(office: Office, tmp_path: Path) -> None:
    film = tmp_path / f"DSJ01_虚构2_{recent(3):%Y%m%d%H%M%S}_0001.MP4"
    mp4(film, start=recent(3), seconds=60, apple_creationdate=True, model="X1", seed=1)
    told = office.run("import-media", "1", film, "--officer", "林某").out
    assert "another officer than the one entered. M01" in told


def test_stated_times_that_were_not_used_are_said(office: Office, photo: Path) -> None:
    for number in (1, 2):
        (photo.parent / f"export{number}.dav").write_bytes(b"DHAV" + bytes([number]) * 500)
    told = office.run("import-media", "1", photo.parent, "--filmed-from", day(-1), "--times-by",
                      "林某", "--officer", "林某").out  # fmt: skip
    assert "The stated times were not used for what has a time of its own: M01" in told
    assert "The same stated times stand for 2 files: M02, M03" in told


@pytest.mark.parametrize("option", ["--departed-at", "--proof"])
def test_half_an_excuse_is_refused(office: Office, photo: Path, option: str) -> None:
    office.run("import-media", "1", photo, option, day(-1), code=2)
    assert nothing_came(office)


@pytest.mark.parametrize(
    "options",
    [
        ("1", "--act", "A99"),
        ("1", "--custodian", "没这人"),
        ("--custodian", "没这人"),
        ("1", "--filmed-from", day(-1)),
        ("1", "--at", day(-1)),
        ("1", "--watch-folder", "/nonexist"),
    ],
)
def test_a_station_does_not_start_with_what_fits_no_card(
    office: Office, options: tuple[str, ...]
) -> None:
    answer = office.run("import-media", "--watch", *options, code=None)
    assert answer.code in (1, 2)
    assert answer.err.startswith("Error: ")


@pytest.mark.parametrize("place", ["card", "case", "inbox"])
def test_no_receipt_is_written_onto_the_card_or_among_the_pages(
    office: Office, photo: Path, place: str
) -> None:
    (office.root / "inbox").mkdir()
    folder = {"card": photo.parent, "case": office.case / "records", "inbox": office.root / "inbox"}
    folder["case"].mkdir(exist_ok=True)
    office.run("import-media", "1", photo, "--receipt", folder[place] / "r.html", code=2)
    assert nothing_came(office)
    assert not (folder[place] / "r.html").exists()


def test_the_paper_names_missing_parts_and_wanted_originals(office: Office, tmp_path: Path) -> None:
    card = tmp_path / "parts"
    card.mkdir()
    for chapter in (1, 3):
        mp4(card / f"GX0{chapter}0034.MP4", start=recent(3 - chapter / 60), seconds=60,
            apple_creationdate=True, model="X1", seed=chapter)  # fmt: skip
    jpeg(card / "mmexport1741656615123.jpg", taken=recent(3), seed=7)
    paper = tmp_path / "paper.html"
    office.run("import-media", "1", card, "--officer", "林某", "--receipt", paper)
    text = paper.read_text(encoding="utf-8")
    assert "GX020034.MP4" in text
    assert "Ask for the original" in text


def test_a_clock_that_is_behind_is_said_to_be(office: Office) -> None:
    shown = recent(1).strftime("%H:%M:%S")
    told = office.run("device", "check", "DSJ-01", "--device-time", shown, "--by", "林某").out
    assert "it is behind by 3" in told
