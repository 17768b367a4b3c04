"""Footage before a case: its hand-over and its excuse are kept, and told to each case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lawrec.media.sample_maker import jpeg, mp4
from lawrec.store.yaml_io import load
from tests.commands.conftest import Office
from tests.commands.test_import_options import REMOTE, day, nothing_came, recent

AWAY = (*REMOTE, "--returned-at", day(-0.05), "--proof", "派车单")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "card" / "IMG_0001.JPG"
    path.parent.mkdir()
    jpeg(path, taken=recent(30), seed=2)
    return path


def page(folder: Path, pattern: str) -> dict[str, Any]:
    (path,) = folder.glob(pattern)
    data = load(path).data
    assert isinstance(data, dict)
    return data


def test_the_excuse_is_shown_kept_and_told_to_each_case(office: Office, photo: Path) -> None:
    told = office.run("import-media", "--inbox", photo, "--as", "林某", *AWAY).out
    assert "Hand-over R01: from 林某 to 韩某, store vault, 1 items" in told
    assert "Later than 24 hours after recording: M01" in told
    office.run("new-case", "--title", "第二案", "--kind", "inspection", "--officer", "林某,高某")
    for case in ("1", "2"):
        office.run("assign-media", case, "inbox/M01", "--as", "高某")
        folder = office.case.with_name(f"000{case}")
        record = page(folder, "records/*-media_handover_record.yaml")
        assert (record["from"], record["to"], record["about"]) == ("林某", "韩某", ["M01"])
        assert (record["remote"]["cannot_reason"], record["remote"]["proof"]) == ("出差", "派车单")
        assert "出差" in office.run("receipt", case).out
    office.run("verify", "--all")


def test_the_receipt_of_the_inbox_names_everybody_and_is_shown_again(
    office: Office, photo: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.html"
    office.run("import-media", "--inbox", photo, "--as", "林某", *AWAY, "--receipt", paper)
    text = paper.read_text(encoding="utf-8")
    for part in ("林某", "韩某", "vault", "出差", "派车单"):
        assert part in text
    again = office.run("receipt", "inbox").out
    for part in ("林某", "韩某", "vault", "出差", "派车单", "R01", "M01"):
        assert part in again
    assert office.json("import-media", "--inbox", photo)["handover"]["record"] is None


def test_people_nobody_knows_are_refused_before_anything_is_copied(
    office: Office, photo: Path
) -> None:
    office.run("import-media", "--inbox", photo, "--custodian", "没这人", code=1)
    office.run("import-media", "--inbox", photo, "--filmed-from", day(-1), "--times-by", "无名氏",
               code=1)  # fmt: skip
    assert nothing_came(office)


def test_a_hand_over_that_was_changed_by_hand_is_told_to_no_case(
    office: Office, photo: Path
) -> None:
    office.run("import-media", "--inbox", photo, "--as", "林某", *AWAY)
    (path,) = (office.root / "inbox/records").iterdir()
    path.write_text(path.read_text(encoding="utf-8").replace("出差", "住院"), encoding="utf-8")
    office.run("assign-media", "1", "inbox/M01", "--as", "高某")
    assert not list(office.case.glob("records/*-media_handover_record.yaml"))


def test_the_act_is_that_of_the_case_and_never_a_number_from_the_inbox(
    office: Office, photo: Path
) -> None:
    office.run("import-media", "--inbox", photo, "--act", "A01", code=2)
    assert nothing_came(office)
    jpeg(photo.with_name("IMG_0002.JPG"), taken=recent(3), seed=3)
    office.run("import-media", "--inbox", photo.parent)
    for page_ in (office.root / "inbox/media").glob("*.yaml"):  # as an older lawrec wrote it
        text = page_.read_text(encoding="utf-8").replace(
            "original_name:", "act: A07\noriginal_name:"
        )
        page_.write_text(text, encoding="utf-8")
    import subprocess

    subprocess.run(
        [
            "git",
            "-C",
            office.root,
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@example.invalid",
            "commit",
            "-qam",
            "x",
        ],
        check=True,
    )
    office.run("log-act", "1", "onsite_inspection", "--start", recent(3.1).isoformat(),
               "--end", recent(2.9).isoformat(), "--present", "赵某甲")  # fmt: skip
    office.run("assign-media", "1", "inbox/M01,inbox/M02", "--as", "高某")
    assert "act" not in page(office.case, "media/M01-*.yaml")
    assert page(office.case, "media/M02-*.yaml")["act"] == "A01"


def test_what_a_film_continues_has_the_number_of_this_case(office: Office, tmp_path: Path) -> None:
    card = tmp_path / "parts"
    card.mkdir()
    jpeg(card / "A.JPG", taken=recent(3), seed=9)
    for chapter in (1, 2):
        mp4(card / f"GX0{chapter}0034.MP4", start=recent(3 - chapter / 60), seconds=60,
            apple_creationdate=True, model="X1", seed=chapter)  # fmt: skip
    office.run("import-media", "--inbox", card)
    assert page(office.root / "inbox", "media/M03-*.yaml")["continues"] == "M02"
    office.run("assign-media", "1", "inbox/M02,inbox/M03", "--as", "高某")
    assert page(office.case, "media/M02-*.yaml")["continues"] == "M01"
    office.run("new-case", "--title", "第二案", "--kind", "inspection", "--officer", "林某,高某")
    office.run("assign-media", "2", "inbox/M03", "--as", "高某")
    assert "continues" not in page(office.case.with_name("0002"), "media/M01-*.yaml")
