"""From the rules' outcomes to numbered findings: one root fact is one finding (P13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from lawrec.checks.base import Outcome
from lawrec.checks.messages import plain, sentence
from lawrec.i18n import Language
from lawrec.schema.case import Attestation
from lawrec.schema.clause import Clause, Origin, Rulebook, Severity
from lawrec.schema.moments import format_moment
from lawrec.schema.report import WORST_FIRST, Finding

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_RECORDS = range(8, 25)
"""The articles whose violations are records not made, or not made as they should be."""

_ACCESS = "26.3b"
_GIVEN_OUT = ("26.2", "state_secret_given")
_LEAK = "28(2)"
_ITEMS = (_LEAK, "28(3)", "28(4)")
"""The items of article 28 that have a row with a rule; a finding that cites one is of its class."""

_REASON = "not_applicable"
"""The code of an outcome that only says why a row does not apply: no finding."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One outcome and the clause that it answers."""

    clause: str
    outcome: Outcome


_SAID_BY: Mapping[str, tuple[str, ...]] = {
    "act_not_recorded": ("paper_missing", "measure_paper_missing"),
    "left_not_filmed": ("not_filmed",),
    "making_undated": ("issued_undated", "date_missing"),
    "issued_undated": ("date_missing",),
}
"""Findings that say in general what another one says of the same act or paper more exactly."""


class _Key(NamedTuple):
    """What makes two outcomes the same root fact."""

    code: str
    path: str
    root: tuple[str, ...]


def to_findings(
    judged: list[Judged],
    rulebook: Rulebook,
    answered: Mapping[str, Attestation | None],
    language: Language,
) -> tuple[tuple[Finding, ...], Mapping[str, tuple[str, ...]]]:
    """The findings in the order of the clause list, and their ids by clause."""
    order = {clause.id: index for index, clause in enumerate(rulebook.clauses)}
    groups: dict[_Key, list[Judged]] = {}
    for position, item in enumerate(judged):
        if item.outcome.code not in ("", _REASON):
            groups.setdefault(_key(item, position), []).append(item)
    _take_in(groups)
    rows = sorted(groups.values(), key=lambda group: _order(group, order))
    findings = tuple(
        _finding(f"F{number:02d}", group, rulebook, answered, order, language)
        for number, group in enumerate(rows, start=1)
    )
    by_clause: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        for clause in finding.clauses:
            by_clause[clause] = (*by_clause.get(clause, ()), finding.id)
    return findings, by_clause


def _take_in(groups: dict[_Key, list[Judged]]) -> None:
    """Let the more exact finding on an act or a paper speak for the general one as well (P13)."""
    for key in [key for key in groups if key.code in _SAID_BY]:
        open_ = [other for other in groups if groups[other][0].outcome.verdict != "satisfied"]
        exact = next((other for other in open_ if _says_it_too(other, key)), None)
        if exact is not None:
            groups[exact] += groups.pop(key)


def _says_it_too(other: _Key, general: _Key) -> bool:
    same = other.path == general.path and other.root[1:2] == general.root[1:2]
    return same and other.code in _SAID_BY[general.code]


def leaks(item: Judged) -> Judged:
    """Access outside one's authority is a leak too: the same fact, under article 28 as well.

    So is a secret that a reply gave out.
    """
    leak = item.clause == _ACCESS or (item.clause, item.outcome.code) == _GIVEN_OUT
    if not leak or item.outcome.verdict not in ("violated", "undeterminable"):
        return item
    also = tuple(dict.fromkeys((*item.outcome.also, _LEAK)))
    return replace(item, outcome=replace(item.outcome, also=also))


def _breach(group: list[Judged], rulebook: Rulebook) -> str | None:
    """The item of article 28 under which a violation falls (P14); other verdicts have none."""
    broken = [item for item in group if item.outcome.verdict == "violated"]
    ids = {clause for item in broken for clause in (item.clause, *item.outcome.also)}
    named = next((item for item in _ITEMS if item in ids), None)
    rows = [row for clause in ids if (row := rulebook.clause(clause)) is not None]
    records = any(row.id[0].isdigit() and row.article in _RECORDS for row in rows)
    return named or ("28(1)" if records else None)


def _key(item: Judged, position: int) -> _Key:
    outcome = item.outcome
    path = outcome.place.path if outcome.place else ""
    return _Key(outcome.code, path, outcome.root or (str(position),))


def _order(group: list[Judged], order: Mapping[str, int]) -> tuple[int, str, int, str, str]:
    place = group[0].outcome.place
    params = ",".join(plain(value) for value in group[0].outcome.params.values())
    return (
        min(order[item.clause] for item in group),
        place.path if place else "",
        (place.line or 0) if place else 0,
        group[0].outcome.code,
        params,
    )


def _finding(
    number: str,
    group: list[Judged],
    rulebook: Rulebook,
    answered: Mapping[str, Attestation | None],
    order: Mapping[str, int],
    language: Language,
) -> Finding:
    main = min(group, key=lambda item: WORST_FIRST.index(item.outcome.verdict))
    outcome = main.outcome
    rows = [row for item in group if (row := rulebook.clause(item.clause)) is not None]
    also = [clause for item in group for clause in item.outcome.also if clause in order]
    clauses = sorted({*(row.id for row in rows), *also}, key=order.__getitem__)
    settled = outcome.verdict == "undeterminable" and all(
        (entry := answered.get(row.id)) is not None and entry.answer == "met" for row in rows
    )
    attested = answered[rows[0].id] if settled else None
    return Finding(
        id=number,
        code=outcome.code,
        params={name: plain(value) for name, value in outcome.params.items()},
        verdict=outcome.verdict,
        severity="note" if attested else _worst_severity(group, rows),
        clauses=tuple(clauses),
        message=sentence(outcome.message, outcome.params, language),
        path=outcome.place.path if outcome.place else None,
        line=outcome.place.line if outcome.place else None,
        due=_due(outcome.due),
        curable=outcome.curable,
        remedy=outcome.remedy,
        origin=_origin(rows),
        attested=attested.by if attested else None,
        breach=_breach(group, rulebook),
    )


def _worst_severity(group: list[Judged], rows: list[Clause]) -> Severity:
    severities = [
        item.outcome.severity or _severity(item.outcome, row)
        for item, row in zip(group, rows, strict=True)
    ]
    return min(severities, key=_SEVERITIES.index)


def _severity(outcome: Outcome, clause: Clause) -> Severity:
    """The row's own; one step lower where it cannot be told; a rule's crash is an error."""
    if outcome.verdict == "crashed":
        return "error"
    if outcome.verdict == "violated":
        return clause.severity
    if outcome.verdict == "undeterminable":
        return "warning" if clause.severity == "error" else "note"
    return "note"


def _origin(rows: list[Clause]) -> Origin:
    return rows[0].origin


def _due(due: date | datetime | None) -> str | None:
    return None if due is None else format_moment(due)
