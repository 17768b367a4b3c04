"""The clause list for people: a table, one clause in full, and the coverage by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lawrec.i18n import N_, _, language
from lawrec.report.lines import columns, listed
from lawrec.schema.articles import article_title
from lawrec.schema.clause import Clause, LegalNumber

STATUSES = {
    "automated": N_("a rule"),
    "partly": N_("a rule and a person"),
    "human": N_("a person"),
    "definition": N_("nobody: a definition"),
    "organisational": N_("the audit of the unit"),
    "permission": N_("nobody: a permission"),
}
ORIGINS = {
    "text": N_("the regulation's own words"),
    "upper": N_("national law"),
    "ours": N_("a check of ours"),
}
MODALITIES = {
    "MUST": N_("must"),
    "MAY": N_("may"),
    "PROHIBITED": N_("must not"),
    "DEFINITION": N_("definition"),
    "ORGANISATIONAL": N_("duty of the unit"),
    "PRINCIPLE": N_("principle"),
    "CONDITION": N_("condition"),
}
_UNITS = {
    "hours": N_("hours"),
    "days": N_("days"),
    "working_days": N_("working days"),
    "percent": N_("percent"),
    "persons": N_("persons"),
    "yuan": N_("yuan"),
    "months": N_("months"),
}
_SOURCES = {
    "text": N_("from the regulation's text"),
    "upper": N_("from national law"),
    "local": N_("set by the bureau"),
}
_NUMBERS = {
    "access_reply": N_("time to answer a request for access"),
    "archive": N_("time to archive"),
    "court_application": N_("time to apply to the court"),
    "demand_wait": N_("time to wait after a demand"),
    "footage_coverage": N_("part of the act that footage covers"),
    "public_notice": N_("length of a public notice"),
    "record_lag": N_("time from act to record"),
    "spot_collection": N_("fine that may be collected on the spot"),
    "storage": N_("time to store footage"),
    "storage_after_return": N_("time to store footage after the return"),
    "summary_fine_citizen": N_("fine of a citizen by summary procedure"),
    "summary_fine_organisation": N_("fine of an organisation by summary procedure"),
    "supplement_notice": N_("time to ask for what an application lacks"),
    "urgent_report": N_("time to report an urgent start"),
}


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule: its name, file and line, and what its own words say of it.

    `says` holds the lines Duty, Lawful, Unlawful and Remedy, as far as they are given.
    """

    name: str
    file: str
    line: int
    summary: str
    says: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClauseInfo:
    """A row of the clause list and the rules that judge it."""

    clause: Clause
    rules: tuple[RuleInfo, ...]

    @property
    def implemented(self) -> bool:
        """Whether a rule judges it."""
        return bool(self.rules)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one article is judged: numbers of rows, and the files of its rules."""

    article: int
    clauses: int
    automated: int
    person: int
    no_rule: int
    files: tuple[str, ...]


def clause_json(info: ClauseInfo) -> dict[str, Any]:
    """One row as `lawrec rules --json` promises it."""
    row, lang = info.clause, language()
    return {
        "id": row.id,
        "article": row.article,
        "title": row.title.text(lang),
        "modality": row.modality,
        "status": row.status,
        "implemented": info.implemented,
        "origin": row.origin,
        "rules": [rule.name for rule in info.rules],
        "notes": {
            "reading": row.reading.text(lang) if row.reading else None,
            "examine": row.examine.text(lang) if row.examine else None,
            "stricter": row.stricter.text(lang) if row.stricter else None,
            "from": row.from_.isoformat() if row.from_ else None,
            "to": row.to.isoformat() if row.to else None,
            "numbers": [number_json(number) for number in row.numbers],
        },
    }


def number_json(number: LegalNumber) -> dict[str, Any]:
    """A number of the law with its source."""
    return number.model_dump(mode="json")


def explained_json(info: ClauseInfo) -> dict[str, Any]:
    """One row in full."""
    row, lang = info.clause, language()
    return {
        **clause_json(info),
        "citation": row.citation.text(lang) if row.citation else None,
        "severity": row.severity,
        "statement": row.statement.text(lang),
        "rule_details": [
            {
                "name": rule.name,
                "file": rule.file,
                "line": rule.line,
                "summary": rule.summary,
                **{key.lower(): text for key, text in rule.says.items()},
            }
            for rule in info.rules
        ],
    }


def table(found: Iterable[ClauseInfo]) -> Iterator[str]:
    """All rows: id, citation, title, who judges it, whether that works yet."""
    head = (_("id"), _("citation"), _("judged by"), _("now"), _("title"))
    rows = [
        (
            info.clause.id,
            info.clause.citation.text(language()) if info.clause.citation else "",
            _(STATUSES[info.clause.status]),
            _("rule") if info.implemented else "—",
            info.clause.title.text(language()),
        )
        for info in found
    ]
    yield from columns([head, *rows])


def explained(info: ClauseInfo) -> Iterator[str]:
    """One row in full, for people."""
    row, lang = info.clause, language()
    citation = f"{row.citation.text(lang)} ({row.id})" if row.citation else row.id
    yield f"{citation}  {row.title.text(lang)}"
    yield f"  {row.statement.text(lang)}"
    yield "  " + _(
        "kind: {modality}; judged by: {status}; origin: {origin}; severity: {severity}"
    ).format(
        modality=_(MODALITIES[row.modality]),
        status=_(STATUSES[row.status]),
        origin=_(ORIGINS[row.origin]),
        severity={"error": _("error"), "warning": _("warning"), "note": _("note")}[row.severity],
    )
    for number in row.numbers:
        yield "  " + number_text(number)
    if row.reading:
        yield "  " + _("our reading: {text}").format(text=row.reading.text(lang))
    if row.stricter:
        yield "  " + _("stricter than national law: {text}").format(text=row.stricter.text(lang))
    if row.from_ or row.to:
        yield "  " + _("in force: {start} to {end}").format(
            start=row.from_ or "—", end=row.to or "—"
        )
    if row.examine:
        yield "  " + _("to examine: {text}").format(text=row.examine.text(lang))
    if not info.rules:
        yield "  " + _("rule: none")
    for rule in info.rules:
        yield "  " + _("rule: {name}, {file}:{line}").format(
            name=rule.name, file=rule.file, line=rule.line
        )
        if lang == "en":
            yield from _own_words(rule)


def _own_words(rule: RuleInfo) -> Iterator[str]:
    """What the rule's docstring says, which is English; the row's statement says it in Chinese."""
    yield f"    {rule.summary}"
    for key, text in rule.says.items():
        yield f"    {key.lower()}: {text}"


def number_text(number: LegalNumber) -> str:
    """A number with its unit and its source, for people."""
    source = _(_SOURCES[number.source])
    if number.law:
        source = f"{source}, {number.law}" if language() == "en" else f"{source}：{number.law}"
    return _("number: {name} = {value} {unit} ({source})").format(
        name=_(_NUMBERS.get(number.name, number.name)),
        value=number.value,
        unit=_(_UNITS[number.unit]),
        source=source,
    )


def coverage_markdown(found: Iterable[Coverage]) -> Iterator[str]:
    """The coverage table in Markdown, article by article, with a line of sums."""
    rows = list(found)
    yield _("| article | about | clauses | automated now | for a person | no rule yet | files |")
    yield "| --- | --- | ---: | ---: | ---: | ---: | --- |"
    for row in rows:
        files = listed(f"[`{name.partition('panjin/')[2] or name}`]({name})" for name in row.files)
        yield (
            f"| {row.article} | {article_title(row.article, language())} | {row.clauses} "
            f"| {row.automated} | {row.person} | {row.no_rule} | {files or '—'} |"
        )
    sums = [sum(getattr(row, name) for row in rows) for name in _COUNTED]
    every = _("all")
    yield f"| {every} | | {' | '.join(str(number) for number in sums)} | |"


_COUNTED = ("clauses", "automated", "person", "no_rule")
