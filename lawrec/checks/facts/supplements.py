"""What the applicant was told to supplement, once and in full (8.1f)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, satisfied_but, unsure
from lawrec.checks.facts.applications import (
    ACCEPTED,
    deemed,
    fact_blank,
    maybe_blank,
    no_register,
    not_there,
    registers,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import decided
from lawrec.checks.facts.papers import says_nothing
from lawrec.checks.facts.service import services
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record
from lawrec.schema.records.initiation import SupplementNotice
from lawrec.schema.snapshot import Page

NOTICE = "supplement_notice"
_CLAUSE = "8.1f"
_REACHED = ("party", "agent", "guardian", "recipient")
_ON_ITS_WAY = ("mail_voucher", "mail_register", "e_service_record")


def supplement(case: Facts) -> Iterator[Outcome]:
    """Whether what was missing is recorded as told at one time; nothing where all was there."""
    notices = case.records_of(NOTICE)
    for index, page in enumerate(notices):
        yield from _notice(case, page)
        if index:
            yield _again(case, page)
    if not notices:
        yield _none(case)


def _none(case: Facts) -> Outcome:
    """No notice at all: lawful where the materials were complete."""
    pages = registers(case)
    incomplete = next((page for page in pages if page.data.materials_complete == "no"), None)
    if incomplete is not None:
        return _missing(case, incomplete)
    unclear = next((page for page in pages if page.data.materials_complete != "yes"), None)
    if unclear is not None:
        return fact_blank(case, unclear, "materials_complete", NOTICE)
    if not pages:
        return no_register(case, _CLAUSE)
    return not_applicable(N_("The materials were complete"), absent=(NOTICE,))


def _missing(case: Facts, register: Page[Record]) -> Outcome:
    """The materials were incomplete, and no paper of its own says what was to be supplied."""
    silent = [page for page in case.records_of(ACCEPTED) if deemed(page)]
    if not silent and says_nothing(case, register):
        due = bool(case.records_of(ACCEPTED)) or decided(case)
        return not_there(case, _CLAUSE, NOTICE, due=due)
    return unsure(
        "supplement_not_shown",
        N_(
            "{record}: materials were missing, and no paper of its own lists them; whether another "
            "one does, or whether nothing had to be told, is not known"
        ),
        register.at("materials_complete"),
        remedy=f"lawrec add-record {case.label} {NOTICE}",
        record=register.id,
    )


def _notice(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """The full list, the time and the way; told by word of mouth is enough (decision 19)."""
    blank = [] if _lists(case, page) else ["items"]
    blank += ["made_at"] if page.data.made_at is None else []
    if blank:
        yield maybe_blank(case, page, blank)
    elif not _way_shown(case, page):
        yield unsure(
            "supplement_way_unknown",
            N_("{record} {kind}: nothing shows in which way the applicant was told"),
            page.at(),
            remedy=f"lawrec add-record {case.label} service_receipt",
            record=page.id,
            kind=case.kind_of(page.data),
        )
    else:
        yield met()


def _lists(case: Facts, page: Page[Record]) -> bool:
    if isinstance(page.data, SupplementNotice):
        return any(not is_blank(item) for item in page.data.items)
    return not says_nothing(case, page)


def _way_shown(case: Facts, page: Page[Record]) -> bool:
    """Signed by the applicant, served, sent, or in words of its own."""
    signed = any(s.as_ in _REACHED and s.status == "signed" for s in page.data.signatures)
    sent = services(case, page.id) or case.about(page.id, *_ON_ITS_WAY)
    return signed or bool(sent) or not is_blank(page.data.content)


def _again(case: Facts, page: Page[Record]) -> Outcome:
    """A second notice is lawful after a change by the applicant; else all was not told at once."""
    because = page.data.again_because if isinstance(page.data, SupplementNotice) else None
    if because == "applicant_changed":
        return met()
    if because == "left_out_before":
        return satisfied_but(
            "warning",
            "supplement_in_pieces",
            N_("{record} {kind} asks for what an earlier notice should have listed"),
            page.at("again_because"),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    return unsure(
        "supplement_again_why",
        N_("{record} {kind} is a further notice and does not say why there had to be one"),
        page.at("again_because"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set again_because=...",
        record=page.id,
        kind=case.kind_of(page.data),
    )
