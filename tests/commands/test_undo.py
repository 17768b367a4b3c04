"""lawrec undo: pages go back, numbers stay used, the history and the case say that it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import YEAR, Office

WHO = ("--as", "林某")
WHY = ("--reason", "录错案卷", *WHO)
PAPER = (
    *(
        "add-record",
        "1",
        "现场检查笔录",
        "--start",
        "2026-08-03 09:00",
        "--end",
        "2026-08-03 10:00",
    ),
    *("--place", "某处", "--signed", "林某,高某", "--set", "objects=棚房", *WHO),
)


def pages(office: Office, below: str) -> list[str]:
    return sorted(path.name for path in (office.case / below).glob("*.yaml"))


def sound(office: Office) -> None:
    """Nothing that a verification of the whole repository would find."""
    answer = office.run("verify", "--all", code=None)
    assert answer.code == 0, answer


def findings(office: Office) -> list[str]:
    return [found["code"] for found in office.json("audit", "1", code=None)["findings"]]


def test_without_a_reason_it_only_shows(office: Office) -> None:
    office.run(*PAPER)
    before = sorted((p, p.read_bytes()) for p in office.root.rglob("*") if p.is_file())
    said = office.run("undo", "1", *WHO).out
    assert "林某" in said
    assert "R01" in said
    assert "lawrec undo" in said
    assert sorted((p, p.read_bytes()) for p in office.root.rglob("*") if p.is_file()) == before


def test_a_wrong_paper_goes_with_the_act_made_for_it(office: Office) -> None:
    office.run(*PAPER)
    done = office.json("undo", "1", "R01", *WHY)
    assert set(done["items"]) == {"R01", "A01"}
    assert pages(office, "acts") == []
    assert pages(office, "records") == [f"{r}-amendment_record.yaml" for r in done["records"]]
    sound(office)
    assert "final_page_removed" not in findings(office)
    shown = office.run("show", "1").out + office.run("journal", "1").out
    assert "撤销误录入" in shown
    gone = office.run("show", "1", "R01", code=None)
    assert "撤销误录入" in gone.out + gone.err or "undone" in gone.out + gone.err


def test_numbers_are_not_given_out_again(office: Office) -> None:
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    office.run("undo", "1", *WHY)
    again = office.json("log-act", "1", "现场检查", "--start", "2026-08-04 09:00", *WHO)
    assert again["id"] == "A02"


def test_history_and_log_keep_who_and_why(office: Office) -> None:
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    office.run("undo", "1", "--reason", "录错案卷", "--by", "高某", *WHO)
    last = (office.root / "log" / "leaves.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(last)["event"] == "undo"
    record = (office.case / "records" / "R01-amendment_record.yaml").read_text("utf-8")
    assert "高某" in record
    assert "录错案卷" in record
    assert "old_sha256" in record
    assert "new_sha256" not in record


def test_an_undo_can_be_undone(office: Office) -> None:
    office.run(*PAPER)
    kept = (office.case / "records" / "R01-onsite_inspection_record.yaml").read_bytes()
    office.run("undo", "1", "R01", *WHY)
    office.run("undo", "1", "R01", "--reason", "没有录错", *WHO)
    assert (office.case / "records" / "R01-onsite_inspection_record.yaml").read_bytes() == kept
    sound(office)
    assert not {"final_page_removed", "final_page_changed", "act_absent"} & set(findings(office))


def test_the_last_change_is_the_last_that_stands(office: Office) -> None:
    for day in ("03", "04"):
        office.run("log-act", "1", "现场检查", "--start", f"2026-08-{day} 09:00", *WHO)
    assert office.json("undo", "1", *WHY)["items"] == ["A02"]
    assert office.json("undo", "1", *WHY)["items"] == ["A01"]


def test_the_change_that_was_shown_is_undone_or_none(office: Office) -> None:
    """A colleague enters something between the look and the undo."""
    office.run("declare", "1", "overdue=no", *WHO)
    shown = office.json("undo", "1", *WHO)["commit"]
    said = office.run("undo", "1", *WHO).out
    assert f"--change {shown[:8]}" in said
    office.run(*PAPER)
    refused = office.run("undo", "1", "--change", shown[:8], *WHY, code=1).err
    assert "R01" in refused or "现场检查笔录" in refused, refused
    assert pages(office, "records") == ["R01-onsite_inspection_record.yaml"]
    newest = office.json("undo", "1", *WHO)["commit"]
    for odd in ("", newest[:6], newest.upper(), f"{newest}0", "HEAD"):
        office.run("undo", "1", "--change", odd, *WHY, code=2)
    office.run("undo", "1", "--change", newest, *WHY)
    assert office.json("undo", "1", *WHO)["commit"] == shown
    sound(office)


def test_a_declaration_goes_back_to_what_it_was(office: Office) -> None:
    declare = ("declare", "1", "--basis", "没有发生", *WHO)
    office.run(*declare, "incidents=no")
    before = (office.case / "declarations.yaml").read_text("utf-8")
    office.run(*declare, "hearing_requested=yes")
    office.run("undo", "1", "hearing_requested", *WHY)
    assert (office.case / "declarations.yaml").read_text("utf-8") == before
    office.run("undo", "1", "incidents", *WHY)
    assert not (office.case / "declarations.yaml").exists()
    sound(office)


def test_only_its_own_entry_goes_back(office: Office) -> None:
    declare = ("declare", "1", "--basis", "没有发生", *WHO)
    office.run(*declare, "incidents=no")
    office.run(*declare, "hearing_requested=no")
    office.run("undo", "1", "incidents", *WHY)
    text = (office.case / "declarations.yaml").read_text("utf-8")
    assert "incidents" not in text
    assert "hearing_requested" in text


def test_a_person_who_is_named_stays(office: Office) -> None:
    office.run("person", "add", "1", "路某", "--capacity", "witness", *WHO)
    office.run(*PAPER, "--set", "persons=[路某]")
    refused = office.run("undo", "1", "路某", *WHY, code=1)
    assert "R01" in refused.err
    office.run("undo", "1", "R01", *WHY)
    office.run("undo", "1", "路某", *WHY)
    assert "路某" not in (office.case / "persons.yaml").read_text("utf-8")


def test_a_person_who_is_named_in_a_step_stays(office: Office) -> None:
    office.run("person", "add", "1", "路某", "--capacity", "witness", *WHO)
    step = ("role=handler", "who=路某", "opinion=同意")
    sets = [word for one in step for word in ("--set", f"steps[0].{one}")]
    office.run("add-record", "1", "approval_form", *sets, *WHO)
    refused = office.run("undo", "1", "路某", *WHY, code=1)
    assert "R01" in refused.err


def test_an_attestation_goes_back(office: Office) -> None:
    office.run("attest", "1", "5.1a", "--by", "罗某", "--basis", "查阅全卷", *WHO)
    office.run("undo", "1", "5.1a", *WHY)
    assert not (office.case / "attestations.yaml").exists()


def test_a_scan_stays_and_is_tied_to_nothing(office: Office, tmp_path: Path) -> None:
    office.run(*PAPER)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    attach = ("attach", "1", scan, "--scan-of", "R01", "--seen-by", "罗某", "--kept-at", "柜")
    office.run(*attach, *WHO)
    done = office.json("undo", "1", "M01", *WHY)
    assert done["remarks"]
    sidecar = (office.case / "media" / "M01-scan.pdf.yaml").read_text("utf-8")
    assert "scan_of" not in sidecar
    assert (office.case / "media" / "M01-scan.pdf").read_bytes() == scan.read_bytes()
    sound(office)


def test_a_scan_with_its_note_of_having_been_seen(office: Office, tmp_path: Path) -> None:
    office.run(*PAPER)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    attach = ("attach", "1", scan, "--scan-of", "R01", "--seen-by", "罗某", "--kept-at", "柜")
    office.run(*attach, *WHO)
    office.run("undo", "1", *WHY)
    assert not (office.case / "originals.yaml").exists()
    sound(office)


def test_footage_is_never_removed(office: Office, tmp_path: Path) -> None:
    card = tmp_path / "card"
    card.mkdir()
    (card / "clip.mp4").write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64)
    office.run("import-media", "1", card, "--officer", "林某", *WHO)
    refused = office.run("undo", "1", "M01", *WHY, code=1)
    assert "never removed" in refused.err
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    office.run("assign-media", "1", "M01", "--act", "A01", *WHO)
    office.run("undo", "1", "M01", *WHY)
    assert "act: A01" not in (office.case / "media" / "M01-clip.mp4.yaml").read_text("utf-8")
    sound(office)


def test_what_others_name_or_a_party_has_is_not_undone(office: Office) -> None:
    office.run(*PAPER)
    refused = office.run("undo", "1", "A01", *WHY, code=1)
    assert "R01" in refused.err
    about = ("--set", "about=[R01]", "--set", "persons=[赵某甲]")
    receipt = ["add-record", "1", "送达回证", *about]
    receipt += ("--set", "method=direct", "--set", "result=served", "--set", "made_by=林某")
    office.run(*receipt, "--start", "2026-08-04 09:00", "--signed", "林某,赵某甲", *WHO)
    refused = office.run("undo", "1", "R01", *WHY, code=1)
    assert "served" in refused.err
    assert "amend" in refused.err


def test_what_was_changed_since_is_not_set_back(office: Office) -> None:
    office.run(*PAPER)
    office.run("amend", "1", "R01", "--reason", "漏写", "--set", "objects=两处棚房", *WHO)
    text = (office.case / "records" / "R01-onsite_inspection_record.yaml").read_text("utf-8")
    office.run("undo", "1", "R01", *WHY)  # the amendment is what was done to R01 last
    fresh = (office.case / "records" / "R01-onsite_inspection_record.yaml").read_text("utf-8")
    assert "两处棚房" in text
    assert "两处棚房" not in fresh
    sound(office)
    assert "final_page_changed" not in findings(office)


def test_a_finalised_draft_becomes_a_draft_again(office: Office) -> None:
    office.run("add-record", "1", "询问笔录", "--draft", *WHO)
    office.run("finalise", "1", "R01", "--set", "content=问答", *WHO)
    office.run("undo", "1", "R01", *WHY)
    assert "draft: yes" in (office.case / "records/R01-inquiry_transcript.yaml").read_text("utf-8")
    sound(office)


def test_of_many_rows_one_goes(office: Office, tmp_path: Path) -> None:
    table = tmp_path / "acts.csv"
    table.write_text("kind,start\n现场检查,2026-08-03 09:00\n现场检查,2026-08-04 09:00\n", "utf-8")
    office.run("log-act", "1", "--table", table, *WHO)
    assert office.json("undo", "1", "A01", *WHY)["items"] == ["A01"]
    assert [name[:3] for name in pages(office, "acts")] == ["A02"]


def test_a_wrongly_opened_case_is_voided(office: Office) -> None:
    opened = ("new-case", "--kind", "penalty", "--officer", "林某,高某", *WHO)
    office.run(*opened, "--title", "误立案", "--number", "甲1号")
    done = office.json("undo", "2", *WHY)
    assert done["voided"] is True
    listed = {c["case"]: c for c in office.json("list")["cases"]}
    assert listed[f"{YEAR}/0002"]["state"] == "voided"
    assert "录错案卷" in office.run("show", "2").out
    office.run("log-act", "2", "现场检查", "--start", "2026-08-03 09:00", *WHO, code=1)
    office.run(*opened, "--title", "又一案", "--number", "甲1号", code=1)
    third = office.json(*opened, "--title", "又一案")
    assert third["case"] == f"{YEAR}/0003"
    sound(office)
    office.run("undo", "2", "voided", "--reason", "没有立错", *WHO)
    office.run("log-act", "2", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    sound(office)


def test_a_case_in_which_something_was_done_is_not_voided(office: Office) -> None:
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    office.run("undo", "1", "case", *WHY, code=1)


@pytest.mark.parametrize("item", ["R09", "没有这人", "../x", ""])
def test_what_is_not_there_is_said(office: Office, item: str) -> None:
    answer = office.run("undo", "1", item, *WHY, code=None)
    assert answer.code in (1, 2, 3)
    assert "Error" in answer.err


def test_a_reason_must_say_something(office: Office) -> None:
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    office.run("undo", "1", "--reason", "  ", *WHO, code=2)
    office.run("undo", "1", "--reason", "录错", "--by", "路人", *WHO, code=1)


def test_a_removal_that_nobody_explains_is_still_found(office: Office) -> None:
    """The audit is not fooled: the record of one undo explains no other removal."""
    office.run(*PAPER)
    office.run(*PAPER)
    office.run("undo", "1", "R02", *WHY)
    for page in (office.case / "records").glob("R01-*"):
        page.unlink()
    assert office.run("verify", "1", code=None).code == 1
    amended = next((office.case / "records").glob("R03-*"))
    amended.write_text(amended.read_text("utf-8").replace("录错案卷", "改过的理由"), "utf-8")
    assert office.run("verify", "1", code=None).code == 1


def opened(office: Office) -> None:
    """A second case, in which nothing was done yet."""
    case = ("new-case", "--kind", "penalty", "--officer", "林某,高某", "--party", "赵某乙")
    office.run(*case, "--title", "误立案", *WHO)


def judged(office: Office) -> list[str]:
    return [case["case"] for case in office.json("audit", "--all", code=None)["cases"]]


def test_a_case_with_acts_does_not_vanish_behind_a_page_that_voids_it(office: Office) -> None:
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    said = "at: 2026-08-03T09:00:00+08:00\nby: 林某\nreason: 不想办了\n"
    (office.case / "voided.yaml").write_text(said, "utf-8")
    assert judged(office) == [f"{YEAR}/0001"]
    assert office.json("list")["cases"][0]["state"] == "open"


def test_voiding_anew_is_no_way_out_of_what_was_done_since(office: Office) -> None:
    opened(office)
    office.run("undo", "2", *WHY)
    office.run("undo", "2", "voided", "--reason", "没有立错", *WHO)
    office.run("undo", "2", "voided", *WHY)  # nothing was done: it may be voided again
    assert judged(office) == [f"{YEAR}/0001"]
    office.run("undo", "2", "voided", "--reason", "没有立错", *WHO)
    office.run("log-act", "2", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    refused = office.run("undo", "2", "voided", *WHY, code=1)
    assert "A01" in refused.err
    assert not (office.root / "cases" / YEAR / "0002" / "voided.yaml").exists()
    assert judged(office) == [f"{YEAR}/0001", f"{YEAR}/0002"]


def test_who_asks_for_a_person_does_not_void_the_case(office: Office) -> None:
    opened(office)
    shown = office.run("undo", "2", "赵某乙", *WHO, code=1)
    assert "amend" in shown.out
    refused = office.run("undo", "2", "赵某乙", *WHY, code=1)
    assert "赵某乙" in refused.err
    assert not (office.root / "cases" / YEAR / "0002" / "voided.yaml").exists()


def serve(office: Office) -> None:
    receipt = ["add-record", "1", "送达回证", "--set", "about=[R01]", "--set", "persons=[赵某甲]"]
    receipt += ("--set", "method=direct", "--set", "result=served", "--set", "made_by=林某")
    office.run(*receipt, "--start", "2026-08-04 09:00", "--signed", "林某,赵某甲", *WHO)


def test_what_a_party_has_does_not_become_a_draft_again(office: Office) -> None:
    office.run("add-record", "1", "询问笔录", "--draft", *WHO)
    office.run("finalise", "1", "R01", "--set", "content=问答", *WHO)
    serve(office)
    refused = office.run("undo", "1", "R01", *WHY, code=1)
    assert "R02" in refused.err
    office.run("undo", "1", "R02", *WHY)  # the receipt is a mistake of its own
    office.run("undo", "1", "R01", *WHY)
    assert "draft: yes" in (office.case / "records/R01-inquiry_transcript.yaml").read_text("utf-8")


def test_the_correction_of_what_a_party_has_is_not_taken_back(office: Office) -> None:
    office.run(*PAPER)
    office.run("amend", "1", "R01", "--reason", "漏写", "--set", "objects=两处棚房", *WHO)
    (path,) = (office.case / "records").glob("R01-*")
    kept = path.read_bytes()
    serve(office)
    refused = office.run("undo", "1", "R01", *WHY, code=1)
    assert "served" in refused.err
    assert path.read_bytes() == kept


def test_what_is_undone_of_a_change_does_not_hide_the_rest_of_it(
    office: Office, tmp_path: Path
) -> None:
    table = tmp_path / "acts.csv"
    table.write_text("kind,start\n现场检查,2026-08-03 09:00\n现场检查,2026-08-04 09:00\n", "utf-8")
    office.run("log-act", "1", "--table", table, *WHO)
    office.run("undo", "1", "A01", *WHY)
    assert office.json("undo", "1", "A02", *WHY)["items"] == ["A02"]
    assert pages(office, "acts") == []
    sound(office)


def test_with_a_wrong_scan_goes_the_note_that_came_with_it(office: Office, tmp_path: Path) -> None:
    """Nobody has seen the signatures on R01: what was looked at was the scan of another paper."""
    office.run(*PAPER)
    before = findings(office)
    for number, name in enumerate(("scan.pdf", "again.pdf")):
        scan = tmp_path / name
        scan.write_bytes(b"%PDF-1.4\n" + name.encode() + b"\n%%EOF\n")
        attach = ("attach", "1", scan, "--scan-of", "R01", "--seen-by", "罗某", "--kept-at", "柜")
        office.run(*attach, *WHO)
        office.run("undo", "1", f"M0{number + 1}", *WHY)
        assert not (office.case / "originals.yaml").exists()
        assert sorted(findings(office)) == sorted(before)
    sound(office)
