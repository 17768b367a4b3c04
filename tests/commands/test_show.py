"""lawrec show: a case at a glance, one item in full, in both languages, safely."""

from __future__ import annotations

import json

import pytest

from lawrec.i18n import set_language
from lawrec.operations.overview import item_of
from lawrec.report.overview import item_json, item_lines
from lawrec.schema.records.kinds import KINDS
from tests.commands.conftest import Office
from tests.commands.looking import BASE, Desk
from tests.rules.loading import load_raw, snapshot


def test_overview_names_case_people_acts_papers_and_media(desk: Desk) -> None:
    desk.add("0001")
    text = desk.text("show", "2026/0001")
    for part in ("明自然资立〔2026〕8号", "赵某甲 (party)", "11 acts", "R07 inquiry transcript"):
        assert part in text
    assert "A02 inquiry  2026-07-10 09:20" in text or "A02 inquiry 2026-07-10 09:20" in text
    set_language("zh")
    assert "R07 询问笔录" in desk.text("show", "1")


def test_overview_for_programs(desk: Desk) -> None:
    desk.add("0001")
    answer = desk.json("show", "2026/0001")
    assert answer["number"] == "明自然资立〔2026〕8号"
    assert answer["counts"] == {"acts": 11, "records": 35, "drafts": 0, "media": 10}
    assert answer["facts"]["kind"] == "penalty"
    assert answer["persons"]["赵某甲"]["capacity"] == "party"
    first = answer["acts"][0]
    assert [paper["id"] for paper in first["papers"]] == ["R02", "R03"]
    assert [medium["id"] for medium in first["media"]] == ["M01", "M03", "M02", "M04", "M05"]


def test_a_paper_shows_its_fields_who_saw_it_and_its_scan(desk: Desk) -> None:
    desk.add("0001")
    set_language("zh")
    text = desk.text("show", "2026/0001", "R07")
    for part in ("文书种类：询问笔录", "制作人：林某", "以什么身份：当事人", "执法证号：虚构-0201"):
        assert part in text
    set_language("en")
    text = desk.text("show", "2026/0001", "R07")
    assert "the signatures were seen by 罗某, 2026-08-31 15:10" in text
    assert "scanned as: M07" in text
    answer = desk.json("show", "2026/0001", "R07")
    assert answer["content"]["signatures"][2]["who"] == "赵某甲"
    assert answer["original"]["seen_by"] == "罗某"
    assert answer["original"]["scans"] == ["M07"]
    assert "R14" in answer["mentioned_by"]


def test_a_medium_shows_the_device_text_beside_the_reading(desk: Desk) -> None:
    desk.add("0001")
    text = desk.text("show", "2026/0001", "M01")
    assert "text that the device wrote: 2026-07-09 09:38:20" in text
    assert "start, as it was read: 2026-07-09T09:38:20+08:00" in text
    assert "time zone: assumed" in text
    assert "the content is absent" in text
    answer = desk.json("show", "2026/0001", "M01")
    assert answer["captured"]["raw"] == "2026-07-09 09:38:20"
    assert answer["captured"]["start"] == "2026-07-09T09:38:20+08:00"
    assert answer["media_state"] == "absent"


@pytest.mark.parametrize("name", ["a1", "A001", "Ａ０１"])
def test_ids_may_be_typed_in_other_ways(desk: Desk, name: str) -> None:
    desk.add("0001")
    assert desk.json("show", "2026/0001", name)["id"] == "A01"


def test_every_item_of_the_case_can_be_shown() -> None:
    case = snapshot(load_raw(BASE))
    names = [path.name[:3] for path in BASE.rglob("*.yaml") if path.parent != BASE]
    assert len(names) == 56
    for name in names:
        text = "\n".join(item_lines(item_of(case, name)))
        assert text.startswith(name)
        assert json.dumps(item_json(item_of(case, name)))


def test_an_unknown_item_is_no_crash(desk: Desk) -> None:
    desk.add("0001")
    desk.text("show", "2026/0001", "R99", code=3)
    assert "There is no R99 in this case" in desk.err


def test_an_unreadable_item_says_where(desk: Desk) -> None:
    folder = desk.add("0001")
    (folder / "records/R07-inquiry_transcript.yaml").write_text("kind: [\n", encoding="utf-8")
    desk.text("show", "2026/0001", "R07", code=3)
    assert "records/R07-inquiry_transcript.yaml" in desk.err
    assert "records/R07-inquiry_transcript.yaml" in desk.text("show", "2026/0001")


def test_names_from_files_cannot_play_tricks(desk: Desk) -> None:
    forged = "写着的\nR99 forged line"
    folder = desk.add(
        "0001", patch=[{"op": "set", "file": "R07", "path": "title", "value": forged}]
    )
    persons = folder / "persons.yaml"
    persons.write_bytes(persons.read_bytes() + "\u202e反的: {capacity: party}\n".encode())
    for arguments in (["show", "1"], ["show", "1", "R07"], ["journal", "1"], ["status", "1"]):
        text = desk.text(*arguments)
        assert "\u202e" not in text
        assert not any(line.startswith("R99") for line in text.splitlines())


def test_kinds_are_named_in_both_languages() -> None:
    assert all(kind.zh and kind.en for kind in KINDS.values())


def test_what_lawrec_wrote_of_a_medium_is_said_in_words(office: Office) -> None:
    (office.root / "a.mp3").write_bytes(b"ID3" + b"x" * 50)
    office.run("import-media", "1", "a.mp3", "--as", "林某")
    sidecar = (office.case / "media/M01-a.mp3.yaml").read_text(encoding="utf-8")
    assert "verified: read_back" in sidecar
    set_language("zh")
    text = office.run("show", "1", "M01").out
    assert "核验：已读回比对" in text
    assert "read_back" not in text
