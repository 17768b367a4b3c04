"""What lawrec fills in by itself: the clerk types a third of what is on disk."""

from __future__ import annotations

from collections.abc import Mapping

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseWriter
from lawrec.operations.input import Data
from lawrec.schema.case import Act, Person
from lawrec.schema.moments import format_moment
from lawrec.schema.records.common import Approval, OutwardPaper, Transcript
from lawrec.schema.records.kinds import Kind

_PERFORMED = (
    "penalty_decision",
    "summary_penalty_decision",
    "expropriation_decision",
    "requisition_decision",
    "coercive_enforcement_decision",
)
"""The decisions whose performance is recorded."""
_RECEIVING = ("agent", "guardian")
"""Who receives a paper in another's place and signs its receipt as the recipient."""


def prefill(  # noqa: PLR0913
    case: CaseWriter,
    kind: Kind,
    data: Data,
    signed: tuple[str, ...],
    refused: tuple[str, ...],
    noted_by: str | None,
    act_id: str | None,
) -> None:
    """Complete the fields that follow from the case; what was given is never changed."""
    data["kind"] = kind.id
    act = _act(case, kind, data, act_id)
    if not issubclass(kind.model, Approval):
        default = act.end or act.start if act else case.session.now()
        data.setdefault("made_at", format_moment(default))
        data.setdefault("made_by", case.session.who)
    if kind.id == "performance_record":
        decided = [page.id for page in case.snapshot.records if page.data.kind in _PERFORMED]
        if len(decided) == 1:
            data.setdefault("about", decided)
    if issubclass(kind.model, Transcript) and act is not None:
        _identify(case, act, data)
    facts = case.facts
    if issubclass(kind.model, OutwardPaper) and facts.profile and facts.profile.templates:
        data.setdefault("template", facts.profile.templates)
    if issubclass(kind.model, (Transcript, OutwardPaper)) or kind.id == "service_receipt":
        parties = [n for n, p in case.snapshot.persons.items() if p.capacity == "party"]
        if len(parties) == 1:
            data.setdefault("persons", parties)
    if data.get("method") == "left_at_residence" and act is not None and act.place:
        data.setdefault("left_at", act.place)
    if signed or refused:
        given = data.setdefault("signatures", [])
        if isinstance(given, list):
            given += [_signature(case, kind, data, name) for name in signed]
            given += [_refusal(case, kind, data, text, noted_by) for text in refused]


def _act(case: CaseWriter, kind: Kind, data: Data, act_id: str | None) -> Act | None:
    """The act that the paper documents: named, or the only one of its kind without its paper."""
    if act_id is not None:
        data.setdefault("act", act_id)
    wanted = data.get("act")
    if wanted is None and kind.act is not None:
        papers = {page.data.act for page in case.snapshot.records if page.data.kind == kind.id}
        open_acts = [
            page.id
            for page in case.snapshot.acts
            if page.data.kind == kind.act and page.id not in papers
        ]
        if len(open_acts) == 1:
            wanted = data["act"] = open_acts[0]
    return next((page.data for page in case.snapshot.acts if page.id == wanted), None)


def _identify(case: CaseWriter, act: Act, data: Data) -> None:
    """Say who the act's officers were, unless the paper names or counts them itself."""
    given = data.setdefault("identification", {})
    if isinstance(given, dict) and not given.keys() & {"officers", "officer_count"}:
        data["identification"] = {**_identification(case, act), **given}


def _identification(case: CaseWriter, act: Act) -> Data:
    """Number, names and certificate numbers of the act's officers; whether shown is for people."""
    officers = case.facts.officers
    entries: list[object] = []
    for name in act.officers:
        entry: Data = {"who": name}
        officer = officers.get(name)
        if officer and officer.certificate:
            entry["cert_no"] = officer.certificate.number
        entries.append(entry)
    return {"officer_count": str(len(entries)), "officers": entries}


def _signature(case: CaseWriter, kind: Kind, data: Data, name: str) -> Data:
    organ = case.facts.profile.bureau.name if case.facts.profile else None
    persons = case.snapshot.persons
    return {"who": name, "as": signer_role(organ, persons, kind, data.get("persons"), name)}


def _refusal(case: CaseWriter, kind: Kind, data: Data, text: str, noted_by: str | None) -> Data:
    name, sign, words = text.partition("=")
    if not sign or not words:
        raise UsageError(
            _("--refused needs the words on the paper"), fix=_("Write: --refused NAME=WORDS")
        )
    entry = _signature(case, kind, data, name)
    return {
        **entry,
        "status": "refused",
        "noted_by": noted_by or case.session.who,
        "note": words,
    }


def signer_role(
    organ: str | None, persons: Mapping[str, Person], kind: Kind, faced: object, name: str
) -> str:
    """In which role somebody signs: staff as officers (or servers), others by their capacity.

    `organ` is the bureau's name, `faced` the names whom the paper faces.
    """
    person = persons.get(name)
    if name == organ:
        return "organ"
    if person is None:
        return _staff_role(kind)
    if kind.id == "service_receipt" and (name in _texts(faced) or person.capacity in _RECEIVING):
        return "recipient"
    roles = {"party": "party", "witness": "witness", "holder": "holder", "agent": "agent"}
    other = {"guardian": "guardian", "interpreter": "interpreter", "appraiser": "appraiser"}
    return {**roles, **other}.get(person.capacity, "present")


def _staff_role(kind: Kind) -> str:
    special = {
        "service_receipt": "server",
        "service_attempt": "server",
        "legal_review_opinion": "reviewer",
        "collective_discussion_record": "attendee",
        "long_term_storage_record": "custodian",
    }
    return special.get(kind.id, "officer")


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else []
