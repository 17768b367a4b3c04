"""Papers about a case that is archived and frozen: the bureau keeps them and names the case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lawrec.custody.change import Change
from lawrec.errors import RefusedError
from lawrec.i18n import _
from lawrec.operations.input import Data
from lawrec.operations.leads import own_bureau
from lawrec.operations.locate import case_names
from lawrec.operations.records import record_page
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.operations.written import Written
from lawrec.schema.moments import format_moment
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page
from lawrec.store import layout
from lawrec.store.render import to_raw
from lawrec.store.unit_records import UNIT_FOLDER, load_unit_records, next_unit_id
from lawrec.store.validate import typed


def is_archived(folder: Path) -> bool:
    """Whether nothing can be added to the case any more."""
    return (folder / layout.ARCHIVED).is_file()


def papers_of(folder: Path, bureau: Path | None) -> list[Page[Record]]:
    """The bureau's papers that name that case."""
    if bureau is None:
        return []
    names = case_names(folder)
    found = load_unit_records(bureau).pages
    return [page for page in found if getattr(page.data, "case", None) in names]


def add_paper(folder: Path, session: Session, kind_id: str, given: Data) -> Written:
    """Enter a paper about the case among the bureau's own; durable and logged when it returns."""
    bureau, kind = own_bureau(session), KINDS[kind_id]
    made = {"made_at": format_moment(session.now()), "made_by": session.who}
    data = {**made, **given, "kind": kind.id, "case": case_names(folder)[-1]}
    record = typed(kind.model, data, "-", {}, zone=session.zone)
    with write_bureau(bureau, session.who, _("enter a paper of the bureau")) as held:
        item = next_unit_id(bureau)
        path = f"{UNIT_FOLDER}/{item}-{kind.id}.yaml"
        pages = {path: record_page(record)}
        head = held.commit(Change(pages, (), f"{kind.zh} {item}", "unit", session.who)).head
    return Written(layout.case_label(folder), item, path, head, to_raw(record))


def complete_paper(
    folder: Path, session: Session, page: Page[Record], given: Mapping[str, object]
) -> Written:
    """Fill in what is still open of a paper of the bureau, and make it final."""
    if not page.data.draft:
        raise RefusedError(_("{id} is final").format(id=page.id), where=page.path)
    raw = to_raw(page.data)
    data: Data = {**raw, **given} if isinstance(raw, dict) else dict(given)
    data.pop("draft", None)
    record = typed(type(page.data), data, page.path, {}, zone=session.zone)
    with write_bureau(own_bureau(session), session.who, _("enter a paper of the bureau")) as held:
        kind = KINDS[record.kind]
        pages = {page.path: record_page(record)}
        head = held.commit(Change(pages, (), f"{kind.zh} {page.id}", "unit", session.who)).head
    return Written(layout.case_label(folder), page.id, page.path, head, to_raw(record))
