"""lawrec list: which cases there are, how far each is, what is due."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawrec.i18n import set_language
from tests.commands.looking import BASE, SUMMARY, Desk

ARCHIVED = {
    "at": "2026-09-20T10:00:00+08:00",
    "by": "罗某",
    "outcome": "defects_on_record",
    "rulebook": "panjin",
    "package": "package-0003",
    "manifest_sha256": "0" * 64,
}


@pytest.fixture
def three(desk: Desk) -> Desk:
    """An open case, a broken one, and one archived with defects."""
    desk.add("0001", SUMMARY)
    broken = desk.add("0002", SUMMARY)
    (broken / "case.yaml").write_text("number: [\n", encoding="utf-8")
    desk.add("0003", BASE, [{"op": "add", "file": "archived", "value": ARCHIVED}])
    return desk


def test_every_case_is_listed_with_its_state(three: Desk) -> None:
    answer = three.json("list")
    assert answer["repository"] == str(three.root)
    states = {case["case"]: case["state"] for case in answer["cases"]}
    assert states["2026/0002"] == "unreadable"
    assert states["2026/0003"] == "archived"
    assert states["2026/0001"] in ("open", "closed")
    archived = answer["cases"][2]
    assert archived["number"] == "明自然资立〔2026〕8号"
    assert archived["kind"] == "penalty"
    assert archived["outcome"] == "defects_on_record"
    assert answer["cases"][1]["problem"]


@pytest.mark.parametrize(
    ("option", "cases"),
    [("--open", ["2026/0001", "2026/0002"]), ("--archived", ["2026/0003"])],
)
def test_only_some(three: Desk, option: str, cases: list[str]) -> None:
    assert [case["case"] for case in three.json("list", option)["cases"]] == cases


def test_text_stands_in_columns_in_both_languages(three: Desk) -> None:
    lines = three.text("list").splitlines()
    assert lines[0].split() == ["case", "case", "number", "state", "kind", "next", "due", "title"]
    assert "archived with defects on record" in lines[3]
    set_language("zh")
    assert "带问题归档" in three.text("list")


def test_another_repository_can_be_named(three: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "lawrec.yaml").write_text('schema_version: "1"\nbureau: {name: 示例局}\n', "utf-8")
    assert three.json("list", "--bureau", str(other))["cases"] == []
    assert str(other) in three.text("list", "--bureau", str(other))


def test_what_is_due_next_is_shown_with_its_time(desk: Desk) -> None:
    """A case just ended: its thirty days for archiving run."""
    desk.add("0001", SUMMARY)
    for case in desk.json("list")["cases"]:
        if case["next_due"]:
            assert case["due_what"]
            assert isinstance(case["overdue"], bool)


def test_both_options_exclude_each_other(desk: Desk) -> None:
    desk.text("list", "--open", "--archived", code=2)


def test_outside_a_repository_is_an_error(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk.text("list", code=3)
    assert "There is no case repository here" in desk.err
