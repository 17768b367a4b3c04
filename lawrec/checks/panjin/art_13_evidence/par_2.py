"""Article 13, paragraph 2: officers, the person concerned and others sign the evidence papers."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    met,
    not_applicable,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.papers import (
    SIGNERS,
    counterparts,
    evidence_papers,
    faced,
    officers_on,
    others_listed,
    role_of,
)
from lawrec.checks.facts.refused_signatures import refusal_papers, refused
from lawrec.checks.facts.representation import signed_for, signed_in_place
from lawrec.checks.facts.signatures import (
    Signed,
    all_sign,
    any_signed,
    look_up,
    missing,
    signatures,
    signed,
)
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.clause import Severity
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

_NO_PAPERS = N_("The case holds no evidence paper of the kinds that article 13 names")
_OFFICER_ROLES = ("officer", "presider", "recorder", "attendee", "server")


@rule("13.2a")
def officers_sign(case: Facts) -> Iterator[Outcome]:
    """Every officer of the act signs the evidence papers.

    Duty: each paper of article 13, paragraph 1 is signed or sealed by all officers of its act.
    Lawful: signatures or personal seals of all of them, seen on the original or a scan.
    Unlawful: one of several is missing; a refusal or absence of an officer is no excuse.
    Remedy: the officer who took part signs late, with the true date.
    """
    papers = [page for page, signers in evidence_papers(case) if signers.officers]
    for page in papers:
        officers = officers_on(case, page)
        yield from all_sign(case, page, officers, *_OFFICER_ROLES)
        if not officers:
            yield _officers_unknown(case, page)
    if not papers:
        yield not_applicable(_NO_PAPERS, absent=tuple(SIGNERS))


def _officers_unknown(case: Facts, page: Page[Record]) -> Outcome:
    return unsure(
        "officers_unknown",
        N_("{record} {kind} names no act and no officers, so nobody can tell who must sign"),
        page.at(),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set act=...",
        root=("officers_unknown", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


@rule("13.2b")
def counterpart_signs(case: Facts) -> Iterator[Outcome]:
    """The person concerned signs the evidence papers.

    Duty: the party, the person sampled or whoever else the paper is directed at signs or seals it.
    Lawful: each of them, or an agent with an authorisation on file; a refusal with an officer's
    note excuses (13.3c); absent with a reason and somebody present signing is left to a person.
    Unlawful: no signature and no refusal, or an agent without an authorisation.
    Remedy: have it signed with the true date, or add the officer's note or the authorisation.
    """
    count = 0
    for page, signers in evidence_papers(case):
        people = counterparts(case, page, signers)
        for who in people:
            yield _counterpart(case, page, who)
        unnamed = bool(signers.essential) and not faced(page)
        nobody = unnamed or (signers.counterpart in ("on_site", "faced") and not people)
        if nobody:
            yield _nobody_named(case, page)
        count += len(people) + nobody
    if not count:
        none = N_("No evidence paper is directed at a party or person concerned")
        yield not_applicable(none, absent=tuple(SIGNERS))


def _nobody_named(case: Facts, page: Page[Record]) -> Outcome:
    return unsure(
        "person_unknown",
        N_("{record} {kind} names nobody whom it is directed at, so who must sign is not known"),
        page.at("persons"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set persons=...",
        also=("13.2c",),
        root=("person_unknown", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _counterpart(case: Facts, page: Page[Record], who: str) -> Outcome:
    """The outcome for one person concerned on one paper."""
    found = signed_for(case, page, who)
    if found.state in ("seen", "unseen"):
        return signed_in_place(case, page, found, who)
    if found.state == "refused" or refusal_papers(case, page, who):
        return refused(case, page, found)
    reason = found.signature.note if found.signature else None
    if found.state in ("absent", "unable") and not is_blank(reason) and _others_signed(case, page):
        return unsure(
            "counterpart_absent",
            N_(
                "{record} {kind}: {who} could not sign ({reason}) and another person present did; "
                "a person must judge whether that suffices"
            ),
            found.place,
            remedy=f"lawrec attest {case.label} 13.2b --basis ...",
            root=("absent", page.id, who),
            record=page.id,
            kind=case.kind_of(page.data),
            who=who,
            reason=reason,
        )
    return missing(case, page, who, role_of(case, who), found.place)


def _others_signed(case: Facts, page: Page[Record]) -> bool:
    roles = ("present", "witness", "guardian", "agent", "holder")
    return any_signed(case, page, *roles) in ("seen", "unseen")


@rule("13.2c")
def others_sign(case: Facts) -> Iterator[Outcome]:
    """Witnesses, holders, interpreters and others whom the paper lists sign it.

    Duty: the persons concerned (有关人员) sign or seal; the text does not say who they are, so
    those whom the paper itself lists.
    Lawful: each has signed, or refused with an officer's note; nobody else is listed.
    Unlawful: a questioned witness or a holder of evidence did not sign; any other one listed is
    a warning.
    Remedy: have it signed with the true date, or add the officer's note of the refusal.
    """
    count = 0
    for page, signers in evidence_papers(case):
        listed = others_listed(case, page, signers)
        for who, essential in listed.items():
            yield _other(case, page, who, essential=essential)
        count += len(listed)
        if page.data.kind == "appraisal_opinion":
            yield from _appraisal(case, page)
            count += 1
    if not count:
        none = N_("The evidence papers list nobody beside officers and parties")
        yield not_applicable(none, absent=tuple(SIGNERS))


def _other(case: Facts, page: Page[Record], who: str, *, essential: bool) -> Outcome:
    found = signed_for(case, page, who)
    if found.state in ("seen", "unseen"):
        return signed(case, page, found)
    if found.state == "refused" or refusal_papers(case, page, who):
        return refused(case, page, found)
    reason = found.signature.note if found.signature else None
    if found.state in ("absent", "unable") and not essential and not is_blank(reason):
        return _gone(case, page, found)
    if essential and (hand := _speaks_for_someone(case, page)):
        return _for_whom(case, page, hand, who)
    severity: Severity | None = None if essential else "warning"
    return missing(case, page, who, role_of(case, who), found.place, severity)


def _speaks_for_someone(case: Facts, page: Page[Record]) -> str | None:
    """Who signed as holder without the case saying for whom."""
    for _, entry in signatures(page, "holder"):
        person = case.person(entry.who)
        if entry.status == "signed" and (person is None or person.represents is None):
            return entry.who
    return None


def _for_whom(case: Facts, page: Page[Record], signer: str, who: str) -> Outcome:
    return unsure(
        "signed_for_whom",
        N_("{record} {kind}: {signer} signed it, but the case does not say whether for {who}"),
        page.at("signatures"),
        remedy=(
            f"lawrec person add {case.label} {argument(signer)} --capacity holder "
            f"--set {argument(f'represents={who}')}"
        ),
        root=("unsigned", page.id, who),
        record=page.id,
        kind=case.kind_of(page.data),
        signer=signer,
        who=who,
    )


def _gone(case: Facts, page: Page[Record], found: Signed) -> Outcome:
    """Listed, but noted as absent or unable: whether they still take part can be read both ways."""
    return unsure(
        "other_absent",
        N_("{record} {kind}: {who} is listed, but noted as absent or unable to sign: {reason}"),
        found.place,
        severity="note",
        remedy=f"lawrec attest {case.label} 13.2c --basis ...",
        root=("absent", page.id, found.who),
        record=page.id,
        kind=case.kind_of(page.data),
        who=found.who,
        reason=found.signature.note if found.signature else "",
    )


def _appraisal(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """The appraisers sign their opinion, and the institution seals it."""
    experts = [look_up(case, page, s.who, s.as_) for _, s in signatures(page, "appraiser")]
    if not any(found.state in ("seen", "unseen") for found in experts):
        yield violated(
            "no_appraiser_signed",
            N_("{record} {kind}: no appraiser signed it"),
            page.at("signatures"),
            curable=True,
            severity="warning",
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set signatures=...",
            record=page.id,
            kind=case.kind_of(page.data),
        )
    elif not any(s.means in ("seal", "e_sign") for _, s in signatures(page)):
        yield satisfied_but(
            "warning",
            "institution_seal_missing",
            N_("{record} {kind}: the seal of the appraising institution is not on it"),
            page.at("signatures"),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    else:
        yield met()


RULES = (officers_sign, counterpart_signs, others_sign)
