"""lawrec status: which acts had to be filmed, and which of them lack it."""

from __future__ import annotations

from typing import Any

from lawrec.i18n import set_language
from lawrec.report.worklist import lines, to_json
from tests.commands.test_status import judged

NO_FOOTAGE = [{"op": "remove", "file": f"M{n:02}"} for n in range(1, 6)]


def text(**given: Any) -> list[str]:
    return list(lines(judged(**given)))


def test_a_filmed_case_shows_the_numbers_alone() -> None:
    shown = text()
    at = shown.index("Acts that had to be filmed: 2; filmed: 2")
    assert not any(line.startswith("  A") for line in shown[at + 1 :])
    answer = to_json(judged())["recording"]
    assert (answer["duties"], answer["filmed"], answer["excused"], answer["percent"]) == (
        2, 2, 0, 100,
    )  # fmt: skip
    first = answer["acts"][0]
    assert (first["id"], first["kind"], first["clauses"]) == ("A01", "onsite_inspection", ["14a"])
    assert (first["state"], first["media"][0], first["excuse"]) == ("filmed", "M01", None)


def test_an_act_without_footage_is_named_with_its_clause() -> None:
    shown = text(patch=NO_FOOTAGE)
    assert "Acts that had to be filmed: 2; filmed: 1" in shown
    assert "  A01 on-site inspection (14a): not filmed" in shown
    assert to_json(judged(patch=NO_FOOTAGE))["recording"]["percent"] == 50


def test_the_line_in_chinese() -> None:
    set_language("zh")
    shown = text(patch=NO_FOOTAGE)
    assert "应当音像记录的执法活动2项，已有音像1项" in shown
    assert "  A01 现场检查（勘验）（14a）：没有音像" in shown
