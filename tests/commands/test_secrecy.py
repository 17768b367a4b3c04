"""The door for state secrets: nothing of the body is written anywhere, whichever way it came."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.commands.conftest import Office
from tests.commands.test_lead import everything
from tests.forms.scans import feeder, jpeg, mark_of, sheet

BODY = "绝密正文甲乙丙丁"
STUB = ("--stub", "--title", "某图", "--kept-at", "保密柜1", "--level", "机密", "--as", "林某")


@pytest.fixture
def body(tmp_path: Path) -> Path:
    """A page outside the repository."""
    path = tmp_path / "body.yaml"
    path.write_text(f"content: {BODY}\n", encoding="utf-8")
    return path


def clean(office: Office) -> None:
    """Nothing of the body lies in the repository: pages, histories, journals, evidence log."""
    assert BODY.encode() not in everything(office.root)


def test_the_body_is_refused_at_the_door(office: Office, body: Path, tmp_path: Path) -> None:
    before = everything(office.root)
    add = ["add-record", "1", "survey_result", "--from", str(body), "--as", "林某"]
    assert "--stub" in office.run(*add, "--secrecy", "state", code=1).err
    assert "--stub" in office.run(*add, "--set", "type=国家秘密", code=1).err
    body.write_text(f"content: {BODY}\nsecrecy: state\n", encoding="utf-8")
    office.run(*add, code=1)
    office.run(*add, "--draft", code=1)
    office.run("attach", "1", str(body), "--secrecy", "state", "--as", "林某", code=1)
    film = tmp_path / "a.mp3"
    film.write_bytes(b"ID3" + BODY.encode())
    office.run("import-media", "1", str(film), "--secrecy", "state", "--as", "林某", code=1)
    inbox = ["import-media", str(film), "--inbox", "--as", "林某"]
    office.run(*inbox, "--secrecy", "国家秘密", code=1)
    office.run(*inbox, "--secrecy", "state", *STUB[:-2], code=2)
    clean(office)
    assert everything(office.root) == before


def test_a_stub_keeps_what_and_where_only(office: Office, body: Path) -> None:
    add = ["add-record", "1", "survey_result", "--from", str(body), "--secrecy", "state"]
    more = ["--number", "虚构密1", "--decided-by", "谢某", "--until", "2036-01-01"]
    answer = office.json(*add, *STUB, *more, "--allowed", "韩某,谢某", "--set", f"title={BODY}")
    assert answer["content"] == {
        "kind": "survey_result",
        "title": "某图",
        "external_ref": "虚构密1",
    }
    marking = office.json("show", "1", "R02")["content"]
    made = {key: marking.pop(key) for key in ("made_at", "made_by")}
    assert made["made_by"] == "林某"
    assert marking == {
        "kind": "secrecy_marking",
        "about": [answer["id"]],
        "type": "state",
        "level": "机密",
        "decided_by": "谢某",
        "until": "2036-01-01",
        "allowed": ["韩某", "谢某"],
    }
    originals = (office.case / "originals.yaml").read_text(encoding="utf-8")
    assert "R01" in originals
    assert "保密柜1" in originals
    clean(office)
    office.run("status", "1", code=None)


def test_a_stub_of_a_paper_that_leaves_the_house_has_its_number(office: Office) -> None:
    add = ["add-record", "1", "penalty_decision", "--secrecy", "state", *STUB]
    assert office.json(*add, "--number", "示罚密1")["content"]["doc_no"] == "示罚密1"


def test_files_are_not_even_read(office: Office) -> None:
    act = ["log-act", "1", "onsite_inspection", "--start", "2026-03-11 09:30", "--as", "林某"]
    office.run(*act)
    gone = "no-such-file.mp4"
    film = ["import-media", "1", gone, "--secrecy", "state", *STUB]
    content = office.json(*film, "--act", "A01")["content"]
    assert (content["kind"], content["about"]) == ("secrecy_marking", ["A01"])
    assert content["title"] == "某图"
    office.run(*film, "--act", "A09", code=1)
    assert office.json(*film)["content"]["about"] == ["case"]
    attached = office.json("attach", "1", gone, "--secrecy", "state", *STUB)
    assert attached["content"]["about"] == ["case"]
    assert not list((office.case / "media").glob("M*"))


def test_a_scan_of_a_stub_stays_outside(office: Office) -> None:
    office.run("add-record", "1", "survey_result", "--secrecy", "state", *STUB)
    stub = list(STUB)
    stub[stub.index("保密柜1")] = "保密柜2"
    scan = ["attach", "1", "scan.pdf", "--scan-of", "R01", "--secrecy", "state"]
    assert office.json(*scan, *stub)["content"]["about"] == ["R01"]
    originals = (office.case / "originals.yaml").read_text(encoding="utf-8")
    assert "保密柜2" in originals
    assert "保密柜1" not in originals


def test_what_is_no_state_secret_is_marked_instead(office: Office, body: Path) -> None:
    add = ["add-record", "1", "survey_result", "--from", str(body), "--as", "林某"]
    assert "secrecy_marking" in office.run(*add, "--secrecy", "trade", code=2).err
    office.run(*add, "--secrecy", "梦", code=2)
    office.run(*add, "--stub", "--kept-at", "柜", "--level", "机密", code=2)
    office.run(*add, "--level", "机密", code=2)
    office.run(*add, "--secrecy", "state", "--stub", "--kept-at", "保密柜", code=2)
    office.run(*add, "--secrecy", "state", "--stub", "--level", "机密", code=2)
    clean(office)
    # Marking a file as a state secret is no body, and the door lets other kinds in.
    mark = ["--set", "type=state", "--set", "about=[case]", "--as", "林某"]
    office.run("add-record", "1", "secrecy_marking", *mark)
    assert office.json(*add, "--title", "某成果")["content"]["title"] == "某成果"


def test_the_scan_of_a_stub_does_not_come_in_by_another_door(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for needed in ("segno", "zxingcpp", "pypdfium2", "PIL", "docxtpl"):
        pytest.importorskip(needed)
    monkeypatch.chdir(office.root)
    office.run("add-record", "1", "survey_result", "--secrecy", "state", *STUB)
    office.run("add-record", "1", "inquiry_transcript", "--set", "content=公开", "--as", "林某")
    before = everything(office.root)
    secret = sheet(mark_of(office.case, "R01"))
    scan = jpeg(secret, tmp_path / "scan.jpg")
    attached = office.run("attach", "1", str(scan), "--scan-of", "R01", "--as", "林某", code=1)
    assert "state secret" in attached.err
    feeder([secret, sheet(mark_of(office.case, "R03"))], tmp_path / "heap" / "feeder.pdf")
    answer = office.json("attach", "--sort", tmp_path / "heap", "--as", "林某", code=1)
    assert [one["why"] for one in answer["left"]] == ["secret"]
    # The page of the open paper is taken out; the feeder's file has the secret in it and stays.
    assert [one["record"] for one in answer["papers"]] == ["R03"]
    digest = hashlib.sha256((tmp_path / "heap" / "feeder.pdf").read_bytes()).hexdigest()
    held = [path.read_bytes() for path in (office.case / "media").iterdir() if path.is_file()]
    assert digest not in {hashlib.sha256(content).hexdigest() for content in held}
    assert everything(office.root) != before
    office.run("render", "1", "R01", "--out", tmp_path / "papers", code=1)
    written = office.json("render", "1", "--all", "--out", tmp_path / "papers")["written"]
    assert "R01" not in {one["record"] for one in written}
