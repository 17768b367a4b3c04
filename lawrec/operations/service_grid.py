"""Who must be served with what in a case, and has been: a grid of papers and persons."""

from __future__ import annotations

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.service import awaiting, faces, reached, services, with_those_behind
from lawrec.operations.next_step import kind_name
from lawrec.report.service_grid import Cell, Grid, Row
from lawrec.schema.moments import format_moment
from lawrec.schema.records.common import OutwardPaper, Record
from lawrec.schema.records.service import ServiceReceipt
from lawrec.schema.snapshot import Page

TO_SERVE = (
    "supplement_notice",
    "acceptance_notice",
    "non_acceptance_notice",
    "summons_for_inquiry",
    "evidence_request_notice",
    "rights_notice",
    "hearing_right_notice",
    "hearing_notice",
    "recusal_decision",
    "advance_registration_notice",
    "preservation_disposition",
    "coercive_measure_decision",
    "coercive_measure_lift_decision",
    "penalty_prior_notice",
    "penalty_decision",
    "summary_penalty_decision",
    "no_penalty_decision",
    "case_dismissal_decision",
    "licence_decision",
    "expropriation_decision",
    "requisition_decision",
    "inspection_result_notice",
    "correction_order",
    "stop_order",
    "demand_notice",
    "coercive_enforcement_decision",
)
"""The kinds of paper that have to reach somebody outside the bureau."""
_TAKES = ("party", "recipient", "agent", "holder", "guardian")


def service_grid(case: Facts) -> Grid:
    """The papers in the order of their ids; the persons in the order in which papers face them."""
    rows = tuple(_row(case, page) for page in case.records_of(*TO_SERVE))
    persons = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return Grid(persons, rows)


def _row(case: Facts, page: Page[Record]) -> Row:
    number = page.data.doc_no if isinstance(page.data, OutwardPaper) else None
    cells = {name: _cell(case, page, name) for name in faces(case, page.id)}
    return Row(page.id, kind_name(page.data.kind), number, cells)


def _cell(case: Facts, page: Page[Record], name: str) -> Cell:
    got = [one for one in services(case, page.id) if _reaches(case, one.receipt, name)]
    for one in got:
        if one.effect == "yes" and one.on is not None:
            return Cell("served", format_moment(one.on), one.receipt.id)
    if got:
        return Cell("in_doubt", None, got[-1].receipt.id)
    if (signed := _signed(case, page, name)) is not None:
        return signed
    tried = [receipt for receipt in _failed(case, page.id) if _reaches(case, receipt, name)]
    if awaiting(case, page.id):
        return Cell("under_way", None, None)
    return Cell("failed", None, tried[-1].id) if tried else Cell("open", None, None)


def _reaches(case: Facts, receipt: Page[ServiceReceipt], name: str) -> bool:
    """A receipt that names nobody counts for whomever the paper faces, as it does for the rules."""
    return not receipt.data.persons or name in reached(case, receipt)


def _signed(case: Facts, page: Page[Record], name: str) -> Cell | None:
    """The paper bears the signature of that person, or of somebody who speaks for them."""
    for entry in page.data.signatures:
        taken = entry.as_ in _TAKES and entry.status == "signed"
        if taken and name in with_those_behind(case, {entry.who}):
            return Cell("signed", format_moment(entry.at) if entry.at else None, page.id)
    return None


def _failed(case: Facts, item_id: str) -> list[Page[ServiceReceipt]]:
    pages = case.about(item_id, "service_receipt", "service_attempt")
    return [page for page in case.typed(pages, ServiceReceipt) if page.data.result == "failed"]
