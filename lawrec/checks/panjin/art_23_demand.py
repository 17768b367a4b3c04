"""Article 23: before enforcement the party is called upon to perform."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, Rule, met, rule, satisfied_but
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.demand import (
    before,
    demands,
    missing,
    not_wanted,
    served_before,
    waited,
)
from lawrec.checks.facts.demand_answer import answer_to, no_answer, rechecked, recorded
from lawrec.checks.facts.enforcement import Enforcement, enforcements
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record
from lawrec.schema.records.service import DemandNotice
from lawrec.schema.snapshot import Page

_MONEY = ("fine", "罚款", "surcharge", "加处罚款")


def _each(case: Facts, judge: Callable[[Facts, Enforcement], list[Outcome]]) -> Iterator[Outcome]:
    found = enforcements(case)
    if not found:
        yield not_wanted(case)
    for one in found:
        yield from judge(case, one)


@rule("23.1a")
def demand_made(case: Facts) -> Iterator[Outcome]:
    """Before an overdue decision is enforced, a demand notice is made in its lawful form.

    Duty: a final demand notice with period, way, amount and the party's rights.
    Lawful: such a notice; what is missing of the contents of national law is a warning.
    Unlawful: a decision to enforce, or an application to the court, without any demand.
    Remedy: none once it was enforced; record the rectification.
    """
    yield from _each(case, _made)


def _made(case: Facts, one: Enforcement) -> list[Outcome]:
    found = demands(case, one)
    if not found:
        return [missing(one, drafted=bool(case.drafts_of("demand_notice")))]
    return [_contents(case, page) for page in found]


def _contents(case: Facts, page: Page[Record]) -> Outcome:
    """The contents that national law asks for; the text only says: in its lawful form."""
    data = page.data
    if not isinstance(data, DemandNotice):
        return met()
    told = {right for entry in data.rights_told for right in entry.rights}
    fields = {
        "deadline": data.deadline is None,
        "way": is_blank(data.way),
        "amount_yuan": _money_owed(case, page) and data.amount_yuan is None,
        "rights_told": not told & {"statement", "defence"},
        "doc_no": is_blank(data.doc_no),
    }
    blank = tuple(name for name, empty in fields.items() if empty)
    if not blank:
        return met()
    return satisfied_but(
        "warning",
        "demand_incomplete",
        N_(
            "{record}: the demand lacks what national law (Coercion Law, article 35) asks: {fields}"
        ),
        page.at(blank[0]),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {blank[0]}=...",
        record=page.id,
        fields=blank,
    )


def _money_owed(case: Facts, page: Page[Record]) -> bool:
    """Whether the demand itself, by its items, is about money."""
    orders = page.data.orders if isinstance(page.data, DemandNotice) else ()
    del case
    return any(order.type in _MONEY or order.amount_yuan is not None for order in orders)


@rule("23.1b")
def demand_first(case: Facts) -> Iterator[Outcome]:
    """The demand is made before the decision to enforce or the application to the court.

    Duty: the demand comes first.
    Lawful: a demand made before it, whose date something supports.
    Unlawful: a demand made afterwards, or none.
    Remedy: none; record the rectification.
    """
    yield from _each(case, before)


@rule("23.1c")
def demand_served(case: Facts) -> Iterator[Outcome]:
    """The demand reaches the party before the decision to enforce or the application.

    Duty: the demand is served on the party, in time.
    Lawful: served before it; fewer days than national law has pass are a warning.
    Unlawful: never served, or only afterwards.
    Remedy: none once it was enforced; record the rectification.
    """
    found = enforcements(case)
    if not found:
        yield not_wanted(case)
    for one in found:
        yield from served_before(case, one)
        yield from waited(case, one)


@rule("23.2a")
def fully_heard(case: Facts) -> Iterator[Outcome]:
    """The party who makes a statement after the demand is heard in full: a person judges that.

    Duty: the party's opinion is heard to its end.
    Lawful: as a named person judges by transcript and footage.
    Unlawful: as a named person judges.
    Remedy: hear the party, and attest the row.
    """
    answer = answer_to(case)
    yield no_answer(case, answer) or Outcome("undeterminable")


@rule("23.2b")
def statement_recorded(case: Facts) -> Iterator[Outcome]:
    """Facts, reasons and evidence that the party brings forward after the demand are recorded.

    Duty: what the party says after the demand is written down.
    Lawful: a transcript, or the party's own written statement.
    Unlawful: a statement was made and nothing records it, or its record says nothing.
    Remedy: add the record that was made; correct an empty one truthfully.
    """
    answer = answer_to(case)
    nothing = no_answer(case, answer)
    if nothing is not None:
        yield nothing
    elif answer is not None:
        yield recorded(case, answer)


@rule("23.2c")
def statement_rechecked(case: Facts) -> Iterator[Outcome]:
    """What the party brings forward after the demand is re-checked before anything is enforced.

    Duty: the statement is re-checked, with a result and its reason.
    Lawful: a re-check with result, reason and name, before the enforcement.
    Unlawful: none, an empty one, or one made after the decision or application.
    Remedy: re-check before enforcing; afterwards record the rectification.
    """
    answer = answer_to(case)
    nothing = no_answer(case, answer)
    if nothing is not None:
        yield nothing
    elif answer is not None:
        yield rechecked(case, answer)


RULES: tuple[Rule, ...] = (
    demand_made,
    demand_first,
    demand_served,
    fully_heard,
    statement_recorded,
    statement_rechecked,
)
