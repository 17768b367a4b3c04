"""Article 26: who may read the records, and what is secret or private in them."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.access_requests import handled, requests
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.reporter_named import reporter_kept_secret
from lawrec.checks.facts.secrecy import QUESTIONS, allowed, secret_matter
from lawrec.checks.facts.secrecy_marked import marked, typeless
from lawrec.i18n import N_
from lawrec.schema.bureau import Access
from lawrec.schema.snapshot import Place


@rule("26.2")
def requests_answered(case: Facts) -> Iterator[Outcome]:
    """A party's request to read or copy records is handled by law.

    Duty: the request is answered as the provincial rules and the national ones say.
    Lawful: a reply with a decision; whether it is right, a person confirms.
    Unlawful: a reply that decides nothing; a state secret given out.
    Remedy: answer the request, and record what was given and on which basis.
    """
    found = requests(case)
    for request in found:
        yield from handled(case, request)
    if not found:
        yield not_applicable(
            N_("Nobody asked to read or copy the file"), absent=("access_request",)
        )


@rule("26.3a")
def secrets_marked(case: Facts) -> Iterator[Outcome]:
    """State secrets, trade secrets and private matter are marked, and kept as the rules say.

    Duty: such records are managed strictly by the rules on secrecy and by authority.
    Lawful: a marking with who may see it, for state secrets with level and period, and a stub.
    Unlawful: declared and not marked; a state secret whose content lies in the case.
    Remedy: mark it; of a state secret keep a stub only.
    """
    for secret in QUESTIONS:
        yield from marked(case, secret)
    yield from typeless(case)


@rule("26.3b")
def access_within_authority(case: Facts) -> Iterator[Outcome]:
    """Whoever saw secret or private records was allowed to, and each access is entered.

    Duty: access to such records stays within authority.
    Lawful: every reader of the unit's access register is one whom the marking allows.
    Unlawful: a reader outside of that, without any authority.
    Remedy: none for what was seen; record the rectification.
    """
    entries = case.snapshot.bureau.access
    secret = secret_matter(case)
    if secret == "no":
        yield not_applicable(
            N_("Nothing in the case is secret or private, as declared"),
            absent=("secrecy_marking",),
        )
    elif secret == "unknown":
        yield _undeclared(case)
    elif entries is None:
        yield unsure(
            "no_access_register",
            N_("The unit's register of who saw the file is not at hand, or none is kept"),
            case.case_place,
            remedy=f"lawrec attest {case.label} 26.3b --basis ...",
        )
    elif not entries:
        yield met()
    else:
        for entry in entries:
            yield _access(case, entry)


def _undeclared(case: Facts) -> Outcome:
    text = N_("It is not declared whether the case holds secret or private matter")
    place = case.snapshot.at("declarations.yaml")
    remedy = f"lawrec declare {case.label} privacy=... --by ..."
    if not over(case):
        return pending("secrecy_declaration_awaited", text, place, remedy=remedy)
    return unsure("secrecy_not_declared", text, place, remedy=remedy)


def _access(case: Facts, entry: Access) -> Outcome:
    answer = allowed(case, entry)
    if answer == "yes":
        return met()
    if answer == "no":
        return violated(
            "access_not_allowed",
            N_("{who} saw {items} on {at}, and no marking allows that"),
            Place("bureau.yaml"),
            curable=False,
            root=("access", entry.who, str(entry.at)),
            who=entry.who,
            items=entry.items or ("...",),
            at=entry.at,
        )
    return unsure(
        "access_authority_open",
        N_("{who} saw {items} on {at}; whether that was allowed cannot be told"),
        Place("bureau.yaml"),
        remedy=f"lawrec attest {case.label} 26.3b --basis ...",
        root=("access", entry.who, str(entry.at)),
        who=entry.who,
        items=entry.items or ("...",),
        at=entry.at,
    )


@rule("26.3c")
def reporter_not_named(case: Facts) -> Iterator[Outcome]:
    """Papers that go to the person complained of do not say who complained.

    Duty: drawn from the protection of privacy and from article 10; a warning only.
    Lawful: no paper to the party calls somebody the one who complained.
    Unlawful: a paper to the party names somebody as the one who complained.
    Remedy: none for what was given out; record the rectification.
    """
    yield from reporter_kept_secret(case)


RULES = (requests_answered, secrets_marked, access_within_authority, reporter_not_named)
