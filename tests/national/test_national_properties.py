"""What holds for national law in every case: what is left out never passes."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_args

import pytest

from lawrec.checks.facts.case import Facts
from lawrec.checks.runner import run
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.case import CaseKind, InitiatedBy, Procedure
from lawrec.schema.moments import last_instant, parse_moment
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.workdays import chinese_workdays
from tests.rules.loading import apply_patch, load_raw, snapshot
from tests.rules.test_properties import HERE, WORDS, edited, places, valid

BOOK, RULES = load_rulebook("national")
AS_OF = last_instant(parse_moment("2027-06-30"))
OPEN = ("violated", "undeterminable")
BASES = (
    "base",
    "base_coercion",
    "base_court",
    "base_licence",
    "base_notice",
    "base_summary",
)


def verdicts(case: CaseSnapshot, *, at_archive: bool = False) -> Mapping[str, str]:
    facts = Facts(case, BOOK, AS_OF, at_archive=at_archive, calendar=chinese_workdays)
    result = run(facts, RULES, "en")
    assert not result.crashes, "\n".join(result.crashes)
    return {r.clause.id: r.verdict for r in result.report.clauses}


@cache
def before(base: str) -> Mapping[str, str]:
    return verdicts(snapshot(load_raw(HERE / base)))


def moved(base: str, case: CaseSnapshot) -> list[tuple[str, str, str]]:
    """The rows that got better: satisfied or excused at last, or not applicable any more."""
    better = ("satisfied", "excused", "not_applicable")
    now = verdicts(case)
    return [
        (row, was, now[row])
        for row, was in before(base).items()
        if now[row] != was and now[row] in better and was != "not_applicable"
    ]


@pytest.mark.parametrize("base", BASES)
def test_leaving_a_field_out_excuses_nothing(base: str) -> None:
    raw = load_raw(HERE / base)
    share = 1.0 if base in ("base_summary", "base_coercion", "base_licence") else 0.15
    chance = random.Random(base)
    for file, page in raw.items():
        for place in places(page):
            if chance.random() > share:
                continue
            case = valid({**raw, file: edited(page, place, None)})
            assert not case or not moved(base, case), (file, place, moved(base, case))


@pytest.mark.parametrize("base", BASES)
def test_leaving_a_page_out_excuses_nothing(base: str) -> None:
    raw = load_raw(HERE / base)
    for file in raw:
        case = valid({path: page for path, page in raw.items() if path != file})
        found = moved(base, case) if case else []
        allowed = TRIGGER_PAGES.get(file.rsplit("/", 1)[-1].removesuffix(".yaml"), set())
        assert {row for row, _, _ in found} <= allowed, (file, found)


TRIGGER_PAGES: dict[str, set[str]] = {
    # Without the demand or the application nothing was demanded or applied for.
    "R32-demand_notice": {"ael.35"},
    "R37-court_enforcement_application": {"ael.53", "ael.54", "ael.55"},
    # Without the receipt nothing was left at a home; without the record no notice was posted.
    "R25-service_receipt": {"cpl.89"},
    "R30-public_notice_record": {"cpl.95"},
}

DEMANDED = [
    ("base", "R17", "facts", "apl.44"), ("base", "R17", "reason", "apl.44"),
    ("base", "R17", "legal_basis", "apl.44"), ("base", "R17", "content", "apl.44"),
    ("base", "R17", "rights_told", "apl.44"), ("base", "R17", None, "apl.44"),
    ("base", "R17", None, "apl.62"), ("base", "R20", None, "apl.62"),
    ("base", "R22", None, "apl.45"), ("base", "R22", "made_at", "apl.45"),
    ("base", "R16", None, "apl.57"), ("base", "R16", "made_at", "apl.57"),
    ("base", "R15", None, "apl.58"), ("base", "R15", "made_at", "apl.58"),
    ("base", "R23", "facts", "apl.59"), ("base", "R23", "evidence", "apl.59"),
    ("base", "R23", "orders", "apl.59"), ("base", "R23", "rights_told", "apl.59"),
    ("base", "R23", "party_info", "apl.59"), ("base", "R23", "made_at", "apl.59"),
    ("base", "R23", "signatures", "apl.59"), ("base", "originals", "R23", "apl.59"),
    ("base", "R01", None, "apl.60"), ("base", "R01", "steps/[role=approver]/at", "apl.60"),
    ("base", "R25", None, "apl.61"), ("base", "R25", "about", "apl.61"),
    ("base", "R03", "identification", "apl.55"),
    ("base", "R03", "identification/cert_shown", "apl.55"),
    ("base_summary", "R02", None, "apl.51"), ("base_summary", "R02", "orders", "apl.51"),
    ("base_summary", "R02", "doc_no", "apl.52"), ("base_summary", "R05", None, "apl.52"),
    ("base_summary", "R02", "signatures", "apl.52"),
    ("base_coercion", "R02", None, "ael.18"), ("base_coercion", "R05", None, "ael.18"),
    ("base_coercion", "R05", "signatures", "ael.18"),
    ("base_coercion", "R02", "steps", "ael.18"), ("base_coercion", "R03", None, "ael.24"),
    ("base_coercion", "R04", None, "ael.24"), ("base_coercion", "R06", None, "ael.24"),
    ("base_coercion", "R03", "reason", "ael.24"), ("base_coercion", "R08", None, "ael.25"),
    ("base_coercion", "A01", None, "ael.25"), ("base_licence", "R04", None, "all.32"),
    ("base_licence", "R01", "received_at", "all.32"), ("base_licence", "R10", None, "all.42"),
    ("base_licence", "R10", "made_at", "all.44"), ("base_licence", "R11", None, "all.44"),
    ("base_licence", "R10", "result", "all.44"), ("base_notice", "R30", "reason", "cpl.95"),
    ("base_notice", "R30", "notice_days", "cpl.95"), ("base_notice", "R30", "course", "cpl.95"),
    ("base_court", "R32", "way", "ael.35"), ("base_court", "R32", "rights_told", "ael.35"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "file", "path", "clause"), DEMANDED)
def test_what_a_law_demands_is_missed(base: str, file: str, path: str | None, clause: str) -> None:
    change: dict[str, Any] = {"op": "remove", "file": file}
    raw = apply_patch(load_raw(HERE / base), [{**change, "path": path} if path else change])
    assert before(base)[clause] == "satisfied"
    assert verdicts(snapshot(raw))[clause] in OPEN


@pytest.mark.parametrize("base", BASES)
def test_what_nobody_declares_is_never_better(base: str) -> None:
    raw = load_raw(HERE / base)
    assert not moved(base, snapshot({k: v for k, v in raw.items() if k != "declarations.yaml"}))


def test_a_field_named_as_trigger_is_one() -> None:
    assert all(rows <= {clause.id for clause in BOOK.clauses} for rows in TRIGGER_PAGES.values())


def test_every_rule_answers_for_every_kind_of_case() -> None:
    raw = load_raw(HERE / "base_summary")
    for kind in get_args(CaseKind):
        for procedure in get_args(Procedure):
            for start in get_args(InitiatedBy):
                page = {**raw["case.yaml"], "kind": kind, "procedure": procedure}
                verdicts(snapshot({**raw, "case.yaml": {**page, "initiated_by": start}}))
    for base in BASES:
        verdicts(replace(snapshot(load_raw(HERE / base)), case=None))
    verdicts(CaseSnapshot("2026/0001"), at_archive=True)


@pytest.mark.parametrize("seed", range(4))
def test_odd_values_break_no_rule(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        raw = load_raw(HERE / chance.choice(BASES))
        for _ in range(chance.choice((1, 2, 5))):
            file = chance.choice(sorted(raw))
            here = list(places(raw[file]))
            word = None if chance.random() < 0.5 else chance.choice(WORDS)
            if not here:
                continue
            trial = {**raw, file: edited(raw[file], chance.choice(here), word)}
            raw = trial if valid(trial) else raw
        verdicts(snapshot(raw), at_archive=chance.random() < 0.3)
