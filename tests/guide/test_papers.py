"""Every kind of paper through its guide: at most 15 answers, and the command takes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lawrec.operations.guide.act import ActGuide
from lawrec.operations.guide.desk import open_desk
from lawrec.operations.guide.hints import named
from lawrec.operations.guide.paper import PaperGuide, fields_of
from lawrec.operations.guide.papers import USUAL, asked_fields
from lawrec.operations.guide.questions import Answers
from lawrec.operations.guide.reading import read
from lawrec.operations.rulebook import clause_list
from lawrec.schema.records.kinds import KINDS
from tests.commands.conftest import Office
from tests.guide.answering import NOW, answer_all, typed

MOST = 15
BESIDE = 3  # the case, the kind, and the confirmation
_KINDS = [kind.id for kind in KINDS.values() if kind.scope == "case"]
_TOGETHER = 11


@pytest.mark.parametrize("first", range(0, len(_KINDS), _TOGETHER))
def test_every_kind_is_entered_with_at_most_15_answers(office: Office, first: int) -> None:
    act = ["log-act", "1", "询问", "--start", "2026-07-08 09:00", "--end", "2026-07-08 09:40"]
    office.run(*act, "--as", "林某")
    for kind in _KINDS[first : first + _TOGETHER]:
        answers: Answers = {"kind": kind}
        guide = PaperGuide(open_desk(Path.cwd(), office.case, None, "林某"))
        asked = answer_all(guide, answers)
        assert len(asked) + BESIDE <= MOST, (kind, asked)
        for line in guide.commands(answers):
            office.run(*line, "--as", "林某")
    papers = {path.name.partition("-")[2] for path in (office.case / "records").iterdir()}
    assert {f"{kind}.yaml" for kind in _KINDS[first : first + _TOGETHER]} <= papers


def test_an_act_is_entered_with_at_most_15_answers(office: Office) -> None:
    answers: Answers = {}
    guide = ActGuide(open_desk(Path.cwd(), office.case, None, "林某"))
    answers["kind"] = "coercive_measure"
    asked = answer_all(guide, answers)
    assert len(asked) + BESIDE <= MOST
    for line in guide.commands(answers):
        office.run(*line, "--as", "林某")
    page = (office.case / "acts/A01-coercive_measure.yaml").read_text(encoding="utf-8")
    assert "device: DSJ-01" in page
    assert "measure:" in page


@pytest.mark.parametrize("kind", _KINDS)
def test_asked_fields_are_fields_of_their_kind(kind: str) -> None:
    known = fields_of(kind, "en")
    for name in asked_fields(KINDS[kind]):
        first = name.partition(".")[0]
        assert first in known or first == "step", name


def test_hints_name_rows_that_there_are() -> None:
    rows = {row.id for row in clause_list()[0]}
    assert {row for those in named().values() for row in those} <= rows
    assert all(name in KINDS for names in USUAL.values() for name in names)


def paper(office: Office, answers: Answers, run: Callable[..., object] | None = None) -> list[str]:
    """The last command line for these answers."""
    guide = PaperGuide(open_desk(Path.cwd(), office.case, None, "林某"))
    return guide.commands(answers)[-1]


def test_a_form_that_nobody_has_approved_yet_is_a_draft(office: Office) -> None:
    step = {"who": "林某", "at": "2026-07-06 09:10"}
    begun: Answers = {
        "kind": "approval_form",
        "step.handler": step,
        "step.handler.opinion": "建议",
        "step.handler.reason": "有事实",
        "step.section": None,
        "step.approver": None,
    }
    line = paper(office, begun)
    assert line[-1] == "--draft"
    office.run(*line, "--as", "林某")
    done = {**begun, "step.approver": {"who": "谢某", "at": "2026-07-06 10:00"}}
    line = paper(office, done)
    assert "--draft" not in line
    assert any("decision: approved" in part for part in line)


def test_strangers_are_entered_before_the_paper(office: Office) -> None:
    answers: Answers = {
        "kind": "onsite_inspection_record",
        "act": "new",
        "act.start": "2026-07-08 09:00",
        "persons": ["赵某甲"],
        "signatures": {"signed": ["林某", "高某", "石某乙"], "refused": ["赵某甲"]},
        "refused.赵某甲": "不肯签字",
        "new.石某乙": "witness",
        "content": "x",
    }
    guide = PaperGuide(open_desk(Path.cwd(), office.case, None, "林某"))
    keys = [question.key for question in guide.questions(answers)]
    assert {"new.石某乙", "refused.赵某甲"} <= set(keys)
    lines = guide.commands(answers)
    assert lines[0][:2] == ["person", "add"]
    for line in lines:
        office.run(*line, "--as", "林某")
    again = PaperGuide(open_desk(Path.cwd(), office.case, None, "林某"))
    assert len(again.commands(answers)) == 1, "who is there by now is not entered twice"
    page = (office.case / "records/R01-onsite_inspection_record.yaml").read_text("utf-8")
    assert "status: refused" in page
    assert "note: 不肯签字" in page


def test_an_urgent_initiation_takes_at_most_15_answers(office: Office) -> None:
    guide = PaperGuide(open_desk(Path.cwd(), office.case, None, "林某"))
    given: Answers = {"kind": "case_initiation_approval", "mode": "urgent"}
    lines = ("7-6 9:10 建议立案", "7-6 11:00 同意", "7-6 15:00 同意立案")
    steps = dict(zip(("step.handler", "step.section", "step.approver"), lines, strict=True))
    count = 1  # the mode
    while waiting := [q for q in guide.questions(given) if q.asked and q.key not in given]:
        question = waiting[0]
        line = steps.get(question.key)
        given[question.key] = read(question, line, NOW) if line else typed(question)
        count += 1
    assert count + BESIDE <= MOST, sorted(given)
    line = guide.commands(given)[-1]
    assert any("opinion: 同意立案, decision: approved" in part for part in line)
    assert any("role: handler" in part and "opinion: 建议立案" in part for part in line)
    office.run(*line, "--as", "林某")


@pytest.mark.parametrize(
    ("opinion", "decision"), [("不同意立案", "refused"), ("退回补充", "returned")]
)
def test_what_the_approver_wrote_is_the_decision(
    office: Office, opinion: str, decision: str
) -> None:
    guide = PaperGuide(open_desk(Path.cwd(), office.case, None, "林某"))
    step = {"who": "谢某", "at": "2026-07-06 10:00", "opinion": opinion}
    given: Answers = {"kind": "approval_form", "step.approver": step}
    keys = {q.key: q.asked for q in guide.questions(given)}
    assert keys["step.approver.decision"] is False
    line = guide.commands(given)[-1]
    assert any(f"opinion: {opinion}, decision: {decision}" in part for part in line)
    unclear: Answers = {**given, "step.approver": {**step, "opinion": "请法规科再看"}}
    assert any(q.key == "step.approver.decision" and q.asked for q in guide.questions(unclear))


def test_an_officer_who_has_not_signed_is_named_at_once(office: Office) -> None:
    guide = PaperGuide(open_desk(Path.cwd(), office.case, None, "林某"))
    given: Answers = {"kind": "inquiry_transcript", "act": "new", "persons": ["赵某甲"]}
    given["signatures"] = {"signed": ["林某", "赵某甲"], "refused": []}
    assert len(guide.remarks(given)) == 1
    assert "高某" in guide.remarks(given)[0]
    given["signatures"] = {"signed": ["林某"], "refused": ["高某"]}
    assert list(guide.remarks(given)) == []
    assert list(guide.remarks({**given, "kind": "stop_order"})) == []
