"""A case at a glance, and one item of it in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from lawrec.i18n import _, language
from lawrec.report.fields_text import field_lines
from lawrec.report.journal_text import (
    ActLine,
    Entered,
    Footage,
    Journal,
    Moment,
    Paper,
    entry_note,
)
from lawrec.report.journal_text import (
    to_json as journal_json,
)
from lawrec.report.lines import bracketed, flat, iso, listed, when
from lawrec.schema.case import Case, Person
from lawrec.schema.value_names import value_name


@dataclass(frozen=True, slots=True)
class Overview:
    """What a case is, who is in it, and what lies in it."""

    journal: Journal
    case: Case | None
    persons: Mapping[str, Person]
    counts: Mapping[str, int]
    archived: str | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One act, record or medium: its typed page and what the rest of the case says about it.

    `content` is the page as it lies on disk. `mentioned` lists the items that name this one.
    `words` says what codes in the page mean.
    """

    case: str
    id: str
    path: str
    name: str
    data: BaseModel
    content: object
    entered: Entered
    kept_at: str | None = None
    seen_by: str | None = None
    seen_at: Moment | None = None
    pages: str | None = None
    scans: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    media_state: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


def overview_json(found: Overview) -> dict[str, Any]:
    """The overview for programs."""
    case = found.case
    facts = case.model_dump(mode="json", by_alias=True) if case else {}
    return {
        **journal_json(found.journal),
        "facts": facts,
        "persons": {
            name: {"capacity": person.capacity, "type": person.type}
            for name, person in found.persons.items()
        },
        "counts": dict(found.counts),
        "archived": found.archived,
        "problems": list(found.problems),
    }


def overview_lines(found: Overview) -> Iterator[str]:
    """The overview as people read it."""
    journal = found.journal
    yield flat(f"{journal.number or journal.case}  {journal.title or ''}")
    if found.case is not None:
        yield from _case_lines(found.case)
    people = [
        bracketed(name, value_name(person.capacity, language()))
        for name, person in found.persons.items()
    ]
    yield _("people: {names}").format(names=listed(people) or "—")
    yield _("{acts} acts, {records} records ({drafts} drafts), {media} media").format(
        **found.counts
    )
    if found.archived:
        yield _("archived: {outcome}").format(outcome=value_name(found.archived, language()))
    for problem in found.problems:
        yield _("noticed: {problem}").format(problem=flat(problem))
    for act in journal.acts:
        yield ""
        yield from _act_lines(act)
    if journal.papers or journal.media:
        yield ""
        yield _("Of no act:")
        yield from _holdings(journal.papers, journal.media)


def _case_lines(case: Case) -> Iterator[str]:
    yield listed(
        (
            value_name(case.kind, language(), "kind"),
            value_name(case.procedure, language(), "procedure"),
            value_name(case.initiated_by, language(), "initiated_by"),
        )
    )
    yield _("unit: {unit}; officers: {names}").format(
        unit=flat(case.unit), names=listed(case.officers)
    )
    if case.lead:
        yield _("lead: {id}").format(id=case.lead)


def _act_lines(act: ActLine) -> Iterator[str]:
    yield flat(f"{act.id} {value_name(act.kind, language())}  {when(act.start)}  {act.place or ''}")
    yield from _holdings(act.papers, act.media)


def _holdings(papers: tuple[Paper, ...], media: tuple[Footage, ...]) -> Iterator[str]:
    for paper in papers:
        mark = _(" [draft]") if paper.draft else ""
        yield f"  {paper.id} {flat(paper.name)}{mark}"
    for medium in media:
        yield f"  {medium.id} {value_name(medium.mode, language())} {flat(medium.title)}"


def item_json(item: Item) -> dict[str, Any]:
    """One item for programs: its content as on disk, and what stands elsewhere about it."""
    return {
        "schema_version": "1",
        "case": item.case,
        "id": item.id,
        "path": item.path,
        "name": item.name,
        "content": item.content,
        "first_seen": iso(item.entered.first_seen),
        "original": {
            "kept_at": item.kept_at,
            "seen_by": item.seen_by,
            "seen_at": iso(item.seen_at),
            "pages": item.pages,
            "scans": list(item.scans),
        },
        "mentioned_by": list(item.mentioned),
        "media_state": item.media_state,
        **item.extra,
    }


def item_lines(item: Item) -> Iterator[str]:
    """One item as people read it."""
    yield flat(f"{item.id} {item.name}")
    yield flat(item.path)
    yield ""
    yield from field_lines(item.data, words=item.words)
    yield ""
    if note := entry_note(item.entered):
        yield note
    if item.media_state is not None:
        yield _state(item.media_state)
    if item.kept_at is not None:
        yield _("the original lies at {place}").format(place=flat(item.kept_at))
    if item.seen_by is not None:
        seen = _("the signatures were seen by {who}, {time}")
        yield seen.format(who=flat(item.seen_by), time=when(item.seen_at))
    elif item.id.startswith("R"):
        yield _("nobody has noted seeing the signatures on the original")
    if item.scans:
        yield _("scanned as: {items}").format(items=" ".join(item.scans))
    if item.mentioned:
        yield _("named by: {items}").format(items=" ".join(item.mentioned))


def _state(state: str) -> str:
    texts = {
        "present": _("the content is there"),
        "absent": _("the content is absent"),
        "differs": _("the content is not what was stored"),
        "elsewhere": _("the content lies in another store"),
    }
    return texts.get(state, state)
