"""All yearly tables in their order: decisions, then the course of cases and how it was recorded."""

from __future__ import annotations

from typing import get_args

from lawrec.i18n import N_
from lawrec.operations.yearly_decisions import COERCION, LICENCE, PENALTY, TAKING
from lawrec.operations.yearly_rows import How, RowSpec, TableSpec, partition
from lawrec.schema.case import CaseKind

KINDS: tuple[CaseKind, ...] = get_args(CaseKind)
_FLOW: tuple[tuple[str, How, str], ...] = (
    ("before", "start", N_("pending before")),
    ("opened", "on", N_("cases opened")),
    ("closed", "until", N_("cases closed")),
    ("pending", "end", N_("pending after")),
    ("days", "days", N_("days, on average")),
)


def _cases() -> tuple[RowSpec, ...]:
    """A grid: the kinds of case, all of them first, and what became of them."""
    rows = []
    for kind in ("all", *KINDS):
        marks = tuple(f"cases.{one}" for one in (KINDS if kind == "all" else (kind,)))
        for word, how, title in _FLOW:
            name = f"cases.{word}.{kind}"
            parts = tuple(f"cases.{word}.{one}" for one in KINDS) if kind == "all" else ()
            rows.append(RowSpec(name, title, marks, how, cell=(kind, word), parts=parts))
    return tuple(rows)


CASES = TableSpec(
    "cases",
    N_("Cases"),
    N_("each case once, under its kind"),
    N_(
        "opened: the approval of the start, for applications the day of the application, for "
        "summary cases the first act; closed: the approval of the closing, else archiving"
    ),
    _cases(),
    (
        N_("Pending before and opened are as many as closed and pending after."),
        N_("The days run from opening to closing, of the cases closed in this time."),
    ),
    grid=True,
)

STARTS = TableSpec(
    "starts",
    N_("Starts refused, cases handed over"),
    N_("each case, and each transfer once"),
    N_("the day of the refusal, of the transfer"),
    (
        RowSpec("starts.refused", N_("starts refused by the head")),
        RowSpec("starts.transferred", N_("transferred to another organ")),
    ),
)

INSPECTION = TableSpec(
    "inspection",
    N_("Inspections"),
    N_("each look at one place that has a record of its own; each result made known once"),
    N_("the day of the inspection, of the notice"),
    (
        RowSpec("inspection.acts", N_("inspections with a record")),
        *partition(
            RowSpec("inspection.results", N_("results made known")),
            RowSpec("inspection.no_problem", N_("no problem"), level=1),
            RowSpec("inspection.to_be_corrected", N_("to be corrected"), level=1),
            RowSpec("inspection.violation", N_("a violation"), level=1),
            RowSpec("inspection.result_untold", N_("cannot be told"), level=1),
        ),
        RowSpec("inspection.orders", N_("orders to correct or stop, in inspections")),
        RowSpec("inspection.spawned", N_("inspections that led to another case")),
        RowSpec("inspection.in_cases", N_("apart: on-site looks within cases of other kinds")),
    ),
    (N_("Patrols that were not logged as acts of a case are not here."),),
)

FILMING = TableSpec(
    "filming",
    N_("Recording rate"),
    N_("each act that had to be filmed, once"),
    N_("the day on which the act began"),
    (
        *partition(
            RowSpec("filming.duties", N_("acts that had to be filmed")),
            RowSpec("filming.filmed", N_("acts filmed"), level=1),
            RowSpec("filming.excused", N_("not suited to filming, in writing"), level=1),
            RowSpec("filming.awaited", N_("footage still to come"), level=1),
            RowSpec("filming.open", N_("cannot be told"), level=1),
            RowSpec("filming.not_filmed", N_("acts not filmed"), level=1),
        ),
        RowSpec(
            "filming.rate",
            N_("recording rate: filmed, of those not excused"),
            ("filming.filmed",),
            "percent",
            base=("filming.filmed", "filming.awaited", "filming.open", "filming.not_filmed"),
        ),
    ),
    (N_("What cannot be told counts as not filmed in the rate until it is settled."),),
)

