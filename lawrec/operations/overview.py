"""Looking at a case: what is in it at a glance, and one act, paper or medium in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lawrec.errors import InputError
from lawrec.i18n import _, language
from lawrec.media.facts_text import explain
from lawrec.operations.journal import entered, journal_of, made_at
from lawrec.report.journal_text import Moment
from lawrec.report.overview import Item, Overview
from lawrec.schema.case import Act, Voided
from lawrec.schema.ids import id_of, sort_key
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import format_moment
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.schema.value_names import value_name
from lawrec.store import layout
from lawrec.store.load import load_case
from lawrec.store.render import to_raw
from lawrec.store.validate import typed
from lawrec.store.yaml_io import load

AnyPage = Page[Act] | Page[Record] | Page[Sidecar]
_ID = re.compile(r"([ARM])(\d{1,5})")


def show_case(folder: Path) -> Overview:
    """The case in that folder at a glance."""
    snapshot = load_case(folder, root=layout.own_bureau(folder))
    records = snapshot.records
    problems = [f"{problem.place}: {problem.message}" for problem in snapshot.problems]
    return Overview(
        journal=journal_of(snapshot),
        case=snapshot.case.data if snapshot.case else None,
        persons=snapshot.persons,
        counts={
            "acts": len(snapshot.acts),
            "records": len(records),
            "drafts": sum(record.data.draft is not None for record in records),
            "media": len(snapshot.media),
        },
        archived=snapshot.archived.outcome if snapshot.archived else None,
        problems=(*voided_note(folder), *problems),
    )


def voided_note(folder: Path) -> tuple[str, ...]:
    """That the case was opened by mistake, by whom and why, where it was."""
    if not layout.is_voided(folder):
        return ()
    voided = typed(Voided, load(folder / layout.VOIDED).data, layout.VOIDED, {})
    text = _("opened by mistake, the number is voided: {reason} ({by}, {at})")
    return (text.format(reason=voided.reason, by=voided.by, at=format_moment(voided.at)),)


def show_item(folder: Path, item_id: str) -> Item:
    """One act, record or medium of the case in that folder, by its id."""
    return item_of(load_case(folder, root=layout.own_bureau(folder)), item_id)


def item_of(snapshot: CaseSnapshot, item_id: str) -> Item:
    """One item of a case that was read; r7 and Ｒ07 mean R07 too."""
    page = find_page(snapshot, item_id)
    if page is None:
        _refuse_undone(snapshot, item_id)
        raise InputError(
            _("There is no {id} in this case").format(id=item_id),
            fix=_("See what it holds: lawrec show CASE, or journal CASE"),
        )
    data = page.data
    original = snapshot.originals.get(page.id)
    return Item(
        case=snapshot.name,
        id=page.id,
        path=page.path,
        name=_name(data),
        data=data,
        content=to_raw(data),
        entered=entered(snapshot, page.path, _declared(data)),
        kept_at=original.kept_at if original else None,
        seen_by=original.seen_by if original else None,
        seen_at=original.seen_at if original else None,
        pages=original.pages if original else None,
        scans=tuple(m.id for m in snapshot.media if m.data.scan_of == page.id),
        mentioned=tuple(dict.fromkeys(mentions(snapshot, page.id))),
        media_state=snapshot.media_state.get(page.id) if isinstance(data, Sidecar) else None,
        extra=_captured(data),
        words=_words(data),
    )


def find_page(snapshot: CaseSnapshot, item_id: str) -> AnyPage | None:
    """The page of that id, or its unreadable file as an error that says why."""
    wide = str.maketrans({chr(0xFEE0 + c): chr(c) for c in range(0x21, 0x7F)})
    match = _ID.fullmatch(item_id.strip().translate(wide).upper())
    if match is None:
        return None
    wanted = (match[1], int(match[2]))
    pages: list[AnyPage] = [*snapshot.acts, *snapshot.records, *snapshot.media]
    for page in pages:
        if sort_key(page.id) == wanted:
            return page
    prefix = f"{match[1]}{int(match[2]):02d}-"
    for problem in snapshot.problems:
        if problem.place.path.rsplit("/", 1)[-1].startswith(prefix):
            raise InputError(problem.message, where=str(problem.place), fix=problem.fix)
    return None


def _name(data: Act | Record | Sidecar) -> str:
    if isinstance(data, Act):
        return value_name(data.kind, language())
    if isinstance(data, Sidecar):
        return f"{value_name(data.mode, language())} {data.title or data.original_name}"
    kind = KINDS.get(data.kind)
    named = (kind.zh if language() == "zh" else kind.en) if kind else data.kind
    return data.title or named


def _declared(data: Act | Record | Sidecar) -> Moment | None:
    if isinstance(data, Act):
        return data.end or data.start
    return data.stored.at if isinstance(data, Sidecar) else made_at(data)


def _refuse_undone(snapshot: CaseSnapshot, item_id: str) -> None:
    """Say of what was taken out again that it was there, and which record says why."""
    paths = [path for path in snapshot.history.first_seen if id_of(path.split("/")[-1]) == item_id]
    for record in snapshot.records:
        if record.data.kind == "amendment_record" and record.data.content in paths:
            text = _("{id} was entered by mistake and undone: {title}")
            title = record.data.title or record.id
            raise InputError(
                text.format(id=item_id, title=title),
                where=record.path,
                fix=f"lawrec show {snapshot.name} {record.id}",
            )


def mentions(snapshot: CaseSnapshot, item_id: str) -> Iterator[str]:
    """The items that name this one."""
    for record in snapshot.records:
        data = record.data
        if item_id in (data.act, *data.about, *data.evidence):
            yield record.id
    for medium in snapshot.media:
        if item_id in (medium.data.act, medium.data.scan_of, medium.data.continues):
            yield medium.id


def _words(data: Act | Record | Sidecar) -> dict[str, str]:
    """What the codes mean that were written about a medium."""
    codes = (*data.defects, *data.captured.notes) if isinstance(data, Sidecar) else ()
    return {code: explain(code) for code in codes}


def _captured(data: Act | Record | Sidecar) -> dict[str, object]:
    """The device's own text beside what was read from it."""
    if not isinstance(data, Sidecar):
        return {}
    captured = data.captured
    start, end = to_raw(captured.start), to_raw(captured.end)
    return {
        "captured": {
            "raw": captured.raw,
            "start": None if captured.start is None else start,
            "end": None if captured.end is None else end,
            "zone": captured.zone,
            "source": captured.source,
            "reader": captured.reader,
        }
    }
