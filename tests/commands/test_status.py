"""lawrec status: what is open, by when, with which command; and what the gate says."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer

from lawrec.checks.base import Outcome, Rule, met, pending, rule, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.commands.app import build
from lawrec.i18n import set_language
from lawrec.operations.judging import Measure
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.status import stage_of, work_list
from lawrec.report.worklist import WorkItem, WorkList, gate_line, lines, overdue, to_json
from lawrec.schema.clause import Rulebook
from lawrec.schema.moments import BEIJING
from tests.commands.looking import BASE, Desk
from tests.rules.loading import apply_patch, load_raw, snapshot

NOW = datetime(2026, 9, 12, 10, 0, tzinfo=BEIJING)
BOOK, _RULES = load_rulebook()
Patch = list[dict[str, Any]]


def judged(*rules: Rule, patch: Patch | None = None, **history: Any) -> WorkList:
    """The list of a patched base case under these rules alone; the others have none."""
    names = {r.clause: (r.name,) for r in rules}
    book = Rulebook(
        name="panjin", version="test", clauses=BOOK.clauses, info=BOOK.info, rules=names
    )
    case = snapshot(apply_patch(load_raw(BASE), patch or []), **history)
    return work_list(case, Measure(book, rules), NOW)


def says(clause: str, *outcomes: Outcome) -> Rule:
    def function(case: Facts) -> Iterator[Outcome]:
        yield from outcomes

    return rule(clause)(function)


def only(work: WorkList, state: str) -> list[WorkItem]:
    return [item for item in work.items if item.state == state]


def wrong(*, curable: bool, **more: Any) -> Outcome:
    return violated("wrong", "something is wrong", None, curable=curable, **more)


def unseen(record: str) -> Outcome:
    remedy = f"lawrec seen 2026/0001 {record} --kept-at ... --by ..."
    return unsure("signature_typed_only", "not seen", None, remedy=remedy, root=(record,))


def test_the_lawful_base_case_has_nothing_to_do_but_rows_and_gate() -> None:
    work = judged()
    assert work.items == ()
    assert work.next_due is None
    assert work.no_rule.command == "lawrec attest 2026/0001 --pending --basis ..."
    assert set(work.person.clauses) == {c.id for c in BOOK.clauses if c.status == "human"}
    assert work.gate.outcome == "refused"
    asked = [BOOK.clause(c) for c in (*work.no_rule.clauses, *work.person.clauses)]
    blocking = [row for row in asked if row is not None and row.modality != "DEFINITION"]
    assert work.gate.grounds == {"c": len(blocking)}


def test_what_can_be_cured_comes_first_with_its_command_and_time() -> None:
    due = datetime(2026, 9, 10, 9, 0, tzinfo=BEIJING)
    work = judged(
        says("13.2a", unsure("unclear", "cannot be told", None)),
        says("13.1(1)", wrong(curable=True, remedy="lawrec add-record 2026/0001 x", due=due)),
        says("14a", pending("later", "still to come", due=NOW + timedelta(days=2))),
    )
    assert [item.state for item in work.items] == ["violated", "undeterminable", "not_yet_due"]
    first, second, third = work.items
    assert {item.stage for item in work.items} == {2}
    assert first.command == "lawrec add-record 2026/0001 x"
    assert overdue(first, NOW)
    assert not overdue(third, NOW)
    assert second.command == "lawrec attest 2026/0001 13.2a --basis ..."
    assert work.next_due == first
    assert any("Overdue since 2026-09-10 09:00" in line for line in lines(work))


def test_advice_that_is_no_command_is_not_shown_as_one() -> None:
    work = judged(says("13.2a", unsure("unclear", "odd", None, remedy="Fields here: a, b")))
    assert work.items[0].command is None
    assert work.items[0].advice == "Fields here: a, b"
    assert any("do: Fields here" in line for line in lines(work))


def test_what_cannot_be_cured_asks_for_a_rectification_record_once() -> None:
    late = says("13.1(4)a", wrong(curable=False))
    (item,) = judged(late).items
    assert item.state == "rectify"
    assert item.command is not None
    assert item.command.startswith('lawrec rectify 2026/0001 --clause "13.1(4)a" --cause ...')
    record = {
        "kind": "rectification_record",
        "made_at": "2026-09-01T09:00:00+08:00",
        "clauses": ["13.1(4)a"],
        "cause": "疏忽",
        "measure": "培训",
        "responsible": "林某",
        "approved_by": head(),
        "approved_at": "2026-09-01T10:00:00+08:00",
    }
    work = judged(late, patch=[{"op": "add", "file": "R90", "value": record}])
    assert [item.state for item in work.items] == ["recorded"]
    assert work.items[0].command is None
    assert any("open: 0" in line for line in lines(work))


def head() -> str:
    officers = load_raw(BASE)["bureau.yaml"]["officers"]
    return next(
        name
        for name, officer in officers.items()
        if any("organ_head" in post["duties"] for post in officer["posts"])
    )


def test_late_archiving_needs_no_rectification() -> None:
    (item,) = judged(says("25.1b", wrong(curable=False))).items
    assert item.state == "recorded"


def test_papers_that_nobody_has_seen_become_one_command() -> None:
    (item,) = judged(says("13.2a", unseen("R03"), unseen("R07"), unseen("R11"))).items
    assert item.command == "lawrec seen 2026/0001 R03 R07 R11 --kept-at ... --by ..."
    assert item.what == "Nobody has seen the signatures on 3 papers: R03 R07 R11"
    (alone,) = judged(says("13.2a", unseen("R03"))).items
    assert alone.what == "not seen"


def test_what_waits_for_the_same_thing_is_told_once() -> None:
    later = pending("later", "due when archived")
    (item,) = judged(says("25.1a", later), says("25.1d", later)).items
    assert item.clauses == ("25.1a", "25.1d")
    other = pending("later", "due when archived", due=NOW)
    assert len(judged(says("25.1a", later), says("25.1d", other)).items) == 2


def test_a_crash_is_shown_and_a_remark_only_counted() -> None:
    silent = says("13.2a")
    note = satisfied_but("note", "remark", "by the way")
    work = judged(silent, says("14a", note, met()))
    assert [item.state for item in work.items] == ["crashed"]
    assert work.remarks == 1
    assert any("1 warnings and notes beside this: lawrec audit 2026/0001" in x for x in lines(work))


def attested(answer: str) -> Patch:
    entry = {
        "answer": answer,
        "by": "罗某",
        "at": "2026-09-01T09:00:00+08:00",
        "basis": "看过",
        "rulebook": "test",
    }
    return [{"op": "set", "file": "attestations", "path": "13.2a", "value": entry}]


def test_what_a_person_has_attested_is_settled_and_what_not_met_is_open() -> None:
    open_rule = says("13.2a", unsure("unclear", "cannot be told", None))
    assert judged(open_rule, patch=attested("met")).items == ()
    states = [item.state for item in judged(open_rule, patch=attested("not_met")).items]
    assert "violated" in states


def test_a_draft_asks_to_be_finalised_once() -> None:
    patch: Patch = [{"op": "set", "file": "R07", "path": "draft", "value": "yes"}]
    (item,) = only(judged(patch=patch), "draft")
    assert item.command == "lawrec finalise 2026/0001 R07"
    assert item.stage == 2
    remedy = "lawrec finalise 2026/0001 R07 --set content=..."
    named = says("13.1(1)", wrong(curable=True, remedy=remedy))
    assert only(judged(named, patch=patch), "draft") == []


def test_footage_of_no_act_and_not_handed_over() -> None:
    patch: Patch = [
        {"op": "remove", "file": "M03", "path": "act"},
        {"op": "set", "file": "R04", "path": "about", "value": ["M01", "M02", "M04"]},
        {"op": "remove", "file": "M05", "path": "stored/at"},
    ]
    work = judged(patch=patch)
    (loose,) = only(work, "unassigned")
    assert loose.command == "lawrec assign-media 2026/0001 M03 --act ..."
    (left,) = only(work, "not_handed_over")
    assert left.command is not None
    assert '--set "about=[M03, M05]"' in left.command
    taken = load_raw(BASE)["media/M05-aerial.jpg.yaml"]["captured"]
    end = datetime.fromisoformat(taken.get("end") or taken["start"])
    assert left.due == (end + timedelta(hours=24)).isoformat()
    assert work.next_due == left


def test_footage_that_a_finding_names_is_not_told_twice() -> None:
    patch: Patch = [{"op": "set", "file": "R04", "path": "about", "value": ["M01", "M02", "M04"]}]

    @rule("25.2b")
    def late(case: Facts) -> Iterator[Outcome]:
        for item in ("M03", "M05"):
            medium = case.medium(item)
            assert medium is not None
            yield violated("late", "late", medium.at(), curable=False)

    assert only(judged(late, patch=patch), "not_handed_over") == []


def test_a_dock_hands_nothing_over() -> None:
    patch: Patch = [
        {"op": "set", "file": "R04", "path": "about", "value": ["M01", "M02", "M04", "M05"]},
        {"op": "set", "file": "M03", "path": "stored/source", "value": "export_list"},
    ]
    assert judged(patch=patch).items == ()


def test_open_questions_are_put_with_their_command() -> None:
    patch: Patch = [
        {"op": "remove", "file": "declarations", "path": "incidents"},
        {"op": "set", "file": "declarations", "path": "overdue/answer", "value": "unknown"},
        {"op": "remove", "file": "declarations", "path": "dispute_prone"},
    ]
    found = only(judged(patch=patch), "question")
    assert [item.command for item in found] == [
        "lawrec declare 2026/0001 incidents=... --basis ...",
        "lawrec declare 2026/0001 overdue=... --basis ...",
    ]
    remedy = "lawrec declare 2026/0001 incidents=yes"
    asked = says("17(1)a", unsure("undeclared", "nobody says", None, remedy=remedy))
    found = only(judged(asked, patch=patch), "question")
    assert [item.what.split(":")[0] for item in found] == ["overdue"]


def test_the_gate_in_one_line_in_both_languages() -> None:
    work = judged(says("13.2a", wrong(curable=True)))
    line = gate_line(work)
    assert line.startswith("Archiving: would be refused: 1 clauses violated that can be cured; ")
    assert {refusal["ground"] for refusal in to_json(work)["gate"]["refusals"]} == {"a", "c"}
    every = [says(c.id, met()) for c in BOOK.clauses]
    assert gate_line(judged(*every)) == "Archiving: would be accepted as complete"
    late = [says(c.id, wrong(curable=False) if c.id == "25.1b" else met()) for c in BOOK.clauses]
    assert gate_line(judged(*late)) == "Archiving: would be accepted with defects on record"


def test_an_archived_case_has_no_chores() -> None:
    archived = {
        "at": "2026-09-11T10:00:00+08:00",
        "by": "罗某",
        "outcome": "complete",
        "rulebook": "panjin",
        "package": "package-0001",
        "manifest_sha256": "0" * 64,
    }
    patch: Patch = [
        {"op": "add", "file": "archived", "value": archived},
        {"op": "remove", "file": "declarations", "path": "incidents"},
    ]
    work = judged(patch=patch)
    assert work.items == ()
    assert gate_line(work) == "This case is archived: complete"


@pytest.mark.parametrize(
    ("clauses", "stage"),
    [
        (["9.1a"], 1),
        (["4.1a", "13.2a"], 2),
        (["20.1(7)"], 3),
        (["24a"], 4),
        (["25.1b"], 5),
        ([], 0),
    ],
)
def test_clauses_belong_to_the_stage_of_their_chapter(clauses: list[str], stage: int) -> None:
    assert stage_of(clauses, BOOK) == stage


def test_the_command_answers_for_people_and_programs(desk: Desk) -> None:
    desk.add("0001")
    answer = desk.json("status", "2026/0001")
    assert answer["case"] == "2026/0001"
    assert answer["number"] == "明自然资立〔2026〕8号"
    assert {"what", "due", "command", "stage", "state"} <= set(answer["items"][0])
    assert answer["gate"]["outcome"] == "refused"
    assert desk.text("status", "1").splitlines()[-1].startswith("Archiving: would be refused:")
    set_language("zh")
    assert desk.text("status", "1")


def test_every_command_that_status_names_can_be_typed(desk: Desk) -> None:
    """What is shown is taken by the command line as it stands."""
    desk.add(
        "0001",
        patch=[
            {"op": "set", "file": "R07", "path": "draft", "value": "yes"},
            {"op": "remove", "file": "M03", "path": "act"},
            {"op": "set", "file": "R04", "path": "about", "value": ["M01"]},
            {"op": "remove", "file": "originals", "path": "R11"},
            {"op": "remove", "file": "declarations", "path": "incidents"},
            {"op": "remove", "file": "R03"},
        ],
    )
    answer = desk.json("status", "2026/0001")
    commands = [item["command"] for item in answer["items"] if item["command"]]
    rows = [answer["no_rule"]["command"], answer["person"]["command"]]
    commands += [command for command in rows if command]
    application = typer.main.get_command(build())
    assert len(commands) > 5
    for command in commands:
        words = shlex.split(command)
        assert words[0] == "lawrec"
        name, arguments = words[1], words[2:]
        inner = application.commands[name]  # type: ignore[attr-defined]
        while hasattr(inner, "commands"):
            inner, arguments = inner.commands[arguments[0]], arguments[1:]
        inner.make_context(name, list(arguments))
        if name not in ("officer", "device", "store"):
            assert "2026/0001" in arguments, command


def test_commands_name_the_case_by_its_path_where_the_label_means_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.add("0001", patch=[{"op": "remove", "file": "M03", "path": "act"}])
    away = tmp_path / "not here"
    away.mkdir()
    monkeypatch.chdir(away)
    answer = desk.json("status", str(folder))
    (loose,) = [item for item in answer["items"] if item["state"] == "unassigned"]
    assert loose["command"] == f"lawrec assign-media {folder} M03 --act ..."
    assert answer["case"] == "2026/0001"


def test_a_folder_with_spaces_stays_one_argument(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.add("0001", patch=[{"op": "remove", "file": "M03", "path": "act"}])
    moved = tmp_path / "移交 的案卷"
    folder.rename(moved)
    monkeypatch.chdir(tmp_path.parent)
    answer = desk.json("status", str(moved))
    (loose,) = [item for item in answer["items"] if item["state"] == "unassigned"]
    assert shlex.split(loose["command"])[2] == str(moved)


def test_a_broken_page_is_work_too(desk: Desk) -> None:
    folder = desk.add("0001")
    (folder / "records/R07-inquiry_transcript.yaml").write_text("kind: [\n", encoding="utf-8")
    text = desk.text("status", "2026/0001")
    assert "records/R07-inquiry_transcript.yaml" in text


def test_an_answer_under_another_rulebook_has_lapsed() -> None:
    entry = {"answer": "met", "by": "罗某", "at": "2026-09-01T09:00:00+08:00", "basis": "看过"}
    pending = {**entry, "rulebook": "old", "pending": "yes", "clauses": ["8.1a"]}
    patch = [{"op": "set", "file": "attestations", "path": "pending", "value": pending}]
    work = judged(patch=patch)
    assert work.no_rule.lapsed
    assert any("another version of the rulebook" in line for line in lines(work))
    assert not judged().no_rule.lapsed


def until(last: str, *more: str) -> Patch:
    """The base case as it stood with that record as its last."""
    numbers = range(int(last[1:]) + 1, 36)
    return [{"op": "remove", "file": name} for name in (*(f"R{n:02}" for n in numbers), *more)]


def test_the_next_step_of_the_course_has_its_command_and_its_time() -> None:
    step = judged(patch=until("R24")).next_step
    assert step is not None
    assert step.what == "serve penalty decision"
    assert step.command == 'lawrec add-record 2026/0001 service_receipt --set "about=[R23]"'
    work = judged(patch=until("R28"))
    assert work.next_step is not None
    assert (work.next_step.name, work.next_step.due) == ("performance_record", "2026-08-27")
    text = list(lines(work))
    assert "Next step: performance record  by: 2026-08-27, overdue" in text
    assert "  $ lawrec add-record 2026/0001 performance_record" in text
    answer = to_json(work)["next_step"]
    assert answer["overdue"]
    assert not answer["missed"]


def test_closing_is_due_with_archiving() -> None:
    step = judged(patch=until("R31")).next_step
    assert step is not None
    assert (step.command, step.due) == ("lawrec close-case 2026/0001", "2026-09-25")


def test_a_step_that_was_left_out_stands_first() -> None:
    work = judged(patch=[{"op": "remove", "file": "R14"}])
    assert work.next_step is not None
    assert work.next_step.missed
    assert "A step was left out: investigation report" in list(lines(work))


def test_a_whole_case_has_no_next_step() -> None:
    assert judged().next_step is None
    assert to_json(judged())["next_step"] is None


def test_a_case_that_stands_still_says_so() -> None:
    suit = {"kind": "review_litigation_record", "type": "litigation", "suspends": "yes",
            "filed_on": "2026-09-01"}  # fmt: skip
    work = judged(patch=[{"op": "add", "file": "R60", "value": suit}])
    assert work.standstill == "A lawsuit has stayed the case since 2026-09-01 (R60)"
    assert work.standstill in list(lines(work))
    assert to_json(work)["standstill"] == work.standstill
    assert judged().standstill is None


def cells(work: WorkList, item: str) -> dict[str, str]:
    (row,) = [row for row in to_json(work)["service"]["papers"] if row["id"] == item]
    return {name: cell["state"] for name, cell in row["persons"].items()}


def test_the_grid_says_who_got_what() -> None:
    work = judged()
    assert cells(work, "R23") == {"赵某甲": "served"}
    assert cells(work, "R02") == {"赵某甲": "signed"}
    text = "\n".join(lines(work))
    assert "Service: who must get what, and has got it" in text
    assert "served 2026-08-12 R25" in text


def test_the_grid_knows_what_failed_and_what_is_open() -> None:
    two: Patch = [
        {"op": "set", "file": "persons", "path": "赵某乙", "value": {"capacity": "party"}},
        {"op": "set", "file": "R23", "path": "persons", "value": ["赵某甲", "赵某乙"]},
    ]
    assert cells(judged(patch=two), "R23") == {"赵某甲": "served", "赵某乙": "open"}
    failed = {"kind": "service_attempt", "method": "direct", "result": "failed", "about": ["R23"],
              "persons": ["赵某乙"]}  # fmt: skip
    tried: Patch = [*two, {"op": "add", "file": "R60", "value": failed}]
    assert cells(judged(patch=tried), "R23") == {"赵某甲": "served", "赵某乙": "failed"}
    elsewhere: Patch = [{"op": "set", "file": "R25", "path": "left_at", "value": "乙村工地"}]
    assert cells(judged(patch=elsewhere), "R23") == {"赵某甲": "in_doubt"}
    posted = {"kind": "mail_voucher", "about": ["R23"], "mail_type": "express"}
    sent: Patch = [{"op": "remove", "file": "R25"}, {"op": "add", "file": "R60", "value": posted}]
    assert cells(judged(patch=sent), "R23") == {"赵某甲": "under_way"}


def test_a_grid_of_many_people_lists_them_below_each_paper() -> None:
    names = [f"某{n}" for n in range(1, 8)]
    patch: Patch = [
        {"op": "set", "file": "persons", "path": name, "value": {"capacity": "party"}}
        for name in names
    ]
    patch.append({"op": "set", "file": "R23", "path": "persons", "value": ["赵某甲", *names]})
    text = list(lines(judged(patch=patch)))
    assert "  R23 penalty decision" in text
    assert "      served: 1 (赵某甲)" in text
    assert f"      not yet: 7 ({', '.join(names)})" in text


def test_what_is_late_and_not_done_keeps_its_command() -> None:
    due = datetime(2026, 9, 1, tzinfo=BEIJING)
    late = says("25.1b", wrong(curable=False, due=due, remedy="lawrec archive 2026/0001"))
    work = judged(late)
    (item,) = work.items
    assert (item.state, item.command) == ("recorded", "lawrec archive 2026/0001")
    assert work.next_due == item
    done = judged(says("25.1b", wrong(curable=False, due=due)))
    assert done.next_due is None
