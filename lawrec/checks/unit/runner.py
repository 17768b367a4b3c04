"""Runs the unit-level rules over one bureau and gives every clause its verdict."""

from __future__ import annotations

import traceback
from collections.abc import Iterable

from lawrec.checks.base import Outcome, not_applicable, unsure
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.findings import Judged, to_findings
from lawrec.checks.messages import sentence
from lawrec.checks.runner import Run, worst
from lawrec.checks.unit.base import UnitRule
from lawrec.i18n import N_, Language, translate
from lawrec.schema.clause import Clause
from lawrec.schema.report import WORST_FIRST, ClauseResult, Overall, Report, Verdict
from lawrec.schema.snapshot import ReadProblem

_IN_CASES = N_("Judged in each case")
_MAY = N_("A permission: not using it is no defect")
_DEFINITION = N_("A definition: it lays down no duty of its own")
_NO_RULE = N_("lawrec has no rule for this row yet")
_EFFECT = "31"
_COMES_LATER = N_("The regulation is in force from {since}")


def run_unit(bureau: UnitFacts, rules: Iterable[UnitRule], language: Language) -> Run:
    """Judge the bureau: all unit-level rules, then the rows that are judged elsewhere."""
    crashes: list[str] = []
    rules = tuple(rules)
    judged: dict[str, list[Outcome]] = {}
    for rule in rules:
        outcomes = _outcomes(rule, bureau, crashes)
        outcomes += [_unread(p) for p in bureau.snapshot.problems if _rests_on(rule, p)]
        judged.setdefault(rule.clause, []).extend(outcomes)
    flat = [Judged(clause, outcome) for clause, found in judged.items() for outcome in found]
    findings, by_clause = to_findings(flat, bureau.rulebook, dict.fromkeys(judged), language)
    clauses = tuple(
        _result(clause, judged.get(clause.id), by_clause.get(clause.id, ()), language)
        for clause in bureau.rulebook.clauses
    )
    counts: dict[str, int] = dict.fromkeys(WORST_FIRST, 0)
    for result in clauses:
        counts[result.verdict] += 1
    report = Report(
        case=bureau.snapshot.name,
        title=None,
        rulebook=bureau.rulebook.name,
        rulebook_version=bureau.rulebook.version,
        as_of=bureau.as_of,
        at="now",
        language=language,
        outcome=_overall(counts),
        clauses=clauses,
        findings=findings,
        bureau_source="bureau",
        bureau_known=bureau.snapshot.known,
        counts=counts,
    )
    return Run(report, tuple(crashes))


def _outcomes(rule: UnitRule, bureau: UnitFacts, crashes: list[str]) -> list[Outcome]:
    """The rule's outcomes; a rule that raises or says nothing has crashed."""
    since = bureau.profile.effective_from
    if rule.clause != _EFFECT and since is not None and not bureau.in_force():
        return [not_applicable(_COMES_LATER, since=since)]
    try:
        outcomes = list(rule.function(bureau))
    except Exception:
        crashes.append(f"{rule.clause} {rule.name}\n{traceback.format_exc()}")
        outcomes = []
    if outcomes:
        return outcomes
    message = N_("The rule {rule} gave no answer; this is a defect of lawrec, not of the case")
    return [Outcome("crashed", "rule_crashed", message, {"rule": rule.name}, bureau.at())]


def _rests_on(rule: UnitRule, problem: ReadProblem) -> bool:
    """Whether the page that cannot be read may be one that the rule rests on."""
    path = problem.place.path
    if path.startswith("unit/"):
        kinds = [name for name in rule.reads if not name.endswith("/")]
        # Without a kind in its name a unit record may be of any.
        return bool(kinds) and (any(kind in path for kind in kinds) or "-" not in path)
    return any(path.startswith(name) for name in rule.reads if name.endswith("/"))


def _unread(problem: ReadProblem) -> Outcome:
    """What one unread page leaves open; its own words are already in the reader's language."""
    return unsure(
        problem.code,
        "{problem}",
        problem.place,
        severity="error",
        remedy=problem.fix,
        root=("unread", str(problem.place), problem.message),
        problem=problem.message,
    )


def _result(
    clause: Clause, outcomes: list[Outcome] | None, findings: tuple[str, ...], language: Language
) -> ClauseResult:
    if outcomes is None:
        verdict, reason = _elsewhere(clause)
        return ClauseResult(clause, verdict, (), translate(reason, language))
    verdict = worst(outcome.verdict for outcome in outcomes)
    why = next((o for o in outcomes if verdict == "not_applicable" and o.message), None)
    text = sentence(why.message, why.params, language) if why else None
    return ClauseResult(clause, verdict, findings, text, implemented=True)


def _elsewhere(clause: Clause) -> tuple[Verdict, str]:
    """The verdict on a row without a unit-level rule."""
    if clause.status == "organisational" or clause.modality == "ORGANISATIONAL":
        return "undeterminable", _NO_RULE
    if clause.status == "permission" or clause.modality == "MAY":
        return "not_applicable", _MAY
    if clause.status == "definition":
        return "not_applicable", _DEFINITION
    return "not_applicable", _IN_CASES


def _overall(counts: dict[str, int]) -> Overall:
    if counts["violated"]:
        return "violations"
    if counts["undeterminable"] or counts["crashed"]:
        return "cannot_tell"
    return "in_progress" if counts["not_yet_due"] else "complete"
