"""Whether a certificate number on a transcript is the one that the roster has (11c)."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from lawrec.checks.base import Outcome, met, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.identification import amend, not_in_roster
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Certificate
from lawrec.schema.moments import Tri, day_of
from lawrec.schema.records.common import CertShown, Transcript
from lawrec.schema.snapshot import Page, Place


def when(case: Facts, page: Page[Transcript]) -> datetime | date | None:
    """When the officers showed who they are: the beginning of the act, else the paper's date."""
    act = case.act(page.data.act)
    return act.data.start if act else page.data.made_at


def agrees(stated: str, certificate: Certificate | None, on: datetime | date | None) -> Tri:
    """Whether the stated number is that of the roster on that day.

    Unknown where the roster has no certificate, or holds one that was not valid then: an
    earlier or later number may have been the right one.
    """
    if certificate is None:
        return "unknown"
    if _plain(stated) == _plain(certificate.number):
        return "yes"
    if on is None:
        return "unknown"
    day = day_of(on)
    before = certificate.from_ is not None and day < certificate.from_
    after = certificate.to is not None and day > certificate.to
    return "unknown" if before or after else "no"


def _plain(number: str) -> str:
    """The number without spaces, and with full-width signs as ordinary ones."""
    return "".join(unicodedata.normalize("NFKC", number).split()).casefold()


def certificate(case: Facts, page: Page[Transcript], entry: CertShown, place: Place) -> Outcome:
    """The outcome for one officer's number on one transcript."""
    if entry.cert_no is None or is_blank(entry.cert_no):
        return violated(
            "certificate_blank",
            N_("{record} {kind} gives no certificate number for {who}"),
            place,
            curable=True,
            remedy=amend(case, page, "officers"),
            record=page.id,
            kind=case.kind_of(page.data),
            who=entry.who,
        )
    officer = case.officer(entry.who)
    if officer is None:
        return not_in_roster(case, page, entry.who)
    answer = agrees(entry.cert_no, officer.certificate, when(case, page))
    if answer == "yes":
        return met()
    if answer == "unknown":
        return _unknown(case, page, entry, place)
    return violated(
        "certificate_differs",
        N_("{record} {kind} gives {stated} for {who}, but the roster has {number}"),
        place,
        curable=True,
        remedy=amend(case, page, "officers"),
        record=page.id,
        kind=case.kind_of(page.data),
        stated=entry.cert_no,
        who=entry.who,
        number=officer.certificate.number if officer.certificate else "",
    )


def _unknown(case: Facts, page: Page[Transcript], entry: CertShown, place: Place) -> Outcome:
    return unsure(
        "certificate_unknown",
        N_("{record} {kind}: the roster has no certificate of {who} for that day"),
        place,
        remedy=f"lawrec officer add {argument(entry.who)} ...",
        root=("certificate", entry.who),
        record=page.id,
        kind=case.kind_of(page.data),
        who=entry.who,
    )
