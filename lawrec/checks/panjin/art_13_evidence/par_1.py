"""Article 13, paragraph 1: a way of taking evidence, once used, leaves its papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawrec.checks.base import Outcome, met, rule, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.paper_duty import each_act_has
from lawrec.checks.facts.papers import faced, says_nothing
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import ActKind
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import EvidenceList, EvidenceRequestNotice, ListedItem
from lawrec.schema.snapshot import Page

_ASIDE = frozenset(("interpreter", "guardian", "agent", "present"))
_COLLECTING: tuple[ActKind, ...] = ("evidence_collection",)
_COLLECTION = ("evidence_request_notice", "evidence_list")
_EVIDENCE_FIELDS = ("quantity", "form", "source")
_SAMPLE_FIELDS = ("quantity", "seal_no", "storage")


@rule("13.1(1)")
def inquiry_has_transcript(case: Facts) -> Iterator[Outcome]:
    """Whoever is questioned, a transcript is made of it.

    Duty: questioning a party or a witness leaves an inquiry transcript (询问笔录).
    Lawful: a transcript of that act, or an equal paper that says why it stands for one; one
    person a transcript.
    Unlawful: an inquiry in the act log without any transcript.
    Remedy: enter the transcript that was made; if none was, question again.
    """
    none = N_("Nobody was questioned: which way evidence is taken is a choice")
    paper = ("inquiry_transcript",)
    yield from each_act_has(case, ("inquiry",), paper, traces=paper, none=none)
    for page in case.records_of("inquiry_transcript"):
        yield from _transcript(case, page)


def _transcript(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """What one transcript says: the questions and answers, and of whom."""
    yield from _something(case, page)
    people = [
        name
        for name in page.data.persons
        if (person := case.person(name)) is None or person.capacity not in _ASIDE
    ]
    if len(people) > 1:
        yield satisfied_but(
            "warning",
            "several_in_one_transcript",
            N_("{record} {kind} is of several people: {people}; each should have one of their own"),
            page.at("persons"),
            record=page.id,
            kind=case.kind_of(page.data),
            people=tuple(people),
        )
    if not faced(page):
        yield unsure(
            "questioned_unknown",
            N_("{record} {kind} does not say who was questioned"),
            page.at("persons"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set persons=...",
            record=page.id,
            kind=case.kind_of(page.data),
        )


def _something(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """A paper whose words are neither typed nor scanned shows nothing."""
    if says_nothing(case, page):
        yield unsure(
            "paper_empty",
            N_("{record} {kind} is there, but neither typed words nor a scan show what it says"),
            page.at("content"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set content=...",
            root=("empty", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
        )


@rule("13.1(2)a")
def collection_has_notice(case: Facts) -> Iterator[Outcome]:
    """Whoever is asked for documents or objects gets a notice to produce.

    Duty: obtaining evidence from a unit or a person leaves a notice to produce (调取证据通知书).
    Lawful: a notice for that act; for what was handed over unasked, a receipt that says so.
    Unlawful: evidence obtained on request without a notice.
    Remedy: enter the notice that was issued, or the receipt with the reason why it stands for it.
    """
    none = N_("No evidence was obtained from others: which way it is taken is a choice")
    paper = ("evidence_request_notice",)
    yield from each_act_has(case, _COLLECTING, paper, traces=_COLLECTION, none=none)
    for page in case.typed(case.records_of("evidence_request_notice"), EvidenceRequestNotice):
        yield from _something(case, page)
        blank = [
            name
            for name, empty in (
                ("wanted", is_blank(page.data.wanted)),
                ("persons", not page.data.persons),
                ("legal_basis", not page.data.legal_basis),
            )
            if empty
        ]
        yield from _fields_blank(case, page, blank)


def _fields_blank(case: Facts, page: Page[Record], blank: Iterable[str]) -> Iterator[Outcome]:
    """A note on what a paper of this kind usually says; the text asks only for the paper."""
    if names := tuple(dict.fromkeys(blank)):
        yield satisfied_but(
            "note",
            "paper_fields_blank",
            N_("{record} {kind} leaves blank: {fields}"),
            page.at(),
            record=page.id,
            kind=case.kind_of(page.data),
            fields=names,
        )


@rule("13.1(2)b")
def collection_has_list(case: Facts) -> Iterator[Outcome]:
    """What was obtained is listed item by item.

    Duty: documents and objects obtained are in a list (证据登记保存清单), whatever it is called.
    Lawful: a list of that act with at least one item, or an equal paper with its reason.
    Unlawful: no list, or a list without items.
    Remedy: enter the list with its items.
    """
    none = N_("No evidence was obtained from others: which way it is taken is a choice")
    yield from each_act_has(case, _COLLECTING, ("evidence_list",), traces=_COLLECTION, none=none)
    linked = {act.id for act in case.acts_of(*_COLLECTING)}
    for page in case.typed(case.records_of("evidence_list"), EvidenceList):
        if page.data.act is None or page.data.act in linked:
            yield from _items(case, page, _EVIDENCE_FIELDS)


def _items(case: Facts, page: Page[EvidenceList], fields: tuple[str, ...]) -> Iterator[Outcome]:
    items = [item for item in page.data.items if not is_blank(item.name)]
    if items:
        yield met()
        yield from _fields_blank(case, page, _blank_fields(items, fields))
    elif says_nothing(case, page):
        yield violated(
            "list_empty",
            N_("{record} {kind} lists nothing"),
            page.at("items"),
            curable=True,
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set items=...",
            root=("empty", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    else:
        yield unsure(
            "list_not_itemised",
            N_("{record} {kind} has no items typed in; whether the paper lists them is not known"),
            page.at("items"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set items=...",
            root=("empty", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
        )


def _blank_fields(items: Iterable[ListedItem], fields: tuple[str, ...]) -> list[str]:
    return [name for name in fields for item in items if is_blank(getattr(item, name))]


@rule("13.1(3)")
def inspection_has_record(case: Facts) -> Iterator[Outcome]:
    """An inspection or survey on site is written down.

    Duty: going to the place, to inspect or to measure, leaves an on-site record (现场检查笔录).
    Lawful: a record of that act, or an on-site record of another name.
    Unlawful: an inspection or survey in the act log without a record; film does not replace it.
    Remedy: enter the record that was made; if none was, inspect again.
    """
    yield from each_act_has(
        case,
        ("onsite_inspection", "survey"),
        ("onsite_inspection_record", "onsite_record"),
        traces=("onsite_inspection_record",),
        none=N_("There was no inspection or survey on site"),
    )
    for page in case.records_of("onsite_inspection_record"):
        yield from _something(case, page)


@rule("13.1(4)a")
def sampling_has_record(case: Facts) -> Iterator[Outcome]:
    """Taking samples is written down on site.

    Duty: sampling leaves an on-site record (现场笔录); sampling by choice is treated alike.
    Lawful: a record of that act, or an inspection record of the same act.
    Unlawful: samples taken without one.
    Remedy: enter the record that was made; if none was, take the samples again.
    """
    yield from each_act_has(
        case,
        ("sampling",),
        ("onsite_record", "onsite_inspection_record"),
        traces=("sampling_list",),
        none=N_("No samples were taken"),
    )
    for page in case.records_of("onsite_record"):
        yield from _something(case, page)


@rule("13.1(4)b")
def sampling_has_list(case: Facts) -> Iterator[Outcome]:
    """The samples taken are listed.

    Duty: sampling leaves a list of samples (抽样清单) besides the on-site record.
    Lawful: a list of that act with at least one sample, or an equal list with its reason.
    Unlawful: no list, or a list without samples.
    Remedy: enter the list with its samples.
    """
    none = N_("No samples were taken")
    paper = ("sampling_list",)
    yield from each_act_has(case, ("sampling",), paper, traces=paper, none=none)
    for page in case.typed(case.records_of("sampling_list"), EvidenceList):
        yield from _items(case, page, _SAMPLE_FIELDS)


RULES = (
    inquiry_has_transcript,
    collection_has_notice,
    collection_has_list,
    inspection_has_record,
    sampling_has_record,
    sampling_has_list,
)
