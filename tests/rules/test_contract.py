"""What every rule must have: a docstring with its duty and its fixtures of all three sorts."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawrec.checks.base import Rule
from lawrec.operations.rulebook import load_rulebook
from tests.rules.fixtures import read

HERE = Path(__file__).parent
BOOK, RULES = load_rulebook("panjin")


def fixtures_of(rule: Rule) -> dict[str, list[str]]:
    """The fixtures that name this clause, by the first word of their file name."""
    row = BOOK.clause(rule.clause)
    assert row is not None
    found: dict[str, list[str]] = {}
    for path in (HERE / f"art_{row.article:02d}").glob("*.yaml"):
        if rule.clause in read(path).get("clauses", []):
            found.setdefault(path.stem.split("_")[0], []).append(path.name)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.clause)
def test_rule_is_documented(rule: Rule) -> None:
    text = rule.function.__doc__ or ""
    for part in ("Duty:", "Lawful:", "Unlawful:", "Remedy:"):
        assert part in text, f"{rule.name} lacks {part}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.clause)
def test_rule_has_fixtures(rule: Rule) -> None:
    found = fixtures_of(rule)
    row = BOOK.clause(rule.clause)
    assert row is not None
    assert "lawful" in found, f"{rule.clause} has no lawful fixture"
    if row.modality != "MAY":
        assert "unlawful" in found, f"{rule.clause} has no unlawful fixture"
    assert "na" in found, f"{rule.clause} has no not-applicable fixture"


def test_ids_are_known_and_claimed_once() -> None:
    assert len({rule.clause for rule in RULES}) == len(RULES)
    assert set(BOOK.rules) == {rule.clause for rule in RULES}
