"""What stands in the way of setting something back: who relies on it, what was done since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lawrec.i18n import _
from lawrec.operations.overview import mentions
from lawrec.operations.undo_find import KEPT_RECORDS, Found, OnePage, entries_in
from lawrec.report.lines import listed
from lawrec.schema.ids import id_of
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.store import layout
from lawrec.store.history import ObjectStore, tree_at
from lawrec.store.render import to_raw

_SERVICE = "service_receipt"


def item_of(path: str) -> str:
    """The id of the item that a page is of; the page itself where it has none."""
    return id_of(path.rsplit("/", 1)[-1]) or path


def inside(snapshot: CaseSnapshot) -> Iterator[str]:
    """What was done in a case; that it was voided once and opened again is no deed."""
    inside = [page.id for page in (*snapshot.acts, *snapshot.media)]
    for page in snapshot.records:
        about = getattr(page.data, "content", None)
        if page.data.kind not in KEPT_RECORDS or about != layout.VOIDED:
            inside.append(page.id)
    if inside:
        text = _("Something was done in this case already ({items}): close it instead")
        yield text.format(items=listed(inside[:6]))


def depending(snapshot: CaseSnapshot, item: str, going: set[str]) -> Iterator[str]:
    """What later rests on an item that would be taken out."""
    records: dict[str, Page[Record]] = {page.id: page for page in snapshot.records}
    named = [other for other in dict.fromkeys(mentions(snapshot, item)) if other not in going]
    served = [i for i in named if i in records and records[i].data.kind == _SERVICE]
    if served:
        text = _("{item} was served ({receipts}): what a party has is amended, not undone")
        yield text.format(item=item, receipts=listed(served))
        return
    if named:
        text = _("{item} is named by {others}: undo these first, or amend {item}")
        yield text.format(item=item, others=listed(named))
    elif item in snapshot.originals:
        text = _("Somebody has seen the signatures on {item}: it is a signed paper, amend it")
        yield text.format(item=item)


def relied_upon(folder: Path, snapshot: CaseSnapshot, page: OnePage, found: Found) -> Iterator[str]:
    """Who relies on a paper as it became by the change: it was served or signed since.

    One that would become a draft again must not be named by anything either.
    """
    item = item_of(page.path)
    if entries_in(page.before).get("draft") and not entries_in(page.after).get("draft"):
        traces = {r.id for r in snapshot.records if r.data.kind in KEPT_RECORDS}
        yield from depending(snapshot, item, traces)
        return
    then = tree_at(ObjectStore(folder), found.commit.id) or {}
    later = {r.id for r in snapshot.records if r.data.kind == _SERVICE and r.path not in then}
    served = [name for name in dict.fromkeys(mentions(snapshot, item)) if name in later]
    if served:
        text = _("{item} was served ({receipts}): what a party has is amended, not undone")
        yield text.format(item=item, receipts=listed(served))


def person_used(snapshot: CaseSnapshot, name: str) -> Iterator[str]:
    """Who is named in acts, papers, media or by other persons is not simply taken out."""
    pages = (*snapshot.acts, *snapshot.records, *snapshot.media)
    used = [page.id for page in pages if _says(to_raw(page.data), name)]
    used += [who for who, person in snapshot.persons.items() if person.represents == name]
    if used:
        text = _("{item} is named by {others}: undo these first, or amend {item}")
        yield text.format(item=name, others=listed(used[:8]))


def _says(content: object, name: str) -> bool:
    """Whether a field says just this name, however deep: a step, a signature, who took part."""
    if isinstance(content, dict):
        return any(_says(value, name) for value in content.values())
    if isinstance(content, list):
        return any(_says(value, name) for value in content)
    return bool(content == name)
