"""A change of pages as people read it: which papers, which facts, what the evidence log says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from lawrec.i18n import N_, _, language
from lawrec.report.fields_text import field_lines
from lawrec.report.lines import bracketed, flat, labelled, listed
from lawrec.schema.field_names import field_name

What = Literal["new", "changed", "removed"]
_WHAT = {"new": N_("new"), "changed": N_("changed"), "removed": N_("taken out")}
_EVENTS: Mapping[str, str] = {
    "init": N_("set up"),
    "open": N_("a case was opened"),
    "act": N_("an act was noted"),
    "record": N_("a paper was entered"),
    "draft": N_("a draft was kept"),
    "finalise": N_("a draft was made final"),
    "attach": N_("a scan was attached"),
    "import": N_("footage was taken in"),
    "handover": N_("a hand-over was noted"),
    "assign": N_("footage was assigned"),
    "preserve": N_("footage was kept for long"),
    "person": N_("a person was entered"),
    "declare": N_("facts were declared"),
    "seen": N_("signed papers were seen"),
    "attest": N_("rows were attested"),
    "override": N_("an override was entered"),
    "amend": N_("a page was amended"),
    "sheet": N_("a workbook was read back"),
    "undo": N_("a mistaken entry was undone"),
    "void": N_("a wrongly opened case was voided"),
    "stub": N_("a state secret was marked"),
    "archive": N_("the case was archived"),
    "roster": N_("a roster was changed"),
    "schemas": N_("the schemas for editors were renewed"),
    "leave": N_("posts were closed"),
    "device": N_("the care of a device was noted"),
    "store": N_("the settings of footage were changed"),
    "copies": N_("copies of footage were noted"),
    "inbox": N_("footage came into the inbox"),
    "lead": N_("a lead was written"),
    "unit": N_("a paper of the bureau was entered"),
    "backup": N_("a backup was made"),
    "recovered": N_("the log caught up with the history"),
}


def event_name(event: str) -> str:
    """What an event of the evidence log is called; one without a name is itself."""
    return _(_EVENTS[event]) if event in _EVENTS else event


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page of a change: the item's id or "" and its name, and its entries before and after.

    Most pages have one entry, named ""; rosters and the like have several. `by_machine` is what
    lawrec writes for itself.
    """

    path: str
    what: What
    item: str
    name: str
    before: Mapping[str, BaseModel] = field(default_factory=dict)
    after: Mapping[str, BaseModel] = field(default_factory=dict)
    content: object = None
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One change: where, by whom, which event, which pages, which media come to lie where."""

    where: str
    event: str
    by: str
    message: str
    logged: bool
    pages: tuple[PageChange, ...]
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WouldWrite:
    """What a command would write: changes, files with their size in bytes, and plain sentences."""

    changes: tuple[ChangeText, ...]
    files: Mapping[str, int]
    notes: tuple[str, ...]


def trial_lines(would: WouldWrite) -> Iterator[str]:
    """What a trial run found, as people read it."""
    yield _("Only tried, nothing was written. Without --dry-run this would be written:")
    for change in would.changes:
        yield ""
        yield from change_lines(change)
    for note in would.notes:
        yield ""
        yield note
    if would.files:
        yield ""
        yield _("Files:")
    for path, size in would.files.items():
        yield "  " + _("{path} ({size} bytes)").format(path=path, size=size)


def change_lines(change: ChangeText) -> Iterator[str]:
    """One change: each page with its facts, then the entry in the evidence log."""
    yield change.where
    for page in change.pages:
        yield from _page_lines(page)
    for path in change.media:
        yield "  " + _("content: {path}").format(path=path)
    if change.logged:
        yield "  " + _("evidence log: one entry, {event}, by {who}").format(
            event=event_name(change.event), who=flat(change.by)
        )


def page_title(page: PageChange) -> str:
    """A page in one line: R05 inquiry transcript (new)."""
    return bracketed(flat(" ".join(filter(None, (page.item, page.name)))), _(_WHAT[page.what]))


def _page_lines(page: PageChange) -> Iterator[str]:
    yield "  " + labelled(page_title(page), page.path)
    if page.by_machine or page.what == "removed":
        return
    for key in dict.fromkeys((*page.before, *page.after)):
        old, new = page.before.get(key), page.after.get(key)
        if old == new:
            continue
        indent = "      " if key else "    "
        if key:
            gone = bracketed(flat(key), _("taken out"))
            yield "    " + (gone if new is None else labelled(flat(key)))
        if new is not None:
            yield from _differing(old, new, indent)


def _differing(old: BaseModel | None, new: BaseModel, indent: str) -> Iterator[str]:
    """The fields that are new or other than before; then the names of those that are gone."""
    if old is None:
        yield from field_lines(new, indent)
        return
    names = type(new).model_fields
    changed = {name for name in names if getattr(old, name, None) != getattr(new, name)}
    kept = new.model_copy()
    kept.__pydantic_fields_set__ = new.model_fields_set & changed
    yield from field_lines(kept, indent)
    gone = [
        field_name(names[name].alias or name, language(), type(new).__name__)
        for name in names
        if name in changed and name not in new.model_fields_set
    ]
    if gone:
        yield indent + _("no longer: {names}").format(names=listed(gone))


def trial_json(would: WouldWrite) -> dict[str, Any]:
    """What a trial run found, for programs."""
    return {
        "changes": [change_json(change) for change in would.changes],
        "files": [{"path": path, "bytes": size} for path, size in would.files.items()],
        "notes": list(would.notes),
    }


def change_json(change: ChangeText) -> dict[str, Any]:
    """One change for programs."""
    return {
        "where": change.where,
        "event": change.event,
        "by": change.by,
        "message": change.message,
        "logged": change.logged,
        "pages": [
            {"path": p.path, "what": p.what, "id": p.item or None, "content": p.content}
            for p in change.pages
        ],
        "media": list(change.media),
    }
