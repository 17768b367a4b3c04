"""What people read of an archiving: why not, the outcome in one line, the cover of the package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lawrec.checks.facts.case import Facts
from lawrec.checks.gate import Gate, Ground, Refusal, rectified
from lawrec.i18n import N_, _
from lawrec.report.clean import clean
from lawrec.report.lines import labelled, when
from lawrec.report.text_report import citation
from lawrec.schema.report import Report

GROUNDS: Mapping[Ground, str] = {
    "a": N_("Violated, and can still be cured"),
    "b": N_("Violated beyond cure, without an approved rectification record"),
    "c": N_("Open, and attested by nobody"),
    "d": N_("A rule failed: a defect of lawrec, not of the case"),
    "e": N_("A listed file is absent, or is not what it was"),
    "f": N_("A record is still a draft"),
    "g": N_("The case has not ended, or something is not yet due"),
    "h": N_("National law is broken, and nobody has put a name to it"),
}

_VERDICTS: Mapping[Ground, str] = {
    "a": "violated",
    "b": "violated",
    "c": "undeterminable",
    "g": "not_yet_due",
}
"""The verdict of the findings that stand behind a ground."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a case is not archived, in the user's language.

    `subject` is the clause in legal form or the file concerned; `why` what the findings on that
    clause say; `remedy` a command.
    """

    ground: Ground
    clause: str | None
    subject: str
    message: str
    remedy: str | None
    why: tuple[str, ...] = ()


def reasons(gate: Gate, report: Report) -> tuple[Reason, ...]:
    """All reasons of a gate, in the order of its grounds."""
    found = [_reason(refusal, report) for refusal in gate.refusals]
    return tuple(sorted(found, key=lambda reason: reason.ground))


def _reason(refusal: Refusal, report: Report) -> Reason:
    clause = refusal.params.get("clause")
    shown = dict(refusal.params)
    if clause is not None:
        shown["clause"] = citation(report, clause)
    message = _(refusal.message).format(**shown)
    subject = shown.get("clause") or shown.get("path") or message
    why = _why(report, clause, refusal.ground) if clause is not None else ()
    return Reason(refusal.ground, clause, subject, message, refusal.remedy, why)


def _why(report: Report, clause: str, ground: Ground) -> tuple[str, ...]:
    """What is wrong or open about the clause, as far as a finding says it."""
    wanted = _VERDICTS.get(ground)
    found = (f for f in report.findings if clause in f.clauses and f.verdict == wanted)
    told = tuple(dict.fromkeys(finding.message for finding in found))
    return told or _about(report, clause)


def _about(report: Report, clause: str) -> tuple[str, ...]:
    """What the clause is about, where no finding says what is open: it is for a person to judge."""
    result = report.result(clause)
    if result is None:
        return ()
    return (result.clause.title.text(report.language),)


def outcome_line(gate: Gate, report: Report) -> str:
    """Complete, with the number of attested rows; or the clauses that stay violated or open."""
    if gate.outcome == "complete":
        return _("Complete, of which attested by a person: {count}").format(
            count=len(gate.attested)
        )
    if gate.violated:
        named: tuple[str, ...] = gate.violated
        text = _("Archived with defects on record: {clauses}; attested by a person: {count}")
    else:  # rows that bind nobody never hold a case up, but then it is not complete either
        named = tuple(r.clause.id for r in report.clauses if r.verdict == "undeterminable")
        text = _("Archived, but open: {clauses}; attested by a person: {count}")
    clauses = _separator(report).join(citation(report, clause) for clause in named)
    return text.format(clauses=clauses, count=len(gate.attested))


def cover(facts: Facts, gate: Gate, report: Report, made: Mapping[str, str]) -> str:
    """The cover of a package; `made` names its further lines, such as who archived it when."""
    profile = facts.profile
    lines = [profile.bureau.name if profile else "", ""]
    case = facts.case
    if case is not None:
        lines.append(_("Case number: {number}").format(number=case.number))
        lines.append(_("Title: {title}").format(title=case.title))
    lines.append(outcome_line(gate, report))
    lines.append("")
    lines += [labelled(name, value) for name, value in made.items()]
    if gate.violated:
        lines += ["", _("Violated, and on record:")]
        for clause in gate.violated:
            lines += _defect(facts, report, clause)
    return "\n".join(clean(line.replace("\n", " ")) for line in lines) + "\n"


def _defect(facts: Facts, report: Report, clause: str) -> Iterator[str]:
    result = report.result(clause)
    title = result.clause.title.text(report.language) if result else ""
    yield f"{citation(report, clause)} {title}"
    for item in result.findings if result else ():
        message = next((f.message for f in report.findings if f.id == item), "")
        yield f"  {message}"
    found = rectified(facts, clause)
    if found is None:
        yield _("  no rectification record")
        return
    record = found.data
    yield _(
        "  rectification record {id}: cause: {cause}; measure: {measure}; "
        "responsible: {responsible}; approved by {approver} on {time}"
    ).format(
        id=found.id,
        cause=record.cause,
        measure=record.measure,
        responsible=record.responsible,
        approver=record.approved_by,
        time=when(record.approved_at),
    )


def _separator(report: Report) -> str:
    return "、" if report.language == "zh" else ", "
