"""What a step of a case is, and the steps that several kinds of case share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import TRANSFERS, over
from lawrec.checks.facts.service import doubtfully_served, services, unserved
from lawrec.schema.moments import Tri
from lawrec.schema.records.kinds import KINDS, Stage

_NOT_EVIDENCE = frozenset(
    (
        "rights_notice",
        "hearing_right_notice",
        "hearing_application",
        "hearing_notice",
        "summons_for_inquiry",
        "recusal_decision",
        "authorisation_letter",
        "investigation_report",
        "investigation_suspension",
    )
)
EVIDENCE = tuple(k.id for k in KINDS.values() if k.stage == 2 and k.id not in _NOT_EVIDENCE)
"""The kinds of stage 2 that show an investigation."""


def always(case: Facts) -> Tri:
    """A step that every case of the table needs."""
    return "yes"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the papers any of which shows it, and those that only a later step makes.

    `name` is what findings call it: a kind, or `stage_2` where any paper of the stage will do.
    `recorded` replaces the look for papers where a step shows in another way. `makeable` says
    whether it can truthfully be made up for once later steps were taken; `doubtful` that its
    absence is no more than a doubt. `served` is the paper whose service the step is; `who` the
    one person whom it concerns. `own` is the clause that misses it by itself: such a step is
    shown as the next one, and article 4.1 leaves it to that clause.
    """

    name: str
    stage: Stage
    kinds: tuple[str, ...]
    later: tuple[str, ...] = ()
    needed: Callable[[Facts], Tri] = always
    recorded: Callable[[Facts], bool] | None = None
    makeable: bool = False
    doubtful: bool = False
    served: str | None = None
    who: str | None = None
    own: str | None = None


def any_of_stage(stage: Stage, *later: str, kinds: tuple[str, ...] = ()) -> Step:
    """A stage that must leave a record, whichever paper it is."""
    every = tuple(kind.id for kind in KINDS.values() if kind.stage == stage)
    return Step(f"stage_{stage}", stage, kinds or every, later)


def paper(
    name: str,
    *later: str,
    kinds: tuple[str, ...] = (),
    makeable: bool = False,
    own: str | None = None,
) -> Step:
    """A step that one kind of paper shows, or any of these kinds."""
    stage = KINDS[name].stage
    return Step(name, stage, kinds or (name,), later, makeable=makeable, own=own)


def service_of(*kinds: str, later: tuple[str, ...] = ()) -> Step:
    """The service of every final paper of these kinds, to everyone whom it faces."""

    def recorded(case: Facts) -> bool:
        papers = case.records_of(*kinds)
        return bool(papers) and all(
            services(case, page.id) and not unserved(case, page.id) for page in papers
        )

    def needed(case: Facts) -> Tri:
        papers = case.records_of(*kinds)
        if any(doubtfully_served(case, page.id) for page in papers):
            return "unknown"
        return "yes" if papers or not over(case) else "no"

    receipt = paper("service_receipt", *later, makeable=True)
    return replace(receipt, needed=needed, recorded=recorded, served=kinds[0])


def handed_over(*kinds: str) -> Step:
    """The service of the papers of these kinds, if there are any: by receipt, or signed for.

    That such a paper must reach whom it faces is drawn from 21.0: its absence is only a doubt.
    """

    def signed(case: Facts, item_id: str) -> bool:
        page = case.record(item_id)
        roles = ("party", "recipient", "agent")
        return page is not None and any(
            s.as_ in roles and s.status == "signed" for s in page.data.signatures
        )

    def recorded(case: Facts) -> bool:
        papers = [page for page in case.records_of(*kinds) if not signed(case, page.id)]
        return all(services(case, page.id) and not unserved(case, page.id) for page in papers)

    return replace(doubted(service_of(*kinds)), recorded=recorded)


def where(step: Step, needed: Callable[[Facts], Tri]) -> Step:
    """The step, in the cases alone that need it."""
    return replace(step, needed=needed)


def doubted(step: Step) -> Step:
    """The step, whose absence is no more than a doubt."""
    return replace(step, doubtful=True)


def declared(question: str) -> Callable[[Facts], Tri]:
    """Needed as the handlers answer a question."""
    return lambda case: case.answer(question)


TRANSFER = paper("jurisdiction_transfer", kinds=TRANSFERS)
"""The case went to another organ."""
ARCHIVING = (
    paper("case_closure_approval"),
    paper("archive_transfer_record", makeable=True),
)
"""How every case comes to rest."""
