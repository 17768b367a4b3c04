"""The duty to film an act, and the written reason that takes its place (article 14)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    excused,
    met,
    not_applicable,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import Footage, footage_of
from lawrec.checks.facts.footage_findings import (
    doubtful,
    enough,
    photos_only,
    shared_footage,
    still_awaited,
)
from lawrec.checks.facts.unlogged import Duties, unlogged
from lawrec.checks.facts.unsuitable import STATEMENT, Reason, made_late, names_fault, reason_for
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

_NO_FOOTAGE = {
    "outside": N_("{act} {kind}: {media} was recorded before or after it, and nothing during it"),
    "empty": N_("{act} {kind}: {media} holds no recording, and there is no other footage of it"),
    "none": N_("{act} {kind}: there is no footage of it, and no written reason for that"),
}


def filmed(case: Facts, duties: Duties, *, paper: str) -> Iterator[Outcome]:
    """One outcome for each act of these kinds; `paper` is what records an act nobody logged."""
    acts = case.acts_of(*duties)
    for act in acts:
        yield from _filmed(case, act, duties[act.data.kind])
    papers = list(unlogged(case, duties, paper))
    yield from papers
    if not acts and not papers:
        yield not_applicable(
            N_("No act of this kind is logged: {kinds}"),
            absent=(*duties, paper),
            kinds=tuple(duties),
        )


def _filmed(case: Facts, act: Page[Act], clause: str) -> Iterator[Outcome]:
    found = footage_of(case, act)
    if enough(case, found, clause):
        yield photos_only(act, found) if found.photos_only else met()
        if found.shared == found.during:
            yield shared_footage(act, found)
        return
    reason = reason_for(case, act)
    if reason.state == "good" and reason.record is not None:
        yield from _excused(case, act, reason.record)
    elif reason.state == "stranger" and reason.record is not None:
        yield _by_stranger(case, act, reason.record)
    elif (doubt := doubtful(case, act, found, clause)) is not None:
        yield doubt
    else:
        yield _not_filmed(case, act, found, reason)


def _excused(case: Facts, act: Page[Act], record: Page[Record]) -> Iterator[Outcome]:
    yield excused(
        "excused_in_writing",
        N_("{act} {kind}: {record} gives the written reason why it was not filmed"),
        record.at("reason"),
        act=act.id,
        kind=act.data.kind,
        record=record.id,
    )
    for page in case.records_of("incident_record"):
        if act.id in (page.data.act, *page.data.about):
            yield satisfied_but(
                "note",
                "reason_reaches_14_only",
                N_(
                    "{act} {kind}: {record} lists an incident; the written reason excuses from "
                    "article 14 only, and not from filming the incident under article 17"
                ),
                page.at("types"),
                act=act.id,
                kind=act.data.kind,
                record=page.id,
            )


def _by_stranger(case: Facts, act: Page[Act], record: Page[Record]) -> Outcome:
    return unsure(
        "reason_by_other",
        N_(
            "{act} {kind}: the reason in {record} is by nobody who took part; the text does not "
            "say who must write it, and we read it as an officer of that act"
        ),
        record.at("made_by"),
        remedy=f"lawrec amend {case.label} {record.id} --reason ... --set signatures=...",
        root=("reason", act.id),
        act=act.id,
        kind=act.data.kind,
        record=record.id,
    )


def _not_filmed(case: Facts, act: Page[Act], found: Footage, reason: Reason) -> Outcome:
    awaited = still_awaited(case, act)
    if awaited is not None:
        return awaited
    if act.data.outcome == "refused_investigation":
        return _refused(act)
    why = "outside" if found.outside else "empty" if found.empty else "none"
    media = found.outside or found.empty
    curable = reason.state in ("blank", "draft", "elsewhere")
    return violated(
        "not_filmed",
        _NO_FOOTAGE[why],
        act.at("start"),
        curable=curable,
        remedy=_cure(case, act, reason) if curable else None,
        # What no paper cures any more is the same fact for articles 16 and 17 (P13).
        root=() if curable else ("footage", act.id),
        absent=("media", STATEMENT),
        act=act.id,
        kind=act.data.kind,
        media=tuple(medium.id for medium in media),
    )


def _refused(act: Page[Act]) -> Outcome:
    return unsure(
        "refused_not_filmed",
        N_(
            "{act} {kind} was refused, and there is no footage of it; whether article 14 wants "
            "one filmed that did not take place can be read both ways"
        ),
        act.at("outcome"),
        root=("footage", act.id),
        act=act.id,
        kind=act.data.kind,
    )


def reasons(case: Facts, duties: Duties) -> Iterator[Outcome]:
    """Whether the exemption, where somebody claims it, is in writing and good for the act.

    Where nobody claims it, the missing footage itself is the only defect (one root, P13).
    """
    acts = case.acts_of(*duties)
    if not acts:
        yield not_applicable(N_("No act that must be filmed is logged"), absent=tuple(duties))
    for act in acts:
        if enough(case, footage_of(case, act), duties[act.data.kind]):
            yield not_applicable(N_("{act} was filmed; no reason is needed"), act=act.id)
        else:
            yield from _reason(case, act, reason_for(case, act))


def _reason(case: Facts, act: Page[Act], reason: Reason) -> Iterator[Outcome]:
    if reason.state == "none":
        none = N_("Nobody claims that {act} was unsuited to filming")
        yield not_applicable(none, absent=(STATEMENT,), act=act.id)
    elif reason.state == "spoken" and reason.medium is not None:
        yield violated(
            "reason_spoken",
            N_("{act} {kind}: {media} was recorded afterwards; a spoken reason is not in writing"),
            reason.medium.at("act"),
            curable=False,
            act=act.id,
            kind=act.data.kind,
            media=reason.medium.id,
        )
    elif reason.record is None:
        return
    elif reason.state == "stranger":
        yield _by_stranger(case, act, reason.record)
    elif reason.state == "good":
        yield from _good(case, act, reason.record)
    else:
        yield _void(case, act, reason, reason.record)


_VOID = {
    "blank": N_("{act} {kind}: {record} gives no reason why it was not filmed"),
    "draft": N_("{act} {kind}: {record} with the reason is only a draft"),
    "elsewhere": N_("{act} {kind}: the reason in {record} is not bound to this act"),
}


def _void(case: Facts, act: Page[Act], reason: Reason, record: Page[Record]) -> Outcome:
    return violated(
        f"reason_{reason.state}",
        _VOID[reason.state],
        record.at("reason" if reason.state == "blank" else "act"),
        curable=True,
        remedy=_cure(case, act, reason),
        act=act.id,
        kind=act.data.kind,
        record=record.id,
    )


def _cure(case: Facts, act: Page[Act], reason: Reason) -> str:
    record = reason.record.id if reason.record else ""
    if reason.state == "draft":
        return f"lawrec finalise {case.label} {record}"
    if reason.state == "blank":
        return f"lawrec amend {case.label} {record} --reason ... --set reason=..."
    return f"lawrec add-record {case.label} {STATEMENT} --act {act.id}"


def _good(case: Facts, act: Page[Act], record: Page[Record]) -> Iterator[Outcome]:
    warnings = [*_late(case, act, record), *_fault(act, record)]
    yield from warnings or [met()]


def _late(case: Facts, act: Page[Act], record: Page[Record]) -> Iterator[Outcome]:
    if made_late(case, act, record.data.made_at):
        yield satisfied_but(
            "warning",
            "reason_late",
            N_("{act} {kind}: the reason in {record} was written long after it, on {made}"),
            record.at("made_at"),
            act=act.id,
            kind=act.data.kind,
            record=record.id,
            made=record.data.made_at,
        )


def _fault(act: Page[Act], record: Page[Record]) -> Iterator[Outcome]:
    if names_fault(record.data):
        yield satisfied_but(
            "warning",
            "reason_names_fault",
            N_(
                "{act} {kind}: the reason in {record} seems to be a fault or lack of the device; "
                "that is inability, and not unsuitability"
            ),
            record.at("reason"),
            act=act.id,
            kind=act.data.kind,
            record=record.id,
        )
