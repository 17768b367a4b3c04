"""Article 13, paragraph 3: a refusal is written down by the officers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from lawrec.checks.base import Outcome, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.papers import awaited_until, belongs_to
from lawrec.checks.facts.refused_signatures import refusal, refusal_not_noted
from lawrec.checks.facts.representation import OUTSIDE_ROLES
from lawrec.checks.facts.signatures import look_up, signatures
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act, ActKind
from lawrec.schema.records.common import Record, SignerRole
from lawrec.schema.records.investigation import IncidentRecord, RefusalRecord
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

Refused = Literal["investigation", "evidence"]
_REFUSING = frozenset(("refuse", "evade", "obstruct"))


@rule("13.3a")
def refused_investigation_noted(case: Facts) -> Iterator[Outcome]:
    """A refusal to be investigated is written down.

    Duty: when someone refuses to be investigated, the officers record it.
    Lawful: a refusal or incident record of that act, or a note with the refused signature, by an
    officer and with words.
    Unlawful: the act log says that the investigation was refused, and no paper says so.
    Remedy: the officers of that act write down truthfully who refused what, when and how.
    """
    yield from _refusals(case, "investigation")


@rule("13.3b")
def refused_evidence_noted(case: Facts) -> Iterator[Outcome]:
    """A refusal to hand over evidence is written down.

    Duty: when someone refuses to give evidence, the officers record it.
    Lawful: a refusal or incident record of that act, or a note with the refused signature, by an
    officer and with words.
    Unlawful: the act log says that evidence was refused, and no paper says so.
    Remedy: the officers of that act write down truthfully who refused what, when and how.
    """
    yield from _refusals(case, "evidence")


def _refusals(case: Facts, what: Refused) -> Iterator[Outcome]:
    acts = [act for act in case.acts if act.data.outcome == f"refused_{what}"]
    for act in acts:
        yield _act_refused(case, act, what)
    further = [
        page
        for page in case.typed(case.records_of("refusal_record"), RefusalRecord)
        if page.data.type == what and not any(belongs_to(page, act.id) for act in acts)
    ]
    for page in further:
        yield _says(case, page) or _no_words(case, page)
    if not acts and not further:
        none = N_("No act was refused, as the act log and the records have it")
        yield not_applicable(none, absent=(*get_args(ActKind), "refusal_record"))


def _act_refused(case: Facts, act: Page[Act], what: Refused) -> Outcome:
    """The written entry of one refusal: a paper of the act with words, by an officer."""
    if _note_with_signature(case, act):
        return met()
    entries = [page for page in case.final_records if _about_refusal(page, act, what)]
    answers = [outcome for page in entries if (outcome := _says(case, page))]
    for answer in (*(a for a in answers if a.verdict == "satisfied"), *answers):
        return answer
    return _no_words(case, entries[0]) if entries else _not_written(case, act, what)


def _about_refusal(page: Page[Record], act: Page[Act], what: Refused) -> bool:
    if not belongs_to(page, act.id):
        return False
    if isinstance(page.data, RefusalRecord):
        return page.data.type in (None, what)
    return isinstance(page.data, IncidentRecord) and bool(_REFUSING & set(page.data.types))


def _note_with_signature(case: Facts, act: Page[Act]) -> bool:
    """Whether a paper of the act bears an officer's note beside a refused signature."""
    return any(
        refusal(case, page, look_up(case, page, entry.who, entry.as_)) == "yes"
        for page in case.final_records
        if belongs_to(page, act.id)
        for _, entry in signatures(page, *OUTSIDE_ROLES)
        if entry.status == "refused"
    )


def _says(case: Facts, page: Page[Record]) -> Outcome | None:
    """Whether the paper says something, and by whom; None if it has no words."""
    reason = page.data.reason if isinstance(page.data, RefusalRecord) else None
    if is_blank(page.data.content) and is_blank(reason):
        return None
    names = (page.data.made_by, *(entry.who for _, entry in signatures(page, "officer")))
    writers = [name for name in names if name is not None and not is_blank(name)]
    if any(case.person(name) is None for name in writers):
        return met()
    return unsure(
        "refusal_writer_unknown",
        N_("{record} {kind} does not say which officer wrote the refusal down"),
        page.at("made_by"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set signatures=...",
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _no_words(case: Facts, page: Page[Record]) -> Outcome:
    return violated(
        "refusal_without_words",
        N_("{record} {kind} does not say what was refused and how"),
        page.at("content"),
        curable=True,
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set content=...",
        root=("refused", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _not_written(case: Facts, act: Page[Act], what: Refused) -> Outcome:
    """No final paper has the refusal: still to come, only in the act log, or missing."""
    remedy = f"lawrec add-record {case.label} refusal_record --act {act.id} --set type={what}"
    waiting = case.drafts_of("refusal_record", "incident_record")
    drafts = [page for page in waiting if belongs_to(page, act.id)]
    until = awaited_until(case, act)
    if until or (drafts and not over(case)):
        return pending(
            "refusal_awaited",
            N_("{act} {what} was refused; the record of it is not in the case yet"),
            act.at("outcome"),
            due=until,
            remedy=remedy,
            act=act.id,
            what=act.data.kind,
        )
    if not is_blank(act.data.note):
        return unsure(
            "refusal_only_in_log",
            N_(
                "{act} {what} was refused; only the note in the act log says so, and whether that "
                "is the record that the text wants can be read both ways"
            ),
            act.at("note"),
            remedy=remedy,
            act=act.id,
            what=act.data.kind,
        )
    return violated(
        "refusal_not_recorded",
        N_("{act} {what} was refused, and no paper records it"),
        act.at("outcome"),
        curable=True,
        remedy=remedy,
        root=("refused", act.id),
        absent=("refusal_record", "incident_record"),
        act=act.id,
        what=act.data.kind,
    )


@rule("13.3c")
def refused_signature_noted(case: Facts) -> Iterator[Outcome]:
    """A refusal to sign or seal is written down on the paper.

    Duty: when someone refuses to sign or seal, the officers record it; no witness is asked for.
    Lawful: the words of the refusal, noted by an officer of that act on the paper or in a
    refusal record.
    Unlawful: a refused signature without words, or noted by somebody who is no officer.
    Remedy: an officer of that act adds the note truthfully, with its own date.
    """
    count = 0
    for page in case.final_records:
        for who, role in _refusing(page):
            found = look_up(case, page, who, role)
            noted = refusal(case, page, found) == "yes"
            yield met() if noted else refusal_not_noted(case, page, found)
            count += 1
    if not count:
        none = N_("Nobody refused to sign or seal a paper")
        yield not_applicable(none, absent=tuple(KINDS))


def _refusing(page: Page[Record]) -> list[tuple[str, SignerRole]]:
    """Who refused to sign this paper; officers are judged under 13.2, which knows no refusal."""
    return [
        (entry.who, entry.as_)
        for _, entry in signatures(page, *OUTSIDE_ROLES)
        if entry.status == "refused"
    ]


RULES = (refused_investigation_noted, refused_evidence_noted, refused_signature_noted)
