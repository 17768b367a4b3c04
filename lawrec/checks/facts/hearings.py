"""The links of a hearing: right, request, notice, transcript, report (13.1(6))."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, satisfied_but, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import decided
from lawrec.checks.facts.paper_duty import each_act_has
from lawrec.checks.facts.rights import tellings
from lawrec.i18n import N_
from lawrec.schema.records.investigation import HearingNotice, HearingTranscript
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

TRANSCRIPT, NOTICE, REQUEST, REPORT, RIGHT = (
    "hearing_transcript",
    "hearing_notice",
    "hearing_application",
    "hearing_report",
    "hearing_right_notice",
)


def hearing_recorded(case: Facts) -> Iterator[Outcome]:
    """The transcript of each hearing, and a warning for every other link that is missing."""
    held = bool(case.acts_of("hearing") or case.records_of(TRANSCRIPT))
    if not held and _asked(case) and decided(case):
        yield _not_logged(case)
        return
    paper = (TRANSCRIPT,)
    none = N_("No hearing was held")
    yield from each_act_has(case, ("hearing",), paper, traces=paper, none=none)
    if held:
        yield from _links(case)
        for page in case.typed(case.records_of(TRANSCRIPT), HearingTranscript):
            yield from _presider(case, page)


def _asked(case: Facts) -> bool:
    """Whether a hearing was requested or called."""
    papers = case.records_of(REQUEST, NOTICE)
    return bool(papers) or case.answer("hearing_requested") == "yes"


def _not_logged(case: Facts) -> Outcome:
    return unsure(
        "hearing_not_logged",
        N_("A hearing was requested or called; whether it was held is not known: none is logged"),
        case.case_place,
        remedy=f"lawrec log-act {case.label} ...",
        root=("hearing_not_logged",),
    )


def _links(case: Facts) -> Iterator[Outcome]:
    notices = case.typed(case.records_of(NOTICE), HearingNotice)
    missing = [] if _right_told(case) else [RIGHT]
    if not any(page.data.on_request == "no" for page in notices) and not case.records_of(REQUEST):
        missing.append(REQUEST)
    if not case.records_of(NOTICE):
        missing.append(NOTICE)
    if decided(case) and not case.records_of(REPORT):
        missing.append(REPORT)
    for kind in missing:
        if kind in case.unread:
            continue
        yield satisfied_but(
            "warning",
            "hearing_link_missing",
            N_("A hearing was held, and the case holds no {wanted}"),
            case.case_place,
            remedy=f"lawrec add-record {case.label} {kind}",
            root=("hearing_link", kind),
            wanted=KINDS[kind],
        )


def _right_told(case: Facts) -> bool:
    told = (tellings(case, party, "hearing") for party in case.parties)
    return bool(case.records_of(RIGHT)) or any(told)


def _presider(case: Facts, page: Page[HearingTranscript]) -> Iterator[Outcome]:
    """National law wants somebody who did not investigate; this text only asks for the record."""
    handlers = case.case.officers if case.case else ()
    if page.data.presider in handlers:
        yield satisfied_but(
            "warning",
            "presider_is_handler",
            N_(
                "{record} {kind}: {who} presided and handles the case; national law wants somebody "
                "who did not investigate it (article 64 of the Administrative Penalty Law)"
            ),
            page.at("presider"),
            record=page.id,
            kind=case.kind_of(page.data),
            who=page.data.presider,
        )
