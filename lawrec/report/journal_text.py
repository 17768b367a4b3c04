"""The journal of a case: what was done in the order of time, and when it was entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from lawrec.i18n import _, language
from lawrec.report.lines import bracketed, flat, iso, listed, span, when
from lawrec.schema.moments import first_instant, last_instant
from lawrec.schema.value_names import value_name

Moment = datetime | date
_AT_ONCE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entered:
    """When something says it was made, and when the history of the case first has it.

    `first_seen` is None without a history, and for what is not committed yet.
    """

    declared: Moment | None
    first_seen: datetime | None

    @property
    def gap(self) -> timedelta | None:
        """From the declared time to the entry; below zero where the entry came first.

        None where one of them is not known, or the entry lies within a day that is declared
        without a time.
        """
        if self.declared is None or self.first_seen is None:
            return None
        if self.first_seen > (end := last_instant(self.declared)):
            return self.first_seen - end
        start = first_instant(self.declared)
        return self.first_seen - start if self.first_seen < start else None


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One entry of a paper's signatures."""

    who: str
    role: str
    status: str
    means: str
    at: Moment | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A record as the journal shows it; `seen_by` has looked at the signatures on the original."""

    id: str
    path: str
    kind: str
    name: str
    entered: Entered
    draft: bool
    signatures: tuple[SignedBy, ...]
    seen_by: str | None
    seen_at: Moment | None


@dataclass(frozen=True, slots=True)
class Footage:
    """A medium as the journal shows it."""

    id: str
    path: str
    mode: str
    title: str
    start: Moment | None
    end: Moment | None
    zone: str | None
    state: str


@dataclass(frozen=True, slots=True)
class ActLine:
    """One enforcement act with what documents it."""

    id: str
    path: str
    kind: str
    start: Moment
    end: Moment | None
    place: str | None
    officers: tuple[str, ...]
    present: tuple[str, ...]
    outcome: str
    entered: Entered
    papers: tuple[Paper, ...]
    media: tuple[Footage, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """The acts in the order of time, and the papers and media that belong to none."""

    case: str
    number: str | None
    title: str | None
    history: str
    acts: tuple[ActLine, ...]
    papers: tuple[Paper, ...]
    media: tuple[Footage, ...]


def to_json(journal: Journal) -> dict[str, Any]:
    """The journal for programs."""
    return {
        "schema_version": "1",
        "case": journal.case,
        "number": journal.number,
        "title": journal.title,
        "history": journal.history,
        "acts": [act_json(act) for act in journal.acts],
        "papers": [paper_json(paper) for paper in journal.papers],
        "media": [footage_json(medium) for medium in journal.media],
    }


def act_json(act: ActLine) -> dict[str, Any]:
    """One act for programs."""
    return {
        "id": act.id,
        "path": act.path,
        "kind": act.kind,
        "start": iso(act.start),
        "end": iso(act.end),
        "place": act.place,
        "officers": list(act.officers),
        "present": list(act.present),
        "outcome": act.outcome,
        "entered": _entered_json(act.entered),
        "papers": [paper_json(paper) for paper in act.papers],
        "media": [footage_json(medium) for medium in act.media],
    }


def paper_json(paper: Paper) -> dict[str, Any]:
    """One paper for programs."""
    return {
        "id": paper.id,
        "path": paper.path,
        "kind": paper.kind,
        "draft": paper.draft,
        "made_at": iso(paper.entered.declared),
        "entered": _entered_json(paper.entered),
        "signatures": [
            {
                "who": entry.who,
                "as": entry.role,
                "status": entry.status,
                "means": entry.means,
                "at": iso(entry.at),
            }
            for entry in paper.signatures
        ],
        "seen_by": paper.seen_by,
        "seen_at": iso(paper.seen_at),
    }


def footage_json(medium: Footage) -> dict[str, Any]:
    """One medium for programs."""
    return {
        "id": medium.id,
        "path": medium.path,
        "mode": medium.mode,
        "title": medium.title,
        "start": iso(medium.start),
        "end": iso(medium.end),
        "zone": medium.zone,
        "state": medium.state,
    }


def _entered_json(entered: Entered) -> dict[str, Any]:
    gap = entered.gap
    return {
        "first_seen": iso(entered.first_seen),
        "gap_seconds": int(gap.total_seconds()) if gap is not None else None,
    }


def lines(journal: Journal) -> Iterator[str]:
    """The journal as people read it."""
    yield flat(f"{journal.number or journal.case}  {journal.title or ''}")
    if journal.history == "none":
        yield _("The case has no history: when things were entered is not known")
    for act in journal.acts:
        yield ""
        yield from _act(act)
    if journal.papers:
        yield ""
        yield _("Papers of no act:")
        for paper in journal.papers:
            yield from _paper(paper)
    if journal.media:
        yield ""
        yield _("Media of no act:")
        for medium in journal.media:
            yield _footage(medium)


def _act(act: ActLine) -> Iterator[str]:
    time = when(act.start) + (f" – {when(act.end)}" if act.end is not None else "")
    head = f"{time}  {act.id} {value_name(act.kind, language())}"
    if act.outcome != "done":
        head += f" [{value_name(act.outcome, language(), 'outcome')}]"
    yield flat(head)
    if act.place:
        yield "  " + _("place: {place}").format(place=flat(act.place))
    yield "  " + _("officers: {names}").format(names=listed(act.officers) or "—")
    if act.present:
        yield "  " + _("also there: {names}").format(names=listed(act.present))
    if note := entry_note(act.entered):
        yield f"  {note}"
    for paper in act.papers:
        yield from _paper(paper)
    for medium in act.media:
        yield _footage(medium)


def _paper(paper: Paper) -> Iterator[str]:
    mark = _(" [draft]") if paper.draft else ""
    yield f"  {paper.id} {flat(paper.name)}{mark}  {when(paper.entered.declared)}"
    if note := entry_note(paper.entered):
        yield f"      {note}"
    if paper.signatures:
        names = listed(signed(entry) for entry in paper.signatures)
        yield "      " + _("signatures: {names}").format(names=names)
        yield f"      {seen_note(paper.seen_by, paper.seen_at)}"


def signed(entry: SignedBy) -> str:
    """One signature in a few words: who, in which role, and what is unusual about it."""
    words = [value_name(entry.role, language(), "as")]
    if entry.status != "signed":
        words.append(value_name(entry.status, language(), "status"))
    elif entry.means != "handwritten":
        words.append(value_name(entry.means, language(), "means"))
    return bracketed(entry.who, listed(words))


def seen_note(who: str | None, at: Moment | None) -> str:
    """Whether anybody has looked at the signatures on the original."""
    if who is None:
        return _("nobody has noted seeing these signatures")
    return _("seen by {who}, {time}").format(who=flat(who), time=when(at))


def entry_note(entered: Entered) -> str | None:
    """When it came into the case, beside the time that it states itself; no accusation."""
    if entered.first_seen is None:
        return None
    time, gap = when(entered.first_seen), entered.gap
    if gap is None or abs(gap) < _AT_ONCE:
        return _("entered {time}").format(time=time)
    if gap > timedelta(0):
        return _("entered {time}, {span} later").format(time=time, span=span(gap))
    return _("entered {time}, {span} before the stated time").format(time=time, span=span(gap))


def _footage(medium: Footage) -> str:
    time = when(medium.start)
    if medium.zone == "assumed":
        time = _("{time} (zone assumed)").format(time=time)
    text = f"  {medium.id} {value_name(medium.mode, language())} {flat(medium.title)}  {time}"
    if medium.state == "absent":
        return text + _("  [content absent]")
    if medium.state == "differs":
        return text + _("  [content changed]")
    return text
