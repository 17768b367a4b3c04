"""What holds for every case: what is left out never passes, and the unrelated never counts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from lawrec.checks.facts.case import Facts
from lawrec.checks.runner import Run, run
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.case import CaseKind, InitiatedBy, Procedure
from lawrec.schema.moments import last_instant, parse_moment
from lawrec.schema.snapshot import CaseSnapshot
from tests.rules.loading import apply_patch, load_raw, snapshot

HERE = Path(__file__).parent
BOOK, RULES = load_rulebook("panjin")
AS_OF = last_instant(parse_moment("2027-06-30"))
OPEN = ("violated", "undeterminable")
Path_ = tuple[str | int, ...]
WORDS = (
    "", "/", "无", "\u200b", "2026-07-09", "2026-07-09T09:40:00+08:00", "1999-01-01", "2199-12-31",
    "A01", "A99", "R01", "R99", "M01", "M99", "赵某甲", "林某", "yes", "no", "unknown", "0",
    "999999", "refused", "absent", "unable", "failed", "mail", "photo", "cctv", "other", "x" * 50,
)  # fmt: skip


def judged(case: CaseSnapshot, *, at_archive: bool = False) -> Run:
    result = run(Facts(case, BOOK, AS_OF, at_archive=at_archive), RULES, "en")
    assert not result.crashes, "\n".join(result.crashes)
    return result


def verdicts(case: CaseSnapshot) -> Mapping[str, str]:
    return {r.clause.id: r.verdict for r in judged(case).report.clauses if r.implemented}


@cache
def lawful(base: str) -> Mapping[str, str]:
    return verdicts(snapshot(load_raw(HERE / base)))


def places(value: Any, above: Path_ = ()) -> Iterator[Path_]:
    """Every field and entry of a page."""
    pairs: Any = ()
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    for key, inner in pairs:
        yield (*above, key)
        yield from places(inner, (*above, key))


def edited(page: dict[str, Any], place: Path_, word: str | None) -> dict[str, Any]:
    """The page with one field removed, or set to a word."""
    changed = deepcopy(page)
    holder: Any = changed
    for key in place[:-1]:
        holder = holder[key]
    if word is None:
        del holder[place[-1]]
    else:
        holder[place[-1]] = word
    return changed


def valid(raw: Mapping[str, dict[str, Any]]) -> CaseSnapshot | None:
    """The case, or None if a page of it is not valid."""
    try:
        return snapshot(raw)
    except (ValidationError, KeyError):
        return None


# Taking a refusal off a receipt leaves nobody who refused; the receipt is then at fault.
REFUSAL = {"13.3c"}


@pytest.mark.parametrize(("base", "share"), [("base_summary", 1.0), ("base", 0.06)])
def test_leaving_a_field_out_excuses_nothing(base: str, share: float) -> None:
    raw = load_raw(HERE / base)
    chance = random.Random(share)
    better = {"not_applicable": 0, "satisfied": 1, "excused": 2}
    for file, page in raw.items():
        for place in places(page):
            if chance.random() > share:
                continue
            case = valid({**raw, file: edited(page, place, None)})
            for clause, verdict in verdicts(case).items() if case else ():
                before = lawful(base)[clause]
                moved = verdict in better and verdict != before
                assert not moved or clause in REFUSAL, (file, place, clause, before, verdict)


DEMANDED = [
    ("R01", "cause", "9.2a"), ("R01", "source", "9.2b"), ("R01", "facts", "9.2c"),
    ("R01", "party_info", "9.2d"), ("R01", "steps/[role=handler]", "9.2e"),
    ("R01", "steps/[role=section]", "9.2f"), ("R01", "steps/[role=approver]", "9.2g"),
    ("R01", "steps/[role=approver]", "9.1b"), ("R01", "steps/[role=approver]/at", "9.2h"),
    ("R01", "steps/[role=approver]", "9.2h"), ("R01", "steps/[role=approver]/at", "9.1b"),
    ("R01", "steps/[role=approver]/decision", "9.1b"), ("originals", "R01", "9.1b"),
    ("bureau", "officers/谢某", "9.1b"), ("R07", "identification", "11a"),
    ("R07", "identification", "11f"), ("R07", "identification/officers", "11b"),
    ("R07", "identification/officers/[0]/cert_no", "11c"), ("bureau", "officers/林某", "11c"),
    ("R07", "identification/cert_shown", "11d"), ("R07", "signatures/[who=赵某甲]", "11e"),
    ("R23", "made_at", "12a"), ("R13", "items", "13.1(2)b"), ("R12", "act", "13.1(2)a"),
    ("R07", "signatures/[who=高某]", "13.2a"), ("R07", "signatures/[who=赵某甲]", "13.2b"),
    ("R11", "signatures/[who=邓某]", "13.2c"), ("originals", "R11", "13.2a"),
    ("R25", "signatures/[who=赵某甲]/note", "13.3c"), ("A01", "end", "14a"),
    ("R20", "signatures/[as=recipient]", "21.1b"), ("R20", "about", "4.1a"),
    ("R25", "about", "4.1a"), ("R25", "signatures/[as=recipient]", "21.3a"),
    ("R25", "signatures/[as=recipient]/note", "21.3b"), ("R25", "left_at", "21.3f"),
    ("R25", "signatures/[as=witness]", "21.3e"), ("R25", "act", "21.3g"), ("M08", "act", "21.3g"),
    ("persons", "赵某甲/address", "21.3f"), ("R29", "about", "25.1b"),
    ("R29", "orders/[number=3]/date", "25.1b"), ("R35", "made_at", "25.1b"),
    ("R35", "retention", "25.1f"), ("R34", "entries/[item=R11]", "25.1e"),
    ("M08", "stored/store", "25.2b"), ("M08", "stored/at", "25.2b"),
    ("M08", "captured/start", "25.2b"), ("declarations", "no_private_copies", "25.2a"),
    ("R24", "about", "29a"), ("R24", "steps/[role=handler]", "29b"),
    ("R24", "steps/[role=handler]/reason", "29c"), ("R24", "steps/[role=section]/opinion", "29d"),
    ("R24", "steps/[role=approver]", "29e"), ("R24", "steps/[role=approver]/decision", "29e"),
    ("R24", "steps/[role=approver]/at", "29f"), ("R24", "steps/[role=handler]", "29f"),
    ("R23", "made_at", "29f"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "path", "clause"), DEMANDED)
def test_what_a_clause_demands_is_missed(file: str, path: str, clause: str) -> None:
    raw = apply_patch(load_raw(HERE / "base"), [{"op": "remove", "file": file, "path": path}])
    assert lawful("base")[clause] == "satisfied"
    assert verdicts(snapshot(raw))[clause] in OPEN


def test_what_nobody_declares_is_open() -> None:
    patch = [{"op": "remove", "file": "declarations"}]
    patch += [{"op": "remove", "file": item} for item in ("R21", "R22", "A09")]
    found = verdicts(snapshot(apply_patch(load_raw(HERE / "base"), patch)))
    assert found["25.2a"] == "undeterminable"
    assert found["4.1a"] == "undeterminable"


@pytest.mark.parametrize(
    "kind",
    ["identity_document", "documentary_evidence", "summons_for_inquiry", "survey_result",
     "service_address_confirmation", "borrowing_record", "evidence_item", "public_notice_text"],
)  # fmt: skip
@pytest.mark.parametrize("base", ["base", "base_summary"])
def test_an_unrelated_paper_changes_nothing(base: str, kind: str) -> None:
    raw = load_raw(HERE / base)
    paper = {"kind": kind, "made_at": "2026-08-07T09:00:00+08:00", "content": "另一件事"}
    listing = next(path for path in raw if "archive_catalogue" in path)
    line = {"number": "99", "item": "R90"}
    raw[listing] = {**raw[listing], "entries": [*raw[listing]["entries"], line]}
    raw[f"records/R90-{kind}.yaml"] = paper
    assert verdicts(snapshot(raw)) == lawful(base)


def test_the_order_of_pages_is_nothing() -> None:
    case = snapshot(load_raw(HERE / "base"))
    chance = random.Random(7)

    def mixed(pages: Any) -> Any:
        pairs = list(pages.items() if isinstance(pages, Mapping) else pages)
        chance.shuffle(pairs)
        return dict(pairs) if isinstance(pages, Mapping) else tuple(pairs)

    names = ("acts", "records", "media", "persons", "originals", "declarations")
    shuffled = replace(case, **{name: mixed(getattr(case, name)) for name in names})
    one, other = judged(case).report, judged(shuffled).report
    assert [r.verdict for r in one.clauses] == [r.verdict for r in other.clauses]
    assert one.findings == other.findings


def test_another_zone_is_the_same_time() -> None:
    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: moved(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [moved(inner) for inner in value]
        if isinstance(value, str) and value[10:11] == "T" and value.endswith("+08:00"):
            return datetime.fromisoformat(value).astimezone(UTC).isoformat()
        return value

    raw = {path: moved(page) for path, page in load_raw(HERE / "base").items()}
    assert verdicts(snapshot(raw)) == lawful("base")


def test_every_rule_answers_for_every_kind_of_case() -> None:
    raw = load_raw(HERE / "base_summary")
    for kind in get_args(CaseKind):
        for procedure in get_args(Procedure):
            for start in get_args(InitiatedBy):
                page = {**raw["case.yaml"], "kind": kind, "procedure": procedure}
                case = snapshot({**raw, "case.yaml": {**page, "initiated_by": start}})
                judged(case)
    for base in ("base", "base_summary"):
        case = snapshot(load_raw(HERE / base))
        judged(replace(case, case=None))
        judged(CaseSnapshot("2026/0001"), at_archive=True)


@pytest.mark.parametrize("seed", range(4))
def test_odd_values_break_no_rule(seed: int) -> None:
    """Seeds beyond these were run by the thousand; these keep the test short."""
    chance = random.Random(seed)
    for _ in range(25):
        raw = load_raw(HERE / chance.choice(("base", "base_summary")))
        for _ in range(chance.choice((1, 2, 5))):
            file = chance.choice(sorted(raw))
            here = list(places(raw[file]))
            word = None if chance.random() < 0.5 else chance.choice(WORDS)
            if not here:
                continue
            trial = {**raw, file: edited(raw[file], chance.choice(here), word)}
            raw = trial if valid(trial) else raw
        judged(snapshot(raw), at_archive=chance.random() < 0.3)
