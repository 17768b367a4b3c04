"""From one record and its case to what templates may use: one dict for .docx and PDF alike.

The names are listed in templates/forms/README.md. Everything is text, a list of `Fields`, or a
truth value; nothing in it can do anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lawrec.forms.case_facts import case_facts, catalogue, title_of
from lawrec.forms.fields import Blanks, Fields, Wording
from lawrec.forms.signers import sealed, signers
from lawrec.forms.wording import chinese_day, day, plain, stamp
from lawrec.forms.words import WORDS
from lawrec.i18n import Language
from lawrec.schema.bureau import Officer
from lawrec.schema.case import Act, Case, Person
from lawrec.schema.field_names import field_name
from lawrec.schema.records.common import Identification, Record
from lawrec.schema.records.kinds import Kind
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.schema.value_names import value_name

_PEOPLE = ("id_no", "address", "residence", "contact", "post", "represents")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be printed: a record of a case, or (page None) the blank form of a kind."""

    kind: Kind
    snapshot: CaseSnapshot
    page: Page[Record] | None
    into: Language

    @property
    def record(self) -> Record | None:
        """The record itself; None for a blank form."""
        return self.page.data if self.page else None

    @property
    def case(self) -> Case | None:
        """The case, where there is one that could be read."""
        return self.snapshot.case.data if self.snapshot.case else None

    @property
    def act(self) -> Act | None:
        """The act that the record documents."""
        wanted = self.record.act if self.record else None
        return next((p.data for p in self.snapshot.acts if p.id == wanted), None)


def context(subject: Subject, shown: frozenset[str]) -> dict[str, Any]:
    """All that a template may name; `shown` are the fields that it places by itself."""
    record, into = subject.record, subject.into
    model = subject.kind.model
    wording = Wording(into, lambda item: refer(subject, item))
    texts = wording.texts(model, record)
    lists = {
        "persons": _people(subject),
        "legal_basis": [plain(c) for c in getattr(record, "legal_basis", ())],
        **wording.lists(model, record),
    }
    return {
        "f": Fields(texts),
        "t": Fields(lists),
        "w": Fields({name: both[0 if into == "zh" else 1] for name, both in WORDS.items()}),
        "rest": wording.rest(model, texts, shown, blank=record is None),
        "blank": record is None,
        "draft": bool(record and record.draft),
        "name": subject.kind.zh if into == "zh" else subject.kind.en.capitalize(),
        "title": plain(record.title) if record and record.title else "",
        "id": subject.page.id if subject.page else "",
        "case": Fields(case_facts(subject.snapshot, wording)),
        "catalogue": catalogue(subject.snapshot, record, wording),
        "bureau": Fields(_bureau(subject)),
        "act": Fields(_act(subject)),
        "made": Fields(_made(record, into)),
        "officers": _officers(subject),
        "parties": [p for p in _people(subject, everyone=True) if p.is_party],
        "people": _people(subject, everyone=True),
        "signers": signers(subject.kind, record, _people(subject), _officers(subject), into),
        "seal": sealed(subject.kind, record),
    }


def refer(subject: Subject, item: str) -> str:
    """What people call an item of the case: its name, number if it has one, and its id."""
    into = subject.into
    if item == "case":
        return "本案" if into == "zh" else "the case"
    named = _named(subject, item)
    left, right = ("（", "）") if into == "zh" else (" (", ")")
    return f"{named}{left}{item}{right}" if named else item


def _named(subject: Subject, item: str) -> str:
    snapshot, into = subject.snapshot, subject.into
    for page in snapshot.records:
        if page.id == item:
            number = getattr(page.data, "doc_no", None)
            return " ".join(filter(None, (title_of(page.data, into), number)))
    for medium in snapshot.media:
        if medium.id == item:
            return title_of(medium.data, into)
    for act in snapshot.acts:
        if act.id == item:
            return f"{value_name(act.data.kind, into)} {stamp(act.data.start, into)}"
    return ""


def _bureau(subject: Subject) -> dict[str, Any]:
    profile = subject.snapshot.bureau.profile
    name = profile.bureau.name if profile else ""
    return {
        "name": plain(name),
        "reconsideration_organ": plain((profile and profile.bureau.reconsideration_organ) or ""),
        "court": plain((profile and profile.bureau.court) or ""),
    }


def _act(subject: Subject) -> dict[str, Any]:
    act, into = subject.act, subject.into
    comma = "、" if into == "zh" else ", "
    return {
        "kind": value_name(act.kind, into) if act else "",
        "survey": act is not None and act.kind == "survey",
        "start": stamp(act.start, into) if act else "",
        "end": stamp(act.end, into) if act and act.end else "",
        "place": plain(act.place or "") if act else "",
        "present": comma.join(map(plain, act.present)) if act else "",
        "outcome": value_name(act.outcome, into) if act else "",
    }


def _made(record: Record | None, into: Language) -> dict[str, str]:
    made = record.made_at if record else None
    empty = "    年    月    日" if into == "zh" else ""
    return {
        "day": day(made, into) if made else empty,
        "time": stamp(made, into) if made else "",
        "cn": (chinese_day(made) if into == "zh" else day(made, into)) if made else empty,
    }


def _people(subject: Subject, *, everyone: bool = False) -> Blanks:
    """The people whom the paper faces, else (`everyone`) all of the case, with who they are."""
    known, record = subject.snapshot.persons, subject.record
    names = tuple(known) if everyone else (record.persons if record else ())
    if record is None and not everyone:
        parties = tuple(name for name, person in known.items() if person.capacity == "party")
        names = parties if len(parties) == 1 else ()
    found = [Fields(_person(name, known.get(name), subject)) for name in names]
    return Blanks(found, Fields(_person("", None, subject)), blank=record is None)


def _person(name: str, person: Person | None, subject: Subject) -> dict[str, Any]:
    into = subject.into
    texts = {field: plain((person and getattr(person, field)) or "") for field in _PEOPLE}
    organisation = person is not None and person.type == "organisation"
    label = {field: field_name(field, into, "Person") for field in _PEOPLE}
    if organisation and into == "zh":
        label |= {"id_no": "统一社会信用代码", "address": "住所"}
    comma, colon = ("，", "：") if into == "zh" else (", ", ": ")
    line = comma.join(f"{label[f]}{colon}{t}" for f, t in texts.items() if t)
    return {
        **texts,
        "name": plain(name),
        "capacity": value_name(person.capacity, into, "capacity") if person else "",
        "is_party": person is not None and person.capacity == "party",
        "organisation": organisation,
        "line": line,
        "whole": comma.join(filter(None, (plain(name), line))),
    }


def _officers(subject: Subject) -> Blanks:
    """The officers of the paper with their certificate numbers: as it says, else the roster's."""
    staff = subject.snapshot.bureau.officers
    told: Identification | None = getattr(subject.record, "identification", None)
    if told is not None and told.officers:
        pairs = [(o.who, o.cert_no or _certificate(staff.get(o.who))) for o in told.officers]
    else:
        act, case = subject.act, subject.case
        names = (act.officers if act else ()) or (case.officers if case else ())
        pairs = [(name, _certificate(staff.get(name))) for name in names]
    return Blanks(
        [Fields({"name": plain(name), "cert_no": plain(number)}) for name, number in pairs],
        Fields({"name": "", "cert_no": ""}),
        blank=subject.page is None,
    )


def _certificate(officer: Officer | None) -> str:
    return officer.certificate.number if officer and officer.certificate else ""
