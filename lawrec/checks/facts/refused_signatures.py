"""Refusals to sign: they count only as an officer of the act has written them down (13.3c)."""

from __future__ import annotations

from dataclasses import replace

from lawrec.checks.base import Outcome, excused, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.signatures import Signed, signatures
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import RefusalRecord
from lawrec.schema.snapshot import Page


def refusal(case: Facts, record: Page[Record], found: Signed) -> Tri:
    """Whether an officer wrote down that this person refused to sign, and in what words (13.3c).

    The note stands on the paper itself or in a refusal record. Unknown where it comes from
    somebody who may be an officer, but is none of that act.
    """
    # Somebody who signed in the end may have refused before, and both stand on the paper.
    answers = [
        _noted(case, record, {entry.noted_by}, entry.note)
        for _, entry in signatures(record)
        if entry.who == found.who and entry.status == "refused"
    ]
    for page in refusal_papers(case, record, found.who):
        writers = {page.data.made_by, *(s.who for _, s in signatures(page, "officer"))}
        words = page.data.content if is_blank(page.data.reason) else page.data.reason
        answers.append(_noted(case, record, writers, words))
    return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"


def refusal_papers(case: Facts, record: Page[Record], who: str) -> list[Page[RefusalRecord]]:
    """The refusal records that say that this person did not sign this paper."""
    return [
        page
        for page in case.typed(case.records_of("refusal_record"), RefusalRecord)
        if page.data.type in (None, "signature", "receipt")
        and who in page.data.persons
        and record.id in page.data.about
    ]


def _noted(case: Facts, record: Page[Record], writers: set[str | None], words: str | None) -> Tri:
    """Whether one of the writers is an officer of the paper's act, and the words say something."""
    named = {who for who in writers if who is not None and not is_blank(who)}
    if is_blank(words) or not named:
        return "no"
    act = case.act(record.data.act)
    signed = {s.who for _, s in signatures(record, "officer", "server", "presider")}
    if named & {*(act.data.officers if act else ()), *signed}:
        return "yes"
    on = act.data.start if act else record.data.made_at
    outsiders = all(
        case.person(who) is not None or case.has_duty(who, "enforcement", on) == "no"
        for who in named
    )
    return "no" if outsiders else "unknown"


def refused(case: Facts, record: Page[Record], found: Signed) -> Outcome:
    """A refusal stands in for the signature once an officer has noted it, else it is missing."""
    if refusal(case, record, found) != "yes":
        return refusal_not_noted(case, record, found)
    outcome = excused(
        "refusal_noted",
        N_("{record} {kind}: {who} refused to sign, and an officer noted it"),
        found.place,
        record=record.id,
        kind=case.kind_of(record.data),
        who=found.who,
    )
    return replace(outcome, root=("refused", record.id, found.who))


def refusal_not_noted(case: Facts, record: Page[Record], found: Signed) -> Outcome:
    """Somebody refused to sign, and no officer of the act is known to have written it down."""
    if refusal(case, record, found) == "unknown":
        return unsure(
            "refusal_noted_by_other",
            N_(
                "{record} {kind}: the refusal of {who} was noted by someone who is no officer of "
                "that act; whether any officer may note it can be read both ways"
            ),
            found.place,
            remedy=f"lawrec amend {case.label} {record.id} --reason ... --set signatures=...",
            root=("refusal", record.id, found.who),
            record=record.id,
            kind=case.kind_of(record.data),
            who=found.who,
        )
    return violated(
        "refusal_not_noted",
        N_("{record} {kind}: {who} refused to sign, and no officer wrote it down with the words"),
        found.place,
        curable=True,
        remedy=f"lawrec amend {case.label} {record.id} --reason ... --set signatures=...",
        root=("refusal", record.id, found.who),
        absent=("refusal_record",),
        record=record.id,
        kind=case.kind_of(record.data),
        who=found.who,
    )
