"""Hearings under national law: told, asked for and held, notified in time, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of
from lawrec.checks.facts.service import services
from lawrec.checks.facts.signatures import signatures
from lawrec.checks.national.common import before, earlier_law, in_force, in_period, late, worst
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act
from lawrec.schema.moments import Tri, day_of
from lawrec.schema.records.common import OutwardPaper, Record, Transcript
from lawrec.schema.records.investigation import HearingNotice, HearingTranscript
from lawrec.schema.snapshot import Page

_TRANSCRIPT = "hearing_transcript"
_NOTICE = "hearing_notice"
_RIGHT = "hearing_right_notice"


def hearing_told(case: Facts, decisions: Sequence[Page[Record]]) -> Outcome:
    """Whether a right to a hearing was told before the decision."""
    right = case.answer("hearing_right")
    held = case.acts_of("hearing") or case.records_of(_TRANSCRIPT)
    if held or case.records_of(_RIGHT) or any(_tells(page) for page in case.final_records):
        return met()
    if right == "no" or not decisions:
        return not_applicable(N_("No right to a hearing, or nothing decided yet"), absent=(_RIGHT,))
    if right == "unknown":
        return unsure(
            "law_hearing_right_unknown",
            N_("Whether the party has a right to a hearing is not declared"),
            case.case_place,
            remedy=f"lawrec declare {case.label} hearing_right=...",
        )
    return violated(
        "law_hearing_not_told",
        N_("The party has a right to a hearing, and no paper tells of it"),
        case.case_place,
        curable=False,
        absent=(_RIGHT, _TRANSCRIPT, "hearing", "penalty_prior_notice"),
    )


def _tells(page: Page[Record]) -> bool:
    data = page.data
    told = data.rights_told if isinstance(data, (OutwardPaper, Transcript)) else ()
    return any("hearing" in entry.rights for entry in told)


def hearing_held(case: Facts, decisions: tuple[str, ...]) -> Outcome:
    """Whether a hearing that was asked for took place before the decision."""
    asked = "yes" if case.records_of("hearing_application") else case.answer("hearing_requested")
    decided = case.records_of(*decisions)
    held = [page.data.start for page in case.acts_of("hearing")]
    times = [*held, *(page.data.made_at for page in case.records_of(_TRANSCRIPT))]
    order = {before(at, page.data.made_at) for at in times for page in decided}
    if times and "no" not in order and "unknown" not in order:
        return met()
    if "yes" in order or "unknown" in order:
        return unsure(
            "law_hearing_time",
            N_("Whether the hearing came before the decision cannot be told"),
            case.case_place,
            remedy=f"lawrec attest {case.label} apl.63 --basis ...",
        )
    if asked == "no" or (asked == "unknown" and case.answer("hearing_right") == "no"):
        return not_applicable(N_("No hearing was asked for"), absent=("hearing_application",))
    if not decided and (asked == "unknown" or exit_of(case) is not None):
        return not_applicable(N_("Nothing has been decided yet"), absent=decisions)
    if asked == "unknown":
        return unsure(
            "law_hearing_unknown",
            N_("Whether the party asked for a hearing is not declared"),
            case.case_place,
            remedy=f"lawrec declare {case.label} hearing_requested=...",
        )
    if not decided:
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
    transcripts = case.records_of(_TRANSCRIPT)
    if not acts and transcripts:
        yield unsure(
            "law_hearing_not_logged",
            N_("{record}: the hearing is not in the act log, so its day cannot be compared"),
            transcripts[0].at(),
            remedy=f"lawrec log-act {case.label} ...",
            record=transcripts[0].id,
        )
    elif not acts:
        none = N_("No hearing is logged")
        yield not_applicable(none, absent=("hearing", _TRANSCRIPT))
    for act in acts:
        if in_force(case, clause, act.data.start):
            yield _early_enough(case, clause, act)
            yield _presider(case, act)
        else:
            yield earlier_law(clause)


def _early_enough(case: Facts, clause: str, act: Page[Act]) -> Outcome:
    notices = _notices(case, act)
    if not notices:
        return violated(
            "law_hearing_not_notified",
            N_("{act}: no notice of the hearing is on record"),
            act.at(),
            curable=True,
            remedy=f"lawrec add-record {case.label} {_NOTICE} --act {act.id}",
            absent=(_NOTICE,),
            act=act.id,
        )
    answer = worst(_soon(case, clause, page, act) for page in notices)
    if answer == "no":
        return met()
    notice = notices[0]
    if notice.data.made_at is None and answer == "unknown":
        return late(case, clause, "hearing_notice", notice, answer="unknown", since=None)
    params = {"record": notice.id, "act": act.id, "days": case.number(clause, "hearing_notice")}
    root = ("law_hearing_notice", act.id)
    if answer == "yes":
        return violated(
            "law_hearing_notice_short",
            N_("{act}: {record} notified the hearing less than {days} working days before"),
            notice.at("made_at"),
            curable=False,
            root=root,
            **params,  # type: ignore[arg-type]
        )
    return unsure(
        "law_hearing_notice_unknown",
        N_("{act}: whether {record} notified it {days} working days before cannot be told"),
        notice.at("made_at"),
        remedy=f"lawrec attest {case.label} {clause} --basis ...",
        root=root,
        **params,  # type: ignore[arg-type]
    )


def _notices(case: Facts, act: Page[Act]) -> list[Page[Record]]:
    """The notices of that hearing: those that name it or its day, else those that name none."""
    pages = case.records_of(_NOTICE)
    own = [
        page for page in pages if page.data.act == act.id or _day(page) == day_of(act.data.start)
    ]
    alone = len(case.acts_of("hearing")) == 1
    return own or [page for page in pages if alone or (page.data.act is None and not _day(page))]


def _day(page: Page[Record]) -> object:
    data = page.data
    held = data.held_at if isinstance(data, HearingNotice) else None
    return day_of(held) if held else None


def _soon(case: Facts, clause: str, page: Page[Record], act: Page[Act]) -> Tri:
    """Whether the hearing came too soon after its notice reached the people concerned.

    On the last day of the period it is open: seven days before it, or not seven whole days. The
    day of the paper alone shows only that it came too soon, for it may have gone out later.
    """
    told = [s.counts_from for s in services(case, page.id)]
    if not told or None in told:
        made = page.data.made_at
        early = made and in_period(case, clause, "hearing_notice", made, act.data.start, more=-1)
        return "yes" if early == "yes" else "unknown"
    return worst(_between(case, clause, act, on) for on in told if on is not None)


def _between(case: Facts, clause: str, act: Page[Act], told: object) -> Tri:
    start = act.data.start
    if in_period(case, clause, "hearing_notice", told, start) == "no":  # type: ignore[arg-type]
        return "no"
    sooner = in_period(case, clause, "hearing_notice", told, start, more=-1)  # type: ignore[arg-type]
    return "yes" if sooner == "yes" else "unknown"


def _presider(case: Facts, act: Page[Act]) -> Outcome:
    """Nobody who investigated may preside; who presides is on the transcript or the notice."""
    papers: list[Page[Record]] = [
        page for page in case.records_of(_TRANSCRIPT, _NOTICE) if page.data.act in (None, act.id)
    ]
    investigators = set(case.case.officers if case.case else ())
    for other in case.acts:
        if other.data.kind in ("inquiry", "onsite_inspection", "survey", "sampling"):
            investigators.update(other.data.officers)
    stated = [(page, who) for page in papers for who in _presiding(page)]
    for page, who in stated:
        if who in investigators:
            return violated(
                "law_presider_investigated",
                N_("{record} {kind}: {who} presides, who investigated the case"),
                page.at("presider"),
                curable=False,
                root=("law_presider", act.id, who),
                record=page.id,
                kind=case.kind_of(page.data),
                who=who,
            )
    if stated:
        return met()
    return unsure(
        "law_presider_unknown",
        N_("{act}: no paper says who presided over the hearing"),
        act.at(),
        remedy=f"lawrec add-record {case.label} {_TRANSCRIPT} --act {act.id}",
        act=act.id,
    )


def _presiding(page: Page[Record]) -> set[str]:
    data = page.data
    who = data.presider if isinstance(data, (HearingTranscript, HearingNotice)) else None
    signed = {entry.who for _, entry in signatures(page, "presider")}
    return signed | ({who} if who is not None and not is_blank(who) else set())
