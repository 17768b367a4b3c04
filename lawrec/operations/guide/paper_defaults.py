"""What the fields of a paper probably say, from the case: proposed, and shown before it is kept."""

from __future__ import annotations

import re
from typing import Any

from lawrec.errors import InputError
from lawrec.i18n import N_, translate
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.paper_subjects import DECIDED, subjects
from lawrec.operations.guide.papers import asked_fields
from lawrec.operations.guide.questions import Answers
from lawrec.operations.guide.times import typed
from lawrec.schema.case import Act
from lawrec.schema.records.common import Approval, OutwardPaper, Transcript
from lawrec.schema.records.kinds import Kind
from lawrec.schema.value_names import value_name
from lawrec.store import layout
from lawrec.store.yaml_io import load

_LINE = ("investigation_report", "penalty_prior_notice", "hearing_right_notice", "penalty_decision")
"""Papers of one chain, which repeat facts, basis and grounds of the one before."""
_OF_ITS_OWN = {
    name: tuple(k for k in _LINE if k != "hearing_right_notice")
    for name in ("reason", "legal_basis")
}
"""What a notice of the right to a hearing says of its own right, and not of the case."""
_IN_LINE = (*_LINE, "no_penalty_decision", "demand_notice", "case_dismissal_decision")
_FIRST_FACTS = ("case_initiation_approval", "onsite_inspection_record")
OF_HOLDERS = ("evidence_request_notice", "evidence_list")
"""Papers that face whoever holds the evidence, which only now and then is the party."""
_IDENTITY = N_("identity document {number}")
_LIVING = N_("living at {address}")
_TELEPHONE = N_("telephone {number}")
_IN_60_DAYS = N_("within 60 days of receiving it")
_IN_6_MONTHS = N_("within 6 months of receiving it")


def default_of(desk: Desk, kind: Kind, field: str, answers: Answers) -> Any:
    """The proposal for a field, as an answer; None for none."""
    maker = _MAKERS.get(field)
    return maker(desk, kind, answers) if maker else None


def _paper(desk: Desk, text: str) -> str:
    """Words for the paper itself: in the language in which the bureau writes."""
    return translate(text, "zh" if desk.language == "zh" else "en")


def act_of(desk: Desk, answers: Answers) -> Act | None:
    """The act that the paper documents, where it is in the case already."""
    wanted = answers.get("act")
    return next((page.data for page in desk.snapshot.acts if page.id == wanted), None)


def _persons(desk: Desk, kind: Kind, answers: Answers) -> list[str] | None:
    parties = desk.parties()
    act = act_of(desk, answers)
    if act and act.present and not set(act.present) & set(parties):
        return list(act.present)
    if kind.id in OF_HOLDERS:
        persons = desk.snapshot.persons
        return [
            n for n, p in persons.items() if p.capacity == "holder" and not p.represents
        ] or None
    return parties if len(parties) == 1 else None


def _signers(desk: Desk, kind: Kind, answers: Answers) -> dict[str, list[str]] | None:
    if issubclass(kind.model, OutwardPaper) and kind.id != "investigation_report":
        names = [desk.organ] if desk.organ else []
    elif kind.id == "legal_review_opinion":
        names = list(answers.get("reviewers") or [])
    elif "attendees" in answers:
        names = [str(row["who"]) for row in answers["attendees"] or () if row.get("who")]
    elif kind.id == "performance_record" or kind.id == "statement_review_record":
        names = [desk.session.who]
    else:
        act = act_of(desk, answers)
        faced = answers.get("persons")
        if faced is None and "persons" in asked_fields(kind):
            faced = _persons(desk, kind, answers)
        present = list(act.present) if act else []
        names = [*(act.officers if act else desk.handlers), *(faced or []), *present]
    return {"signed": list(dict.fromkeys(names)), "refused": []} if names else None


def _about(desk: Desk, kind: Kind, answers: Answers) -> list[str] | None:
    found = subjects(desk, kind)
    return [page.id for page in found] or None


def _made_by(desk: Desk, kind: Kind, answers: Answers) -> str | None:
    """Whoever works here; what only reviewers write is theirs."""
    reviewers = answers.get("reviewers") if kind.id == "legal_review_opinion" else None
    return reviewers[0] if reviewers else desk.session.who


def _made_at(desk: Desk, kind: Kind, answers: Answers) -> str:
    return typed(desk.now)


def _reviewed_by(desk: Desk, kind: Kind, answers: Answers) -> str | None:
    heads = desk.with_duty("section_head")
    return next((name for name in heads if name not in desk.handlers), None)


def _reviewers(desk: Desk, kind: Kind, answers: Answers) -> list[str] | None:
    able = desk.with_duty("legal_review")
    return able[:1] or None


def _earlier(field: str) -> Any:
    def found(desk: Desk, kind: Kind, answers: Answers) -> Any:
        if kind.id in _IN_LINE or (field, kind.id) == ("facts", "case_closure_approval"):
            line = desk.earlier(field, _OF_ITS_OWN.get(field, _LINE))
            return desk.earlier(field, _FIRST_FACTS) if not line and field == "facts" else line
        if field == "facts" and issubclass(kind.model, (OutwardPaper, Approval)):
            first = kind.id not in ("case_initiation_approval", "approval_form")
            return desk.earlier(field, _FIRST_FACTS) if first else None
        return None

    return found


