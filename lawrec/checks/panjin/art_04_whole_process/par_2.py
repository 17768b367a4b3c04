"""Article 4, paragraph 2: a text record is something in writing."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.support import scan_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

_FRAME = frozenset(
    ("kind", "title", "act", "made_at", "made_by", "about", "persons", "signatures", "draft")
) | frozenset(("substitutes", "template", "reviewed_by"))
"""Fields that say which paper it is, of whom and when, and nothing of what stands on it."""


@rule("4.2")
def something_in_writing(case: Facts) -> Iterator[Outcome]:
    """Each record says something: in typed text, on a scan, on a kept original, or elsewhere.

    Duty: text records are papers in writing; the list shows forms and no compulsory papers.
    Lawful: typed content, a scan, a named place of the paper, or a number under which it is kept.
    Unlawful: a record of which only kind, date and names are there: whether it exists is open.
    Remedy: type what the paper says, or attach its scan.
    """
    if not case.final_records:
        yield not_applicable(N_("The case has no final record yet"))
    for record in case.final_records:
        if _says(record.data) or _kept(case, record) or scan_of(case, record) is not None:
            yield met()
        elif any(medium.data.scan_of == record.id for medium in case.snapshot.media):
            yield _scan_gone(case, record)
        else:
            yield _empty(case, record)


def _says(record: Record) -> bool:
    """Whether any field beyond the frame of the paper says something."""
    if not is_blank(record.external_ref):
        return True
    values = {name: getattr(record, name) for name in type(record).model_fields}
    return any(_speaks(value) for name, value in values.items() if name not in _FRAME)


def _speaks(value: object) -> bool:
    if isinstance(value, str):
        return not is_blank(value)
    return value is not None and value != ()


def _kept(case: Facts, record: Page[Record]) -> bool:
    """Whether it is said where the signed original lies."""
    original = case.snapshot.originals.get(record.id)
    return original is not None and not is_blank(original.kept_at)


def _scan_gone(case: Facts, record: Page[Record]) -> Outcome:
    return unsure(
        "scan_not_there",
        N_("{record} {kind} has no typed text, and the file of its scan is not there or differs"),
        record.at(),
        remedy=f"lawrec verify {case.label}",
        record=record.id,
        kind=case.kind_of(record.data),
    )


def _empty(case: Facts, record: Page[Record]) -> Outcome:
    return unsure(
        "record_says_nothing",
        N_("{record} {kind} has neither typed text nor a scan, and where the paper lies is unsaid"),
        record.at(),
        remedy=f"lawrec attach {case.label} ... --scan-of {record.id}",
        record=record.id,
        kind=case.kind_of(record.data),
    )


RULES: tuple[Rule, ...] = (something_in_writing,)
