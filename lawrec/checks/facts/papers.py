"""Which papers belong to an act, whom a paper faces, and who must sign which kind of paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.support import scan_of
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act, Capacity
from lawrec.schema.moments import last_instant
from lawrec.schema.records.common import OutwardPaper, Record, Transcript
from lawrec.schema.records.investigation import (
    EvidenceList,
    EvidenceRequestNotice,
    HearingTranscript,
)
from lawrec.schema.snapshot import Page

Counterpart = Literal["on_site", "faced", "if_named", "never"]
"""When the person concerned must sign: `on_site` those named or there, else every party; `faced`
those whom the paper names, else every party; `if_named` only whom the paper names."""

_GIVES_EVIDENCE: frozenset[Capacity | None] = frozenset(
    (None, "holder", "third_party", "sampled_person", "other")
)


@dataclass(frozen=True, slots=True)
class Signers:
    """Who must sign a kind of paper (13.2).

    `essential` are the capacities in which a person whom the paper names, other than a party,
    must sign without fail: the questioned witness, the holder of evidence. None stands for
    somebody of whom the case says nothing.
    """

    officers: bool
    counterpart: Counterpart
    essential: frozenset[Capacity | None] = frozenset()


SIGNERS: Mapping[str, Signers] = {
    "inquiry_transcript": Signers(True, "if_named", _GIVES_EVIDENCE | {"witness"}),
    "evidence_request_notice": Signers(True, "if_named", _GIVES_EVIDENCE),
    "evidence_list": Signers(True, "if_named", _GIVES_EVIDENCE),
    "onsite_inspection_record": Signers(True, "on_site"),
    "onsite_record": Signers(True, "on_site"),
    "sampling_list": Signers(True, "on_site"),
    "statement_defence_record": Signers(True, "faced"),
    "hearing_transcript": Signers(True, "faced"),
    "other_investigation_record": Signers(True, "if_named"),
    "appraisal_opinion": Signers(False, "never"),
}
"""The papers of article 13, paragraph 1, and who signs them (13.2)."""

_OTHERS = frozenset(("witness", "present", "holder", "guardian", "interpreter", "appraiser"))
_OUTSIDE = frozenset(("witness", "third_party", "interpreter", "appraiser", "expert"))
_WIDER = frozenset(("sampled_person", "third_party", "holder", "other"))
_TEXT_RECORD_HOURS = 72
"""How long a paper may be on its way into the case where the bureau sets no threshold."""


def awaited_until(case: Facts, act: Page[Act]) -> datetime | None:
    """Until when a paper of this act may still be on its way; None once the time has run out.

    Paper is typed in days later (decision 12), so the bureau's own threshold for text records
    counts from the end of the act.
    """
    thresholds = case.profile.thresholds if case.profile else {}
    hours = thresholds.get("text_record_hours", _TEXT_RECORD_HOURS)
    until = last_instant(act.data.end or act.data.start) + timedelta(hours=float(hours))
    return until if case.as_of <= until and not over(case) else None


def belongs_to(page: Page[Record], act_id: str) -> bool:
    """Whether the paper names the act as its own, or as one that it is about."""
    return page.data.act == act_id or act_id in page.data.about


def papers_of(case: Facts, act_id: str, *kinds: str) -> list[Page[Record]]:
    """The final papers of these kinds that belong to the act, with their substitutes."""
    return [page for page in case.records_of(*kinds) if belongs_to(page, act_id)]


def unassigned(case: Facts, *kinds: str) -> list[Page[Record]]:
    """The final papers of these kinds that name no act of the case."""
    acts = [act.id for act in case.acts]
    return [
        page
        for page in case.records_of(*kinds)
        if not any(belongs_to(page, act_id) for act_id in acts)
    ]


def says_nothing(case: Facts, page: Page[Record]) -> bool:
    """Whether neither the typed paper nor a scan of it shows what was recorded."""
    record = page.data
    texts = [record.content]
    if isinstance(record, Transcript):
        texts += [record.objects, record.conclusion]
    if isinstance(record, OutwardPaper):
        texts.append(record.facts)
    if isinstance(record, EvidenceRequestNotice):
        texts.append(record.wanted)
    if isinstance(record, EvidenceList):
        texts += [item.name for item in record.items]
    return all(is_blank(text) for text in texts) and scan_of(case, page) is None


def signers_of(record: Record) -> Signers | None:
    """Who must sign this paper; None for a paper that article 13 does not name."""
    for kind in (record.substitutes.kind if record.substitutes else "", record.kind):
        if kind in SIGNERS:
            return SIGNERS[kind]
    return None


def evidence_papers(case: Facts) -> list[tuple[Page[Record], Signers]]:
    """The final papers that 13.2 wants signed, with their signers."""
    pairs = [(page, signers_of(page.data)) for page in case.final_records]
    return [(page, signers) for page, signers in pairs if signers is not None]


def officers_on(case: Facts, page: Page[Record]) -> tuple[str, ...]:
    """The officers of the act, and those whom the paper itself lists."""
    act = case.act(page.data.act)
    names = list(act.data.officers if act else ())
    if isinstance(page.data, Transcript) and page.data.identification:
        names += [entry.who for entry in page.data.identification.officers]
    if isinstance(page.data, HearingTranscript):
        names += [name for name in (page.data.presider, page.data.recorder) if name]
    return tuple(dict.fromkeys(name for name in names if not is_blank(name)))


def faced(page: Page[Record]) -> tuple[str, ...]:
    """Whom the paper faces: named on it, else who signed on that side."""
    sides = (*_OTHERS, "party", "agent", "recipient")
    signed = tuple(dict.fromkeys(s.who for s in page.data.signatures if s.as_ in sides))
    return tuple(name for name in page.data.persons if not is_blank(name)) or signed


def party_behind(case: Facts, name: str) -> str | None:
    """The party whom that person is or acts for; None for witnesses and other outsiders."""
    person = case.person(name)
    if person is None:
        return None
    if person.capacity == "party":
        return name
    acts_for = person.represents in case.parties and person.capacity not in _OUTSIDE
    return person.represents if acts_for else None


def counterparts(case: Facts, page: Page[Record], signers: Signers) -> tuple[str, ...]:
    """The persons concerned (行政相对人) who must sign this paper (13.2b)."""
    if signers.counterpart == "never":
        return ()
    names = list(faced(page))
    act = case.act(page.data.act)
    if act and (signers.counterpart == "on_site" or (not names and signers.counterpart == "faced")):
        names += act.data.present
    found = tuple(dict.fromkeys(p for name in names if (p := party_behind(case, name))))
    if found or signers.counterpart == "if_named":
        return found
    wider = tuple(name for name in page.data.persons if _capacity(case, name) in _WIDER)
    return wider or case.parties


def others_listed(case: Facts, page: Page[Record], signers: Signers) -> Mapping[str, bool]:
    """Further people whom the paper itself lists, and whether they must sign without fail."""
    due = counterparts(case, page, signers)
    faces = faced(page) if signers.essential else page.data.persons
    names = [*faces, *(s.who for s in page.data.signatures if s.as_ in _OTHERS)]
    return {
        name: name in faces and _capacity(case, name) in signers.essential
        for name in dict.fromkeys(names)
        if name not in due
        and (party_behind(case, name) is None or _capacity(case, name) == "guardian")
        and case.officer(name) is None
        and not is_blank(name)
    }


def role_of(case: Facts, name: str) -> str:
    """What to call that person in a message about a signature."""
    capacity = "party" if name == "party" else _capacity(case, name)
    return "present" if capacity in (None, "other", "sampled_person") else capacity


def _capacity(case: Facts, name: str) -> Capacity | None:
    person = case.person(name)
    return person.capacity if person else None
