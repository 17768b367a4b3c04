"""Hearings under national law: asked for and held, notified in time, presided by an outsider."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.service import services
from lawrec.checks.national.common import earlier_law, in_force, in_period, late
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import HearingNotice, HearingTranscript
from lawrec.schema.snapshot import Page

_TRANSCRIPT = "hearing_transcript"
_NOTICE = "hearing_notice"


def hearing_held(case: Facts, decisions: tuple[str, ...]) -> Outcome:
    """Whether a hearing that was asked for took place before the decision."""
    asked = "yes" if case.records_of("hearing_application") else case.answer("hearing_requested")
    if case.acts_of("hearing") or case.records_of(_TRANSCRIPT):
        return met()
    if asked == "no" or (asked == "unknown" and case.answer("hearing_right") == "no"):
        return not_applicable(N_("No hearing was asked for"), absent=("hearing_application",))
    if asked == "unknown":
        return unsure(
            "law_hearing_unknown",
            N_("Whether the party asked for a hearing is not declared"),
            case.case_place,
            remedy=f"lawrec declare {case.label} hearing_requested=...",
        )
    if not case.records_of(*decisions):
        return pending(
            "law_hearing_awaited",
            N_("The party asked for a hearing, and it is still to be held"),
            case.case_place,
            remedy=f"lawrec log-act {case.label} ...",
        )
    return violated(
        "law_hearing_not_held",
        N_("The party asked for a hearing, and the case was decided without one"),
        case.case_place,
        curable=False,
        absent=("hearing", _TRANSCRIPT),
    )


def hearing_notified(case: Facts, clause: str) -> Iterator[Outcome]:
    """Notice and presider of every hearing that is logged."""
    acts = case.acts_of("hearing")
    if not acts:
        none = N_("No hearing is logged")
        yield not_applicable(none, absent=("hearing", _TRANSCRIPT))
    for act in acts:
        if in_force(case, clause, act.data.start):
            yield _early_enough(case, clause, act)
            yield from _presiders(case, act)
        else:
            yield earlier_law(clause)


def _early_enough(case: Facts, clause: str, act: Page[Act]) -> Outcome:
    notices = case.records_of(_NOTICE)
    if not notices:
        return violated(
            "law_hearing_not_notified",
            N_("{act}: no notice of the hearing is on record"),
            act.at(),
            curable=True,
            remedy=f"lawrec add-record {case.label} {_NOTICE}",
            absent=(_NOTICE,),
            act=act.id,
        )
    notice = notices[0]
    told = [s.counts_from for s in services(case, notice.id) if s.counts_from is not None]
    since = told[0] if told else notice.data.made_at
    if since is None:
        return late(case, clause, "hearing_notice", notice, answer="unknown", since=None)
    # The notice must be out before the seven days; on their last day it would be too late.
    short = in_period(case, clause, "hearing_notice", since, act.data.start)
    if short == "no":
        return met()
    params = {"record": notice.id, "act": act.id, "days": case.number(clause, "hearing_notice")}
    if short == "yes":
        return violated(
            "law_hearing_notice_short",
            N_("{act}: {record} notified the hearing less than {days} working days before"),
            notice.at("made_at"),
            curable=False,
            root=("law_hearing_notice", act.id),
            **params,  # type: ignore[arg-type]
        )
    return unsure(
        "law_hearing_notice_unknown",
        N_("{act}: whether {record} notified it {days} working days before cannot be told"),
        notice.at("made_at"),
        root=("law_hearing_notice", act.id),
        **params,  # type: ignore[arg-type]
    )


def _presiders(case: Facts, act: Page[Act]) -> Iterator[Outcome]:
    """Nobody who investigated may preside."""
    papers: list[Page[Record]] = [
        page for page in case.records_of(_TRANSCRIPT, _NOTICE) if page.data.act in (None, act.id)
    ]
    investigators = set(case.case.officers if case.case else ())
    for other in case.acts:
        if other.data.kind in ("inquiry", "onsite_inspection", "survey", "sampling"):
            investigators.update(other.data.officers)
    for page in papers:
        data = page.data
        who = data.presider if isinstance(data, (HearingTranscript, HearingNotice)) else None
        if who is not None and who in investigators:
            yield violated(
                "law_presider_investigated",
                N_("{record} {kind}: {who} presides, who investigated the case"),
                page.at("presider"),
                curable=False,
                root=("law_presider", act.id, who),
                record=page.id,
                kind=case.kind_of(data),
                who=who,
            )