STORING = TableSpec(
    "storing",
    N_("Hand-over of footage within 24 hours"),
    N_("each recording of a case once, also where several cases hold it"),
    N_("the day on which the recording ended"),
    (
        *partition(
            RowSpec("storing.recordings", N_("recordings made")),
            RowSpec("storing.in_time", N_("in the unit's storage in time"), level=1),
            RowSpec("storing.excused", N_("later, lawfully (25.2, second sentence)"), level=1),
            RowSpec("storing.late", N_("stored late"), level=1),
            RowSpec("storing.elsewhere", N_("not in storage that the unit designated"), level=1),
            RowSpec("storing.running", N_("the hours still run"), level=1),
            RowSpec("storing.untold", N_("cannot be told"), level=1),
        ),
    ),
    (N_("Footage of the inbox that belongs to no case yet is not here: lawrec deadlines"),),
)

ARCHIVING = TableSpec(
    "archiving",
    N_("Archiving in time"),
    N_("each case whose enforcement has ended, once"),
    N_("the day on which enforcement ended (25.1)"),
    (
        *partition(
            RowSpec("archiving.ended", N_("cases that ended")),
            RowSpec("archiving.in_time", N_("archived in time"), level=1),
            RowSpec("archiving.excused", N_("archived within another period of law"), level=1),
            RowSpec("archiving.late", N_("archived late"), level=1),
            RowSpec("archiving.overdue", N_("not archived, and overdue"), level=1),
            RowSpec("archiving.running", N_("not archived, the days still run"), level=1),
            RowSpec("archiving.untold", N_("cannot be told"), level=1),
        ),
    ),
)

OBJECTIONS = TableSpec(
    "objections",
    N_("Objections, hearings, review"),
    N_("each paper once; under incidents once for each kind that it names"),
    N_("the day of the incident, of the statement, of the hearing, of the filing"),
    (
        RowSpec("objections.objection", N_("objections on the spot")),
        RowSpec("objections.complaint", N_("complaints and petitions about a case")),
        RowSpec("objections.obstruction", N_("refusal, obstruction, abuse, assault")),
        RowSpec("objections.event", N_("crowds, sudden and other important events")),
        RowSpec("objections.statements", N_("statements and defences taken down or handed in")),
        RowSpec("objections.adopted", N_("statements adopted, in whole or in part")),
        RowSpec("objections.hearings", N_("hearings held")),
        RowSpec("objections.reconsideration", N_("reconsiderations applied for")),
        RowSpec(
            "objections.reconsideration_ended",
            N_("reconsiderations that ended"),
            ("objections.reconsideration",),
            "until",
        ),
        RowSpec("objections.litigation", N_("lawsuits filed")),
        RowSpec(
            "objections.litigation_ended",
            N_("lawsuits that ended"),
            ("objections.litigation",),
            "until",
        ),
        RowSpec(
            "objections.pending",
            N_("reconsiderations and lawsuits pending at the end"),
            ("objections.reconsideration", "objections.litigation"),
            "end",
        ),
    ),
    (N_("How a review ended stands in words on its paper: lawrec stats --trace objections"),),
)

LEADS = TableSpec(
    "leads",
    N_("Leads"),
    N_("each complaint, report, patrol finding or map spot once"),
    N_("the day of receipt; the outcome by its own day"),
    (
        RowSpec("leads.received", N_("leads received")),
        RowSpec("leads.case", N_("led to a case")),
        RowSpec("leads.transfer", N_("leads transferred")),
        RowSpec("leads.closed", N_("closed without a case")),
        RowSpec("leads.pending", N_("open at the end"), ("leads.received",), "end"),
    ),
    (N_("Leads belong to the bureau and to no unit."),),
)

TABLES: tuple[TableSpec, ...] = (
    *(LICENCE, PENALTY, COERCION, *TAKING, INSPECTION, CASES, STARTS),
    *(FILMING, STORING, ARCHIVING, OBJECTIONS, LEADS),
)
