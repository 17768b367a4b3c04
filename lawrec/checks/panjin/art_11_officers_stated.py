"""Article 11: investigation transcripts say in writing who the officers were, and are signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import (
    Outcome,
    met,
    not_applicable,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.certificates import certificate
from lawrec.checks.facts.course import over
from lawrec.checks.facts.identification import (
    KINDS_OF_TRANSCRIPT,
    amend,
    names_on,
    not_in_log,
    not_in_roster,
    nothing_stated,
    officers_unnamed,
    transcripts,
    waiting,
)
from lawrec.checks.facts.other_side import other_side_signed
from lawrec.i18n import N_
from lawrec.schema.records.common import Identification, Transcript
from lawrec.schema.snapshot import Page

Judge = Callable[[Facts, Page[Transcript]], Iterator[Outcome]]


def _each(case: Facts, judge: Judge) -> Iterator[Outcome]:
    """The judgement on each transcript; one outcome where there is none."""
    pages = transcripts(case)
    for page in pages:
        yield from judge(case, page)
    drafts = waiting(case)
    if not pages and drafts and not over(case):
        yield pending(
            "paper_awaited",
            N_("{record} {kind} is still a draft"),
            drafts[0].at("draft"),
            remedy=f"lawrec finalise {case.label} {drafts[0].id}",
            record=drafts[0].id,
            kind=case.kind_of(drafts[0].data),
        )
    elif not pages:
        none = N_("The case holds no investigation transcript")
        yield not_applicable(none, absent=KINDS_OF_TRANSCRIPT)


@rule("11a")
def number_stated(case: Facts) -> Iterator[Outcome]:
    """Transcripts say how many officers there were.

    Duty: an investigation transcript states the number of officers.
    Lawful: the number agrees with the officers named; left blank, but all are named.
    Unlawful: a number that differs from those named or from those of the act; neither number nor
    names.
    Remedy: correct the number as the paper has it.
    """
    yield from _each(case, _number)


def _number(case: Facts, page: Page[Transcript]) -> Iterator[Outcome]:
    if nothing := nothing_stated(case, page):
        yield nothing
        return
    stated = page.data.identification or Identification()
    named = len({entry.who for entry in names_on(page)})
    if absent := officers_unnamed(case, page):
        yield absent
    elif stated.officer_count not in (None, named):
        yield violated(
            "officer_count_differs",
            N_("{record} {kind} says {count} officers, but names {named}"),
            page.at("identification", "officer_count"),
            curable=True,
            remedy=amend(case, page, "officer_count"),
            record=page.id,
            kind=case.kind_of(page.data),
            count=stated.officer_count,
            named=named,
        )
    elif extra := not_in_log(case, page):
        yield _differs_from_log(case, page, extra)
    elif named == 1:
        yield satisfied_but(
            "warning",
            "one_officer",
            N_("{record} {kind}: one officer only; this text sets no minimum, upper law asks two"),
            page.at("identification", "officer_count"),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    else:
        yield met()


def _differs_from_log(case: Facts, page: Page[Transcript], extra: tuple[str, ...]) -> Outcome:
    return unsure(
        "officers_differ_from_log",
        N_("{record} {kind} names {who}, whom its act {act} does not have"),
        page.at("identification", "officers"),
        remedy=f"lawrec amend {case.label} {page.data.act} --reason ... --set officers=...",
        record=page.id,
        kind=case.kind_of(page.data),
        who=extra,
        act=page.data.act,
    )


@rule("11b")
def names_stated(case: Facts) -> Iterator[Outcome]:
    """Transcripts name the officers.

    Duty: an investigation transcript names each officer.
    Lawful: all officers of the act are named, and the roster knows them.
    Unlawful: an officer of the act is not named, or nobody is.
    Remedy: correct the names as the paper has them; enter staff in the roster.
    """
    yield from _each(case, _names)


def _names(case: Facts, page: Page[Transcript]) -> Iterator[Outcome]:
    if nothing := nothing_stated(case, page):
        yield nothing
        return
    if absent := officers_unnamed(case, page):
        yield absent
    for entry in names_on(page):
        known = case.officer(entry.who) is not None
        yield met() if known else not_in_roster(case, page, entry.who)


@rule("11c")
def certificates_stated(case: Facts) -> Iterator[Outcome]:
    """Transcripts give the officers' certificate numbers.

    Duty: an investigation transcript states the number of each officer's certificate.
    Lawful: a number for each, the one that the roster has.
    Unlawful: a number left blank, or another than the roster's for that day.
    Remedy: correct the number as the paper has it, or the roster.
    """
    yield from _each(case, _certificates)


def _certificates(case: Facts, page: Page[Transcript]) -> Iterator[Outcome]:
    if nothing := nothing_stated(case, page):
        yield nothing
        return
    if absent := officers_unnamed(case, page):
        yield absent
    for index, entry in enumerate(names_on(page)):
        yield certificate(case, page, entry, page.at("identification", "officers", index))


@rule("11d")
def showing_stated(case: Facts) -> Iterator[Outcome]:
    """Transcripts say whether certificates were shown.

    Duty: an investigation transcript states the showing of the officers' certificates.
    Lawful: it says that they were shown, or honestly that they were not (a warning: upper law
    wants them shown).
    Unlawful: it says nothing about it.
    Remedy: correct the entry as the paper has it.
    """
    yield from _each(case, _showing)


def _showing(case: Facts, page: Page[Transcript]) -> Iterator[Outcome]:
    if nothing := nothing_stated(case, page):
        yield nothing
        return
    stated = page.data.identification or Identification()
    place = page.at("identification", "cert_shown")
    if stated.cert_shown == "yes":
        yield met()
    elif stated.cert_shown == "no":
        yield satisfied_but(
            "warning",
            "certificates_not_shown",
            N_(
                "{record} {kind} says that no certificate was shown: recorded as this text wants, "
                "but upper law wants certificates shown"
            ),
            place,
            record=page.id,
            kind=case.kind_of(page.data),
        )
    elif stated.cert_shown == "unknown":
        yield unsure(
            "showing_unknown",
            N_("{record} {kind}: it is not known what it says about the showing of certificates"),
            place,
            remedy=amend(case, page, "cert_shown"),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    else:
        yield violated(
            "showing_not_stated",
            N_("{record} {kind} does not say whether certificates were shown"),
            place,
            curable=True,
            remedy=amend(case, page, "cert_shown"),
            record=page.id,
            kind=case.kind_of(page.data),
        )


@rule("11e")
def signed_by_those_present(case: Facts) -> Iterator[Outcome]:
    """Someone of the other side signs what the transcript says about the officers.

    Duty: the party or a person present signs or seals it; one suffices, and a signature on the
    transcript serves here and under 13.2.
    Lawful: one such signature, seen on the original or a scan, or a refusal that an officer noted.
    Unlawful: nobody of the other side signed, and no refusal is noted.
    Remedy: have it signed with the true date, or add the officer's note of the refusal.
    """
    yield from _each(case, other_side_signed)


@rule("11f")
def stated_in_writing(case: Facts) -> Iterator[Outcome]:
    """What transcripts say about the officers is written, not only filmed.

    Duty: number, names, certificates and their showing are recorded in writing (文字记录).
    Lawful: the transcript itself says it.
    Unlawful: the transcript says nothing about it, whatever the film shows.
    Remedy: correct the entry as the paper has it.
    """
    yield from _each(case, _in_writing)


def _in_writing(case: Facts, page: Page[Transcript]) -> Iterator[Outcome]:
    yield nothing_stated(case, page) or met()


RULES = (
    number_stated,
    names_stated,
    certificates_stated,
    showing_stated,
    signed_by_those_present,
    stated_in_writing,
)
