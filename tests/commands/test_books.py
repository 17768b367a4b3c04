"""Books beside the regulation: the bureau's own ones in YAML, and how two books differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lawrec.checks.runner import run
from lawrec.cli import main
from lawrec.errors import InputError
from lawrec.operations.rulebook import load_rulebook
from tests.rules.fixtures import HERE, facts, read

OWN = """\
title: {zh: 示例分局执法记录办法, en: Example branch on the record of enforcement}
extends: panjin
leave_out: ["8.2"]
rows:
  - id: 25.2b
    numbers: [{name: storage, value: "12", unit: hours, source: local}]
  - id: 5.1b
    severity: error
  - id: B1
    title: {zh: 询问要录音录像, en: inquiries are filmed}
    statement: {zh: 询问当事人要同时录音录像。, en: An inquiry is filmed as it takes place.}
    judged_as: 14a
"""


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    (tmp_path / "rulebooks").mkdir()
    (tmp_path / "rulebooks" / "branch.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


def verdict_under(bureau: Path, fixture: str, row: str) -> str:
    """The verdict on one row of the fixture's case under the branch's own book."""
    book, rules = load_rulebook("branch", bureau)
    case = facts(read(HERE / fixture))
    judged = run(type(case)(case.snapshot, book, case.as_of), rules, "en")
    assert not judged.crashes
    result = judged.report.result(row)
    assert result is not None
    return result.verdict


def test_an_own_book_changes_only_what_it_writes(bureau: Path) -> None:
    book, _ = load_rulebook("branch", bureau)
    base, _ = load_rulebook()
    assert [c.id for c in book.clauses if c.id != "B1"] == [
        c.id for c in base.clauses if c.id != "8.2"
    ]
    row, old = book.clause("25.2b"), base.clause("25.2b")
    assert row is not None
    assert old is not None
    assert row.title == old.title
    assert (row.number("storage").value, old.number("storage").value) == (12, 24)  # type: ignore[union-attr]


def test_a_tightened_number_is_the_one_that_rules_use(bureau: Path) -> None:
    exact = "art_25/lawful_252_exactly_24_hours.yaml"
    assert verdict_under(bureau, exact, "25.2b") == "violated"


def test_a_row_of_its_own_is_judged_as_the_one_that_it_names(bureau: Path) -> None:
    assert verdict_under(bureau, "art_14/lawful_filmed.yaml", "B1") == "satisfied"
    assert verdict_under(bureau, "art_14/unlawful_not_filmed.yaml", "B1") == "violated"


def test_a_book_that_replaces_has_its_own_rows_alone(bureau: Path) -> None:
    text = OWN.replace("extends: panjin\n", "").replace('leave_out: ["8.2"]\n', "")
    rows = text.partition("rows:\n")
    own = rows[2].partition("  - id: B1")
    path = bureau / "rulebooks" / "alone.yaml"
    path.write_text(f"{rows[0]}rows:\n  - id: B1{own[2]}", encoding="utf-8")
    book, rules = load_rulebook("alone", bureau)
    assert [clause.id for clause in book.clauses] == ["B1"]
    assert [rule.clause for rule in rules] == ["B1"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('["8.2"]', '["88.2"]', "rulebooks/wrong.yaml"),
        ("severity: error", "severity: grave", "rulebooks/wrong.yaml:8"),
        ("unit: hours", "unit: moons", "rulebooks/wrong.yaml:6"),
        ("extends: panjin", "extends: nowhere", "rulebooks/wrong.yaml"),
    ],
)
def test_a_faulty_book_is_named_with_its_line(bureau: Path, old: str, new: str, where: str) -> None:
    path = bureau / "rulebooks" / "wrong.yaml"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_rulebook("wrong", bureau)
    assert where in str(caught.value.where or "")


def test_the_difference_of_two_books(
    bureau: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWREC_LANG", "en")
    assert main(["rules", "diff", "panjin", "branch", "--bureau", str(bureau), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["only_one"] == ["8.2"]
    assert answer["only_other"] == ["B1"]
    assert {(c["clause"], c["field"]) for c in answer["changed"]} == {
        ("25.2b", "storage"),
        ("5.1b", "severity"),
    }
    assert "21.3e" in {row["clause"] for row in answer["stricter"]}
    assert main(["rules", "diff", "panjin", "national"]) == 0
    shown = capsys.readouterr().out
    assert "no row in common" in shown
    assert "21.3e is stricter than national law" in shown