def _evidence(desk: Desk, kind: Kind, answers: Answers) -> list[str] | None:
    """What a paper rests on; a closing form rests on how the decision was carried out."""
    if kind.id == "case_closure_approval":
        carried_out = desk.records("performance_record", "correction_check_record")
        return [page.id for page in carried_out] or None
    return (desk.proofs() or None) if issubclass(kind.model, OutwardPaper) else None


def _party_info(desk: Desk, kind: Kind, answers: Answers) -> str | None:
    """The party's particulars in one line, as the case's page of persons has them."""
    lines = []
    chinese = desk.language == "zh"

    def say(text: str, **values: str) -> str:
        return _paper(desk, text).format(**values)

    for name in desk.parties():
        person = desk.snapshot.persons[name]
        parts = [
            name,
            say(_IDENTITY, number=person.id_no) if person.id_no else "",
            say(_LIVING, address=person.address) if person.address else "",
            say(_TELEPHONE, number=person.contact) if person.contact else "",
        ]
        lines.append(("，" if chinese else ", ").join(filter(None, parts)))
    return ("；" if chinese else "; ").join(lines) or None


def _source(desk: Desk, kind: Kind, answers: Answers) -> str | None:
    lead = desk.session.facts.leads.get(_lead(desk) or "")
    return value_name(lead.channel, desk.language, "channel") if lead else None


def _source_ref(desk: Desk, kind: Kind, answers: Answers) -> str | None:
    return _lead(desk)


def _lead(desk: Desk) -> str | None:
    return desk.snapshot.case.data.lead if desk.snapshot.case else None


def _doc_no(desk: Desk, kind: Kind, answers: Answers) -> str | None:
    """The next number of the bureau's own pattern, after those that papers of this year have."""
    profile = desk.session.facts.profile
    pattern = profile.numbers.get(kind.id) if profile else None
    if pattern is None or desk.session.bureau is None:
        return None
    year = str(desk.now.year)
    shape = re.escape(pattern.replace("{year}", year)).replace(re.escape("{n}"), r"(\d+)")
    taken = [0]
    for path in (desk.session.bureau / layout.CASES).glob(f"*/*/records/*-{kind.id}.yaml"):
        try:
            data = load(path).data
        except InputError:  # a page that cannot be read has no number
            continue
        found = re.fullmatch(shape, str(data.get("doc_no"))) if isinstance(data, dict) else None
        if found and found.groups():
            taken.append(int(found[1]))
    return pattern.replace("{year}", year).replace("{n}", str(max(taken) + 1))


def _rights(desk: Desk, kind: Kind, answers: Answers) -> Any:
    if issubclass(kind.model, Transcript):
        return {"rights": ["statement", "defence", "recusal"], "content": None}
    if kind.id == "hearing_right_notice":
        return {"rights": ["hearing"], "content": None}
    if kind.id == "rights_notice":
        return {"rights": ["statement", "defence", "recusal"], "content": None}
    if not kind.id.endswith("decision"):
        return {"rights": ["statement", "defence"], "content": None}
    profile = desk.session.facts.profile
    rows = []
    for right, organ, within in (
        (
            "reconsideration",
            profile and profile.bureau.reconsideration_organ,
            _paper(desk, _IN_60_DAYS),
        ),
        ("litigation", profile and profile.bureau.court, _paper(desk, _IN_6_MONTHS)),
    ):
        rows.append({"rights": right, "within": within, **({"organ": organ} if organ else {})})
    return rows


def _performed(desk: Desk, kind: Kind, answers: Answers) -> list[dict[str, Any]] | None:
    """Every item of the decision as fully performed today: for whoever confirms it."""
    if kind.id != "performance_record":
        return None
    wanted = answers.get("about") or [page.id for page in desk.records(*DECIDED)]
    orders = [
        order
        for page in desk.records(*DECIDED)
        if page.id in wanted and isinstance(page.data, OutwardPaper)
        for order in page.data.orders
    ]
    if not orders:
        return None
    today = desk.now.date().isoformat()
    return [
        {
            "number": str(o.number),
            "status": "full",
            "date": today,
            **({"amount_yuan": str(o.amount_yuan)} if o.amount_yuan is not None else {}),
        }
        for o in orders
    ]


def _store(desk: Desk, kind: Kind, answers: Answers) -> str | None:
    profile = desk.session.facts.profile
    stores = list(profile.stores) if profile else []
    return stores[0] if len(stores) == 1 else None


_MAKERS = {
    "persons": _persons,
    "signatures": _signers,
    "about": _about,
    "made_at": _made_at,
    "made_by": _made_by,
    "reviewed_by": _reviewed_by,
    "reviewers": _reviewers,
    "facts": _earlier("facts"),
    "reason": _earlier("reason"),
    "legal_basis": _earlier("legal_basis"),
    "factors": _earlier("factors"),
    "evidence": _evidence,
    "party_info": _party_info,
    "source": _source,
    "source_ref": _source_ref,
    "doc_no": _doc_no,
    "rights_told": _rights,
    "orders": _performed,
    "store": _store,
}
