"""What is recorded of each preservation of evidence: its reason, its objects, its forms (15)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lawrec.checks.base import Outcome, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.papers import awaited_until, papers_of, says_nothing, unassigned
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act
from lawrec.schema.records.common import OutwardPaper, Record
from lawrec.schema.records.investigation import (
    EvidenceList,
    EvidencePreservationRecord,
    PreservationForm,
)
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page, Place

RECORD, NOTICE, LIST = (
    "evidence_preservation_record",
    "advance_registration_notice",
    "evidence_list",
)


@dataclass(frozen=True, slots=True)
class Preservation:
    """One preservation: its act, if logged, and the papers that record it.

    The text wants the facts recorded and names no paper for them, so the record of preservation
    and the notice of advance registration (先行登记保存) both count.
    """

    act: Page[Act] | None
    records: tuple[Page[Record], ...]
    notices: tuple[Page[Record], ...]

    @property
    def papers(self) -> tuple[Page[Record], ...]:
        """The papers that can hold what article 15 lists."""
        return (*self.records, *self.notices)

    @property
    def name(self) -> str:
        """What to call it in a message: its act, else its paper."""
        return self.act.id if self.act else self.papers[0].id

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.papers[0].at() if self.papers else self.act.at() if self.act else Place("acts")

    @property
    def typed(self) -> tuple[EvidencePreservationRecord, ...]:
        """The records of preservation with their own fields."""
        pages = (page.data for page in self.records)
        return tuple(data for data in pages if isinstance(data, EvidencePreservationRecord))

    @property
    def forms(self) -> tuple[PreservationForm, ...]:
        """The forms that the papers state; a notice of advance registration is one by itself."""
        stated = [form for record in self.typed for form in record.forms]
        every = (*stated, "advance_registration") if self.notices else tuple(stated)
        return tuple(dict.fromkeys(every))


def preservations(case: Facts) -> list[Preservation]:
    """Every preservation: by its act, else by a paper that names no act of the case."""
    found = [
        _with_notices(case, act, papers_of(case, act.id, RECORD), papers_of(case, act.id, NOTICE))
        for act in case.acts_of("evidence_preservation")
    ]
    used = {page.id for one in found for page in one.papers}
    loose = [page for page in case.records_of(RECORD) if page.id not in used]
    used |= {page.id for record in loose for page in case.about(record.id, NOTICE)}
    notices = [page for page in case.records_of(NOTICE) if page.id not in used]
    if len(loose) == 1:
        return [*found, _with_notices(case, None, loose, notices)]
    found += [_with_notices(case, None, [page], []) for page in loose]
    return found + [Preservation(None, (), (page,)) for page in notices]


def _with_notices(
    case: Facts, act: Page[Act] | None, records: list[Page[Record]], notices: list[Page[Record]]
) -> Preservation:
    """One preservation with its notices: of the act, or about one of its records."""
    about = [page for record in records for page in case.about(record.id, NOTICE)]
    every = {page.id: page for page in (*notices, *about)}
    return Preservation(act, tuple(records), tuple(every.values()))


def each(
    case: Facts, judge: Callable[[Facts, Preservation], Iterator[Outcome]]
) -> Iterator[Outcome]:
    """The judgement on each preservation; one finding for all rows where it left no paper."""
    found = preservations(case)
    loose = [one for one in found if one.act is None]
    for one in found:
        if one.papers and (one.act or one.records or len(found) == 1):
            yield from judge(case, one)
        elif loose:
            yield _unlinked(case, loose[-1].papers[0])
        else:
            yield _unrecorded(case, one)
    if not found:
        none = N_("No evidence was preserved")
        yield not_applicable(none, absent=("evidence_preservation", RECORD, NOTICE))


def _unlinked(case: Facts, page: Page[Record]) -> Outcome:
    """A paper of some preservation does not say of which of several it is."""
    return unsure(
        "preservation_unlinked",
        N_("{record} {kind} does not say of which preservation it is"),
        page.at("act"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set act=...",
        root=("preservation_unlinked", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _unrecorded(case: Facts, one: Preservation) -> Outcome:
    act = one.act
    until = awaited_until(case, act) if act else None
    drafts = case.drafts_of(RECORD, NOTICE)
    if until is not None or (drafts and not over(case)):
        return pending(
            "paper_awaited",
            N_("{act} {what}: its {wanted} is not in the case yet"),
            one.place,
            due=until,
            remedy=f"lawrec add-record {case.label} {RECORD} --act {one.name}",
            act=one.name,
            what="evidence_preservation",
            wanted=KINDS[RECORD],
        )
    if lists := [*papers_of(case, one.name, LIST), *unassigned(case, LIST)]:
        return unsure(
            "preservation_only_listed",
            N_(
                "{act}: only {record} may be of this preservation; whether reason and form are "
                "recorded is not known"
            ),
            lists[0].at(),
            remedy=f"lawrec add-record {case.label} {RECORD} --act {one.name}",
            root=("preservation", one.name),
            act=one.name,
            record=lists[0].id,
        )
    return violated(
        "paper_missing",
        N_("{act} {what} has no {wanted}"),
        one.place,
        curable=True,
        remedy=f"lawrec add-record {case.label} {RECORD} --act {one.name}",
        root=("paper_missing", one.name, RECORD),
        absent=(RECORD, NOTICE),
        act=one.name,
        what="evidence_preservation",
        wanted=KINDS[RECORD],
    )


def reason_stated(one: Preservation) -> bool:
    """Whether a paper says why the evidence was preserved."""
    reasons = [record.reason for record in one.typed]
    reasons += [page.data.reason for page in one.papers if isinstance(page.data, OutwardPaper)]
    return any(not is_blank(reason) for reason in reasons)


def objects_listed(case: Facts, one: Preservation) -> bool:
    """Whether the objects are listed, in the record itself or in a list that belongs to it."""
    items = [item for record in one.typed for item in record.items]
    for page in lists_of(case, one):
        if isinstance(page.data, EvidenceList):
            items += page.data.items
    return any(not is_blank(item.name) for item in items)


def lists_of(case: Facts, one: Preservation) -> list[Page[Record]]:
    """The lists that belong to the act, or are about one of its papers."""
    found = papers_of(case, one.act.id, LIST) if one.act else []
    about = [page for paper in one.papers for page in case.about(paper.id, LIST)]
    loose = unassigned(case, LIST) if one.act is None else []
    return [*found, *about, *loose]


def left_blank(case: Facts, one: Preservation, field: str) -> Outcome:
    """What article 15 lists is not typed in: open where words or a scan may say it."""
    page = one.papers[0]
    remedy = f"lawrec amend {case.label} {page.id} --reason ... --set {field}=..."
    if all(says_nothing(case, paper) for paper in one.papers):
        return violated(
            "preservation_blank",
            N_("{record} {kind} leaves blank: {field}"),
            page.at(field),
            curable=True,
            remedy=remedy,
            root=("preservation_blank", page.id, field),
            record=page.id,
            kind=case.kind_of(page.data),
            field=field,
        )
    return unsure(
        "preservation_blank",
        N_("{record} {kind}: whether it says “{field}” is not known; it is not typed in"),
        page.at(field),
        remedy=remedy,
        root=("preservation_blank", page.id, field),
        record=page.id,
        kind=case.kind_of(page.data),
        field=field,
    )
