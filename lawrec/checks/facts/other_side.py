"""Whether anybody of the other side signed a transcript: article 11 says "or", so one suffices."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.papers import counterparts, faced, officers_on, role_of, signers_of
from lawrec.checks.facts.refused_signatures import refusal, refusal_not_noted
from lawrec.checks.facts.representation import OUTSIDE_ROLES
from lawrec.checks.facts.signatures import Signed, look_up, missing, signatures, signed
from lawrec.schema.records.common import Transcript
from lawrec.schema.snapshot import Page


def other_side_signed(case: Facts, page: Page[Transcript]) -> Iterator[Outcome]:
    """A signature that has been seen before one that has not, before a noted refusal."""
    own = officers_on(case, page)
    names = dict.fromkeys(
        entry.who for _, entry in signatures(page, *OUTSIDE_ROLES) if entry.who not in own
    )
    found = [look_up(case, page, who, *OUTSIDE_ROLES) for who in (*names, *page.data.persons)]
    for state in ("seen", "unseen"):
        for one in found:
            if one.state == state:
                yield signed(case, page, one)
                return
    answers = {refusal(case, page, one): one for one in found}
    refusing = answers.get("unknown") or _refused(found)
    if "yes" in answers:
        yield met()
    elif refusing:
        yield refusal_not_noted(case, page, refusing)
    else:
        yield _nobody(case, page)


def _refused(found: list[Signed]) -> Signed | None:
    return next((one for one in found if one.state == "refused"), None)


def _nobody(case: Facts, page: Page[Transcript]) -> Outcome:
    """No signature of the other side: the same fact as the one missing under 13.2b or c."""
    signers = signers_of(page.data)
    due = (counterparts(case, page, signers) if signers else ()) or faced(page)
    who = due[0] if due else "party"
    return missing(case, page, who, role_of(case, who), page.at("signatures"))
