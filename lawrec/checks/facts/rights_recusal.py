"""Whether each party whom officers met in person was told of recusal (12b)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.papers import awaited_until, faced, papers_of, party_behind
from lawrec.checks.facts.rights import MAY_TELL, tellings
from lawrec.checks.facts.signatures import signatures
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act, ActKind
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page, Place

QUESTIONING: tuple[ActKind, ...] = ("inquiry", "hearing")
IN_PERSON: tuple[ActKind, ...] = (
    *("onsite_inspection", "survey", "sampling", "evidence_collection", "statement_heard"),
    *("evidence_preservation", "coercive_measure", "other_investigation"),
)
_TRANSCRIPTS = ("inquiry_transcript", "hearing_transcript")
_PAPERS_OF = {"inquiry": "inquiry_transcript", "hearing": "hearing_transcript"}
_SUMMARY = ("summary_procedure_record", "summary_penalty_decision")
_MADE_IN_PERSON = (
    *("onsite_inspection_record", "onsite_record", "sampling_list", "evidence_list"),
    *("statement_defence_record", "other_investigation_record"),
    *("coercive_measure_onsite_record", "coercive_measure_list"),
)


def recusal_told(case: Facts) -> Iterator[Outcome]:
    """One outcome for each party who was questioned, heard, or met in person."""
    questioned = _questioned(case)
    for act in _nobody_known(case):
        yield _whom(case, act)
    for party, place in questioned.items():
        yield _told(case, party) or _not_told(case, party, place)
    met_only = {p: at for p, at in _met_in_person(case).items() if p not in questioned}
    for party, place in met_only.items():
        yield _told(case, party) or _perhaps_due(case, party, place)
    if questioned or met_only or _nobody_known(case):
        return
    if (stranger := _stranger(case)) is not None:
        yield _who_is_it(case, *stranger)
    else:
        none = N_("Officers met no party in person, so nobody was to be told of recusal")
        yield not_applicable(
            none, absent=(*QUESTIONING, *IN_PERSON, *_TRANSCRIPTS, *_SUMMARY, *_MADE_IN_PERSON)
        )


def _stranger(case: Facts) -> tuple[str, Place] | None:
    """Somebody whom officers met and of whom the case says nothing: it may be a party."""
    seen = [
        (name, act.at("present"))
        for act in case.acts_of(*QUESTIONING, *IN_PERSON)
        for name in act.data.present
    ]
    pages = case.records_of(*_TRANSCRIPTS, *_SUMMARY)
    seen += [(name, page.at("persons")) for page in pages for name in faced(page)]
    known = (case.person, case.officer)
    strange = [s for s in seen if not is_blank(s[0]) and not any(know(s[0]) for know in known)]
    return strange[0] if strange else None


def _who_is_it(case: Facts, name: str, place: Place) -> Outcome:
    return unsure(
        "met_whom",
        N_(
            "{who} was met by officers; whether that is a party who had to be told is not on record"
        ),
        place,
        remedy=f"lawrec person add {case.label} {argument(name)} --capacity ...",
        root=("recusal", name),
        who=name,
    )


def _questioned(case: Facts) -> dict[str, Place]:
    """Each party who was questioned or heard, and where that stands."""
    found: dict[str, Place] = {}
    for act in case.acts_of(*QUESTIONING):
        for party in _parties_at(case, act):
            found.setdefault(party, act.at("present"))
    for page in case.records_of(*_TRANSCRIPTS):
        for name in faced(page):
            behind = party_behind(case, name)
            if behind is not None:
                found.setdefault(behind, page.at("persons"))
    return found


def _met_in_person(case: Facts) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for act in case.acts_of(*IN_PERSON):
        for party in _parties_at(case, act):
            found.setdefault(party, act.at("present"))
    for page in case.records_of(*_SUMMARY):
        for name in faced(page):
            behind = party_behind(case, name)
            if behind is not None:
                found.setdefault(behind, page.at("persons"))
    for page in case.records_of(*_MADE_IN_PERSON):
        for index, entry in signatures(page):
            behind = party_behind(case, entry.who) if entry.status != "absent" else None
            if behind is not None:
                found.setdefault(behind, page.at("signatures", index))
    return found


def _parties_at(case: Facts, act: Page[Act]) -> list[str]:
    return [party for name in act.data.present if (party := party_behind(case, name))]


def _nobody_known(case: Facts) -> list[Page[Act]]:
    """Acts of questioning of which neither the log nor a transcript says who was there."""
    return [
        act
        for act in case.acts_of(*QUESTIONING)
        if all(is_blank(name) for name in act.data.present)
        and not any(faced(page) for page in papers_of(case, act.id, _PAPERS_OF[act.data.kind]))
    ]


def _told(case: Facts, party: str) -> Outcome | None:
    """The outcome where a paper tells of the right; None where none does."""
    told = tellings(case, party, "recusal")
    if not told:
        return None
    if any(telling.reached for telling in told):
        return met()
    paper: Page[Record] = told[0].paper
    return unsure(
        "recusal_notice_not_served",
        N_(
            "{paper} {kind} tells {party} of the right to ask for recusal, but neither a signature "
            "nor a receipt shows that it reached them"
        ),
        paper.at("rights_told"),
        remedy=f"lawrec add-record {case.label} service_receipt",
        root=("recusal", party),
        paper=paper.id,
        kind=KINDS.get(paper.data.kind, paper.data.kind),
        party=party,
    )


def _not_told(case: Facts, party: str, place: Place) -> Outcome:
    acts = [act for act in case.acts_of(*QUESTIONING) if party in _parties_at(case, act)]
    if acts and all(awaited_until(case, act) is not None for act in acts):
        return _perhaps_due(case, party, place)
    return violated(
        "recusal_not_told",
        N_("{party} was questioned or heard; no paper records how the right to ask for recusal was "
           "told"),
        place,
        curable=True,
        remedy=f"lawrec add-record {case.label} rights_notice",
        root=("recusal", party),
        absent=MAY_TELL,
        party=party,
    )  # fmt: skip


def _perhaps_due(case: Facts, party: str, place: Place) -> Outcome:
    """Where nobody was questioned, that the right must be told can be read both ways."""
    return unsure(
        "recusal_perhaps_due",
        N_(
            "No paper records how {party}, whom officers met, was told of the right to ask for "
            "recusal; whether that was due here can be read both ways"
        ),
        place,
        remedy=f"lawrec add-record {case.label} rights_notice",
        root=("recusal", party),
        party=party,
    )


def _whom(case: Facts, act: Page[Act]) -> Outcome:
    return unsure(
        "questioned_unknown",
        N_("{act} {what}: who was questioned or heard is not known, nor whether they were told"),
        act.at("present"),
        remedy=f"lawrec amend {case.label} {act.id} --reason ... --set present=[...]",
        root=("questioned", act.id),
        act=act.id,
        what=act.data.kind,
    )
