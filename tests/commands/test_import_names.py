"""lawrec import-media reads names: parts, missing parts, chat pictures, exports, officers."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lawrec.media.sample_maker import jpeg, mp4
from lawrec.store.yaml_io import load
from tests.commands.conftest import Office

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime.now(BEIJING).replace(microsecond=0)
START = NOW - timedelta(hours=3)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    folder = tmp_path / "card"
    folder.mkdir()
    return folder


def film(path: Path, start: datetime = START, seconds: int = 60) -> None:
    seed = len(list(path.parent.iterdir())) + 1
    mp4(path, start=start, seconds=seconds, apple_creationdate=True, make="Example", model="X1",
        seed=seed)  # fmt: skip


def sidecar(office: Office, answer: Any, name: str) -> dict[str, Any]:
    (path,) = (f["path"] for f in answer["files"] if f["source"].endswith(name))
    data = load(office.case / f"{path}.yaml").data
    assert isinstance(data, dict)
    return data


def test_parts_are_joined_and_the_missing_named(office: Office, card: Path) -> None:
    for chapter in (1, 2, 4):
        film(card / f"GX0{chapter}0034.MP4", START + timedelta(seconds=60 * (chapter - 1)))
    answer = office.json("import-media", "1", card, "--officer", "林某")
    second = sidecar(office, answer, "GX020034.MP4")
    assert second["continues"] == answer["files"][0]["id"]
    assert (second["profile"], second["named"]["chapter"]) == ("gopro", "02")
    assert "continues" not in sidecar(office, answer, "GX040034.MP4")
    (gap,) = answer["missing_parts"]
    assert (gap["missing"], gap["total"]) == (["GX030034.MP4"], 4)
    film(card / "GX050034.MP4", START + timedelta(seconds=240))
    text = office.run("import-media", "1", card, "--officer", "林某").out
    assert "GX030034.MP4" in text
    answer = office.json("import-media", "1", card, "--officer", "林某")
    last = sidecar(office, answer, "GX050034.MP4")
    assert last["continues"] == answer["files"][2]["id"]


def test_pictures_from_chat_programs_have_no_time_and_are_asked_for(
    office: Office, card: Path
) -> None:
    from lawrec.media.sample_jpeg import picture

    millis = int(START.timestamp()) * 1000
    for number, name in enumerate((f"mmexport{millis}.jpg", f"微信图片_{START:%Y%m%d%H%M%S}.jpg")):
        (card / name).write_bytes(picture(number, 16, 16))
    answer = office.json("import-media", "1", card, "--officer", "林某")
    assert [f["capture"]["start"] for f in answer["files"]] == [None, None]
    assert all("from_chat" in f["defects"] for f in answer["files"])
    assert len(answer["originals_wanted"]) == 2
    wanted = sidecar(office, answer, f"mmexport{millis}.jpg")
    assert wanted["named"]["saved"] == START.isoformat()
    (card / "wx_camera_1741656615123.jpg").write_bytes(picture(9, 16, 16))
    text = office.run("import-media", "1", card, "--officer", "林某").out
    assert "wx_camera_1741656615123.jpg" in text
    assert "original" in text


def test_names_give_the_officer_and_own_profiles_are_used(office: Office, card: Path) -> None:
    own = office.root / "roster" / "device-profiles"
    own.mkdir(parents=True)
    (own / "ours.yaml").write_text(
        "id: ours\ntitle: 本局记录仪\nconfidence: verified\nsource: 本局试拍\n"
        'names: ["Z6+{yyyymmddhhmmss}+{officer}"]\n',
        encoding="utf-8",
    )
    (own / "bad.yaml").write_text("id: bad\n", encoding="utf-8")
    film(card / f"Z6+{START:%Y%m%d%H%M%S}+虚构-1.MP4")
    answer = office.json("import-media", "1", card, "--as", "罗某")
    data = sidecar(office, answer, "虚构-1.MP4")
    assert (data["profile"], data["operator"]) == ("ours", "林某")
    places = {problem["place"] for problem in answer["profile_problems"]}
    assert places == {"roster/device-profiles/bad.yaml:1"}


def test_bytes_for_a_name_are_read_as_gbk(office: Office, card: Path) -> None:
    name = f"DSJ01_虚构1_{START:%Y%m%d%H%M%S}_0001_重点.mp4".encode("gbk")
    film(card / "a.mp4")
    (card / "a.mp4").rename(card / os.fsdecode(name))
    answer = office.json("import-media", "1", card, "--as", "罗某")
    (path,) = (office.case / "media").glob("*.yaml")
    data = load(path).data
    assert isinstance(data, dict)
    assert data["named"]["mark"] == "重点"
    assert (data["operator"], data["original_name_hex"]) == ("林某", name.hex())
    assert answer["files"][0]["outcome"] == "stored"


def test_the_times_of_an_export_are_stated_by_a_named_person(office: Office, card: Path) -> None:
    (card / "export.dav").write_bytes(b"DHAV" + b"x" * 500)
    film(card / "clip.mp4")
    times = ("--filmed-from", f"{START:%Y-%m-%d %H:%M}", "--filmed-to", f"{NOW:%Y-%m-%d %H:%M}")
    office.run("import-media", "1", card, *times, "--as", "林某", code=2)
    office.run("import-media", "1", card, *times, "--times-by", "无名氏", "--as", "林某", code=1)
    assert not list((office.case / "media").glob("*.yaml"))
    answer = office.json("import-media", "1", card, *times, "--times-by", "罗某", "--as", "林某")
    captured = sidecar(office, answer, "export.dav")["captured"]
    assert (captured["source"], captured["declared_by"]) == ("declared", "罗某")
    assert captured["certain"] == "no"
    assert sidecar(office, answer, "clip.mp4")["captured"]["source"] == "quicktime"


def test_the_inbox_does_the_same(office: Office, card: Path) -> None:
    for chapter in (1, 3):
        film(card / f"GX0{chapter}0034.MP4", START + timedelta(seconds=60 * (chapter - 1)))
    answer = office.json("import-media", "--inbox", card, "--as", "林某")
    assert [gap["missing"] for gap in answer["missing_parts"]] == [["GX020034.MP4"]]
    jpeg(card / "IMG_0001.JPG", taken=START, model="C1", seed=2)
    film(card / "GX020034.MP4", START + timedelta(seconds=60))
    answer = office.json("import-media", "--inbox", card, "--as", "林某")
    stored = [f for f in answer["files"] if f["outcome"] == "stored"]
    path = next(f["path"] for f in stored if f["source"].endswith("GX020034.MP4"))
    data = load(office.root / "inbox" / f"{path}.yaml").data
    assert isinstance(data, dict)
    assert data["continues"] == "M01"
