"""Signs that a summary act is likely to be disputed (article 20, paragraph 2)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.incidents import incidents
from lawrec.schema.records.common import Record
from lawrec.schema.records.decision import StatementReviewRecord, SummaryProcedureRecord
from lawrec.schema.records.investigation import RefusalRecord
from lawrec.schema.snapshot import Page


def signs(case: Facts) -> tuple[str, ...]:
    """The pages that show a rejected statement, a refusal, an objection or cash on the spot."""
    found = [page.id for page in case.final_records if _points(page)]
    found += [one.page.id for one in incidents(case) if one.item in ("1", "2")]
    return tuple(dict.fromkeys(found))


def _points(page: Page[Record]) -> bool:
    return any(_each(page.data))


def _each(record: Record) -> Iterator[bool]:
    yield record.kind == "onsite_fine_collection_record"
    yield any(entry.status == "refused" for entry in record.signatures)
    if isinstance(record, SummaryProcedureRecord):
        yield record.collected_on_spot == "yes"
    if isinstance(record, (SummaryProcedureRecord, StatementReviewRecord)):
        yield record.adopted in ("no", "part")
    if isinstance(record, RefusalRecord):
        yield True
