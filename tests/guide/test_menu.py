"""The menu at a real terminal: scans, originals, print, archive, and curing what is open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lawrec.report.lines import flat
from lawrec.store.layout import ARCHIVED
from tests.commands.conftest import YEAR, Office
from tests.guide.terminal import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of POSIX")
CASE = f"{YEAR}/0001"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"LAWREC_HOME": str(tmp_path / "home"), "LAWREC_AS": "林某", "LAWREC_LANG": "en"}


@pytest.fixture
def half_signed(office: Office) -> Office:
    """A transcript that one of the two officers forgot to sign."""
    office.run(
        *("add-record", CASE, "询问笔录", "--start", f"{YEAR}-07-09 09:00"),
        *("--end", f"{YEAR}-07-09 09:40", "--place", "局询问室", "--set", "content=问：谁建的？"),
        *("--set", "identification.cert_shown=yes", "--signed", "林某,赵某甲", "--as", "林某"),
    )
    return office


def item(window: Terminal, label: str) -> str:
    """The number of an item of the menu, as it stands on the screen."""
    window.expect(label, "0 leave")
    before = flat(window.seen.rpartition(label)[0])
    return before.split()[-1]


def at_menu(office: Office, env: dict[str, str], label: str) -> Terminal:
    """A window in which that item of the menu was chosen."""
    window = Terminal(where=office.root, env=env)
    window.type(item(window, label))
    window.expect("Which case?")
    window.type("1")
    return window


def test_a_forgotten_signature_is_added_from_the_list_of_what_is_open(
    half_signed: Office, env: dict[str, str]
) -> None:
    window = at_menu(half_signed, env, "Do what is missing")
    window.expect("To be done", "signature or seal of 高某", "nobody has seen", "> ")
    lines = window.seen.rpartition("To be done")[2].splitlines()
    (number,) = (line.split()[0] for line in lines if "signature or seal of 高某" in flat(line))
    window.type(number)
    window.expect("Who signs now", "Enter = 高某")
    window.answers("", f"{YEAR}-07-10 9:00", "漏签，核对后补签", "", "")
    window.expect("$ lawrec amend", "R02 says why it was changed", "To be done")
    assert "signature or seal of 高某" not in window.seen.rpartition("To be done")[2]
    window.answers("", "0")
    assert window.ends() == 0
    page = (half_signed.case / "records/R01-inquiry_transcript.yaml").read_text("utf-8")
    assert "{who: 高某, as: officer, at: " in page
    (amended,) = half_signed.case.glob("records/*-amendment_record.yaml")
    assert "漏签" in amended.read_text("utf-8")


def test_a_refused_archive_leads_to_what_cures_it(half_signed: Office, env: dict[str, str]) -> None:
    window = at_menu(half_signed, env, "Archive the case")
    window.answers("", "30年", "一号柜", "3", "")
    window.expect("Not archived", "To be done", "set it right")
    window.answers("99", "", "0")
    assert window.ends() == 0
    assert not (half_signed.case / ARCHIVED).exists()
    assert not (half_signed.root / "archive" / YEAR).exists()


def test_originals_are_noted_for_papers_that_bear_signatures(
    half_signed: Office, env: dict[str, str]
) -> None:
    half_signed.run("add-record", CASE, "涉密标识", "--set", "type=privacy", "--as", "林某")
    window = at_menu(half_signed, env, "Signatures seen on paper")
    window.expect("Enter = R01")
    window.answers("", "一号柜", "罗某", "")
    window.expect("$ lawrec seen")
    window.type("0")
    assert window.ends() == 0
    page = (half_signed.case / "originals.yaml").read_text("utf-8")
    assert "R01" in page
    assert "R02" not in page
    assert "罗某" in page


def test_a_scan_and_a_receipt_are_attached(half_signed: Office, env: dict[str, str]) -> None:
    scan = half_signed.root.parent / "扫描 1.pdf"
    scan.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    window = at_menu(half_signed, env, "Attach a scan")
    window.answers("没有.pdf")
    window.expect("There is no")
    window.answers(f"'{scan}'", "R01", "罗某", "一号柜", "")
    window.expect("$ lawrec attach", "M01")
    receipt = scan.with_name("凭证.pdf")
    receipt.write_bytes(scan.read_bytes().replace(b"1.4", b"1.5"))
    window.type(item(window, "Attach a scan"))
    window.answers(str(receipt), "", "罚款缴款凭证", "缴清罚款", "")
    window.expect("--title 罚款缴款凭证", "M02")
    window.type("0")
    assert window.ends() == 0
    first, second = sorted((half_signed.case / "media").glob("*.yaml"))
    assert "scan_of: R01" in first.read_text("utf-8")
    assert "proves: 缴清罚款" in second.read_text("utf-8")


def test_papers_are_printed(half_signed: Office, env: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("docxtpl", reason="printing needs the extra forms")
    out = tmp_path / "打印"
    out.mkdir()
    window = at_menu(half_signed, env, "Print a form")
    window.answers("all", "2", str(out), "")
    window.expect("$ lawrec render", ".docx")
    window.type("0")
    assert window.ends() == 0
    assert [path.suffix for path in out.iterdir()] == [".docx"]


def test_a_lead_is_noted_and_looking_is_registered(office: Office, env: dict[str, str]) -> None:
    window = Terminal(where=office.root, env=env)
    window.type(item(window, "Note a lead"))
    window.answers("phone", "群众来电反映有人占地", "", "1", "路某", "000", "")
    window.expect("$ lawrec lead add", "Next:")
    window.type(item(window, "Register of access"))
    window.answers("1", "罗某", "", "法制审核", "", "", "")
    window.expect("$ lawrec unit access", "U0001")
    window.type("0")
    assert window.ends() == 0
    (lead,) = (office.root / "leads").rglob("*.yaml")
    assert "name: 路某" in lead.read_text("utf-8")


def test_a_wrong_paper_is_undone(half_signed: Office, env: dict[str, str]) -> None:
    half_signed.run("add-record", CASE, "涉密标识", "--set", "type=privacy", "--as", "林某")
    window = at_menu(half_signed, env, "Undo a mistaken entry")
    window.expect("Undoing it would mean")
    window.answers("R02", "录错了案件", "", "")
    window.expect("$ lawrec undo", "Undone in case")
    window.type("0")
    assert window.ends() == 0
    assert not list((half_signed.case / "records").glob("R02-secrecy*"))


def test_the_last_change_is_undone_if_it_still_is_the_one_that_was_shown(
    half_signed: Office, env: dict[str, str]
) -> None:
    window = at_menu(half_signed, env, "Undo a mistaken entry")
    window.expect("What was entered wrongly", "the last change", "> ")
    (line,) = (row for row in window.seen.splitlines() if "the last change" in row)
    half_signed.run("declare", "1", "overdue=no", "--as", "高某")
    window.answers(line.split()[0], "录错了案件", "", "")
    window.expect("--change", "Something else was changed since")
    window.type("0")
    assert window.ends() == 0
    assert list((half_signed.case / "records").glob("R01*"))
    assert "overdue" in (half_signed.case / "declarations.yaml").read_text("utf-8")


def test_lines_of_a_long_answer_can_be_taken_away(office: Office, env: dict[str, str]) -> None:
    window = Terminal("add-record", "1", "询问笔录", where=office.root, env=env)
    window.answers("7-9 9:00", "9:40", "局询问室", "", "1,2", "错行", "-")
    window.expect("taken away")
    window.answers("问：谁建的？", ".", "1,2,3", "")
    window.expect("R01 is in the case file")
    assert window.ends() == 0
    page = (office.case / "records/R01-inquiry_transcript.yaml").read_text("utf-8")
    assert "问：谁建的？" in page
    assert "错行" not in page
