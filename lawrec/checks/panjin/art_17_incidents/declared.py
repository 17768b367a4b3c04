"""Article 17: the handlers declare whether any of its situations arose."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, rule, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.declared import place_of, undeclared
from lawrec.checks.facts.incident_triggers import none_recorded
from lawrec.checks.facts.incidents import incidents, untyped
from lawrec.i18n import N_


@rule("17z")
def incidents_declared(case: Facts) -> Iterator[Outcome]:
    """At the end the handlers declare whether a situation of article 17 arose.

    Duty: our own, for silence would hide the trigger: an answer, given after the last act.
    Lawful: "no" and nothing on record; "yes" with the records of what happened.
    Unlawful: no answer, one that came too early, or one that the records contradict.
    Remedy: answer truthfully once the last act is over.
    """
    open_answer = undeclared(case, "incidents")
    if open_answer is not None:
        yield open_answer
        return
    sure = [one for one in incidents(case) if one.item != "4" and one.trigger == "certain"]
    found = [*(one.page.id for one in sure), *(page.id for page in untyped(case))]
    if case.answer("incidents") == "no" and found:
        yield unsure(
            "declaration_contradicted",
            N_("The handlers declare that there was no incident, but {pages} tells of one"),
            place_of(case, "incidents"),
            remedy=f"lawrec declare {case.label} incidents=... --by ...",
            pages=tuple(dict.fromkeys(found)),
        )
        return
    yield none_recorded(case) or met()


RULES = (incidents_declared,)
