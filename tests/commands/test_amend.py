"""lawrec amend: the old stays, and changed signatures have to be seen again."""

from __future__ import annotations

import subprocess

from tests.commands.conftest import Office


def test_the_old_version_and_the_reason_are_kept(office: Office) -> None:
    office.run("add-record", "1", "investigation_report", "--set", "opinion=拟处罚", "--as", "林某")
    old = (office.case / "records/R01-investigation_report.yaml").read_bytes()
    answer = office.json(
        "amend", "1", "R01", "--set", "opinion=拟不予处罚", "--reason", "笔误", "--approved-by",
        "罗某", "--as", "林某",
    )  # fmt: skip
    assert (answer["id"], answer["amendment"]) == ("R01", "R02")
    assert "拟不予处罚" in (office.case / answer["path"]).read_text(encoding="utf-8")
    git = ["git", "-C", str(office.case), "show", "HEAD~1:records/R01-investigation_report.yaml"]
    assert subprocess.run(git, capture_output=True, check=True).stdout == old
    office.run("amend", "1", "R01", "--set", "opinion=拟不予处罚", "--reason", "x", code=1)


def test_new_signatures_have_to_be_seen_again(office: Office) -> None:
    office.run("add-record", "1", "investigation_report", "--signed", "林某", "--as", "林某")
    office.run("seen", "1", "R01", "--kept-at", "柜1", "--as", "罗某")
    office.run("amend", "1", "R01", "--reason", "补充", "--set", "opinion=x", "--as", "林某")
    assert "seen_by: 罗某" in (office.case / "originals.yaml").read_text(encoding="utf-8")
    signature = "signatures[1]={who: 高某, as: officer}"
    office.run("amend", "1", "R01", "--reason", "补签", "--set", signature, "--as", "林某")
    originals = (office.case / "originals.yaml").read_text(encoding="utf-8")
    assert "seen_by" not in originals
    assert "柜1" in originals


def test_a_new_date_has_to_be_seen_again(office: Office) -> None:
    office.run("add-record", "1", "investigation_report", "--signed", "林某", "--as", "林某")
    office.run("seen", "1", "R01", "--kept-at", "柜1", "--as", "罗某")
    date = "made_at=2026-07-01T09:00:00+08:00"
    office.run("amend", "1", "R01", "--reason", "日期", "--set", date, "--as", "林某")
    assert "seen_by" not in (office.case / "originals.yaml").read_text(encoding="utf-8")


def test_what_the_machine_wrote_of_footage_is_not_changed(office: Office) -> None:
    (office.root / "a.mp3").write_bytes(b"ID3" + b"x" * 50)
    office.run("import-media", "1", "a.mp3", "--as", "林某")
    office.run("amend", "1", "M01", "--reason", "x", "--set", "sha256=" + "0" * 64, code=1)
    office.run("amend", "1", "M01", "--reason", "说明", "--set", "title=录音", "--as", "林某")
    office.run("verify", "1", code=None)
