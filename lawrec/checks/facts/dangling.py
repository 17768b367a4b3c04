"""References of the file that lead to nothing: records, media, acts and leads (4.1b)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.catalogue import Reference, dangling, item_absent
from lawrec.i18n import N_
from lawrec.schema.ids import sort_key
from lawrec.schema.media import Sidecar
from lawrec.schema.records.archiving import AccessReply
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page


def absent_items(case: Facts) -> Iterator[Outcome]:
    """Records and media that something names and that are not in the case."""
    found = dangling(case)
    for reference in _more(case):
        if not case.exists(reference.item):
            found.setdefault(reference.item, []).append(reference)
    for item in sorted(found, key=sort_key):
        yield item_absent(case, item, found[item])


def _more(case: Facts) -> Iterator[Reference]:
    """What replies on access gave, and what overrides rest on."""
    for page in case.typed(case.snapshot.records, AccessReply):
        for field, items in (("given", page.data.given), ("redacted", page.data.redacted)):
            for index, item in enumerate(items):
                yield Reference(item, page.id, page.at(field, index))
    case_page = case.snapshot.case
    for number, entry in enumerate(case_page.data.overrides if case_page else ()):
        for item in entry.evidence:
            place = case_page.at("overrides", number) if case_page else case.case_place
            yield Reference(item, "case.yaml", place)


def absent_acts(case: Facts) -> Iterator[Outcome]:
    """Acts that a record or a medium names and that nobody logged."""
    named: dict[str, list[Reference]] = {}
    pages: tuple[Page[Record] | Page[Sidecar], ...] = (
        *case.snapshot.records,
        *case.snapshot.media,
    )
    for page in pages:
        if page.data.act is not None and case.act(page.data.act) is None:
            reference = Reference(page.data.act, page.id, page.at("act"))
            named.setdefault(page.data.act, []).append(reference)
    for record in case.snapshot.records:
        for index, item in enumerate(record.data.about):
            if item.startswith("A") and case.act(item) is None:
                reference = Reference(item, record.id, record.at("about", index))
                named.setdefault(item, []).append(reference)
    for item in sorted(named, key=sort_key):
        yield _act_absent(case, item, named[item])


def _act_absent(case: Facts, item: str, named: list[Reference]) -> Outcome:
    by = tuple(dict.fromkeys(reference.by for reference in named))
    if item in case.unread_ids:
        return unsure(
            "act_unreadable",
            N_("{by}: made in {act}, but the page of that act cannot be read"),
            named[0].place,
            severity="error",
            remedy=f"lawrec verify {case.label}",
            root=("act", item),
            act=item,
            by=by,
        )
    return violated(
        "act_absent",
        N_("{by}: made in {act}, but no such act is logged"),
        named[0].place,
        curable=True,
        remedy=f"lawrec log-act {case.label} ...",
        root=("act", item),
        act=item,
        by=by,
    )


def lead_unknown(case: Facts) -> Iterator[Outcome]:
    """A lead that the case names and of which nothing is known here."""
    lead = case.case.lead if case.case else None
    if lead is not None and lead not in case.snapshot.bureau.leads:
        page = case.snapshot.case
        yield unsure(
            "lead_unknown",
            N_("The case comes from lead {lead}, of which neither bureau nor case knows anything"),
            page.at("lead") if page else case.case_place,
            severity="warning",
            root=("lead", lead),
            lead=lead,
        )
