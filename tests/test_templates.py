"""The template for a rule gives a module that works as it stands, and fixtures that are read."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from lawrec.checks.base import Rule
from lawrec.checks.facts.case import Facts
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import last_instant, parse_moment
from tests.rules.fixtures import HERE
from tests.rules.loading import load_raw, snapshot
from tests.tools.new_rule import files, rule_text

BOOK, RULES = load_rulebook()
CLAUSE = next(row.id for row in BOOK.clauses if row.modality == "MUST" and row.id not in BOOK.rules)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return files(CLAUSE, "papers_say_why", "performance_record")


def test_rule_template_makes_a_rule_that_answers(made: dict[str, str]) -> None:
    path = next(name for name in made if name.endswith(".py"))
    module: dict[str, Any] = {"__name__": f"lawrec.checks.panjin.{path.rpartition('/')[2][:-3]}"}
    exec(compile(made[path], path, "exec"), module)
    (rule,) = module["RULES"]
    assert isinstance(rule, Rule)
    assert rule.clause == CLAUSE
    for part in ("Duty:", "Lawful:", "Unlawful:", "Remedy:"):
        assert part in (rule.function.__doc__ or "")
    as_of = last_instant(parse_moment("2027-06-30"))
    case = Facts(snapshot(load_raw(HERE / "base")), BOOK, as_of)
    (outcome,) = rule.function(case)
    assert outcome.verdict == "violated"
    assert str(outcome.place).startswith("records/R29-performance_record.yaml")


def test_fixtures_of_all_three_sorts_are_begun(made: dict[str, str]) -> None:
    found = {}
    for path, text in made.items():
        if path.endswith(".yaml"):
            fixture = yaml.load(text, yaml.BaseLoader)
            assert fixture["clauses"] == [CLAUSE]
            assert fixture["why"]
            (verdict,) = fixture["expect"]
            found[path.rpartition("/")[2].split("_")[0]] = verdict
    assert found == {"lawful": "satisfied", "unlawful": "violated", "na": "not_applicable"}


def test_what_cannot_be_a_new_rule_is_refused() -> None:
    for clause, name, kind in (
        ("99z", "x", "performance_record"),
        (RULES[0].clause, "x", "performance_record"),
        (CLAUSE, "x", "poem"),
        (CLAUSE, "not a name", "performance_record"),
    ):
        with pytest.raises(ValueError, match=r".+"):
            files(clause, name, kind)


def test_placeholders_are_all_filled() -> None:
    assert "$" not in rule_text(CLAUSE, "papers_say_why", "performance_record")
