"""The hand-over of footage before there is a case: kept in the inbox, and told to each case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lawrec.custody.change import Change
from lawrec.errors import InputError
from lawrec.operations.case_writer import CaseView
from lawrec.operations.handover import Handover, draft, to_hand_over
from lawrec.operations.handover_given import act_without_case
from lawrec.operations.import_target import Beforehand
from lawrec.operations.intake import Taken
from lawrec.operations.intake_target import Target
from lawrec.operations.records import record_page
from lawrec.operations.references import require_staff
from lawrec.operations.setup import write_bureau
from lawrec.schema.ids import id_of, last_number, make_id
from lawrec.schema.media import Sidecar
from lawrec.schema.records.archiving import MediaHandoverRecord
from lawrec.store import git, layout
from lawrec.store.regular import read_regular
from lawrec.store.sources import FolderSource
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse

_KIND = "media_handover_record"


def refuse_for_inbox(before: Beforehand) -> None:
    """Refuse an act, and people whom the roster does not have, before anything is copied."""
    if before.options.act is not None:
        raise act_without_case()
    declared = before.naming.declaration
    for name in (before.options.custodian, declared.by if declared else None):
        if name is not None:
            require_staff(before.session, name)


def hand_over_to_inbox(
    bureau: Path,
    files: tuple[Taken, ...],
    there: Mapping[str, Sidecar],
    target: Target,
    before: Beforehand,
    doing: str,
) -> Handover:
    """Keep the hand-over of everything of this source that has none yet, as a case would."""
    session, options = before.session, before.options
    handed = handovers(bureau)
    media = to_hand_over(files, dict(there), handed.values())
    drafted = draft(media, session, session.facts, target, options)
    if drafted is None:
        return Handover()
    record, receipt = drafted
    with write_bureau(bureau, session.who, doing) as held:
        names = FolderSource(bureau / layout.INBOX).files("records")
        record_id = make_id("R", last_number(names, "R") + 1)
        path = f"{layout.INBOX}/records/{record_id}-{_KIND}.yaml"
        text = f"待归案音像移交登记 {record_id}"
        held.commit(Change({path: record_page(record)}, (), text, "handover", session.who))
    return replace(receipt, record=record_id)


def handovers(bureau: Path) -> dict[str, MediaHandoverRecord]:
    """The hand-overs kept in the inbox, by id, as the bureau's own history has them."""
    source = FolderSource(bureau / layout.INBOX)
    tree = git.files_at(bureau, git.head(bureau))
    found: dict[str, MediaHandoverRecord] = {}
    for path in source.pages("records"):
        record_id = id_of(path.rsplit("/", 1)[-1])
        content = read_regular(source.folder / path) if record_id else None
        known = tree.get(f"{layout.INBOX}/{path}")
        if record_id is None or content is None or known is None:
            continue
        if known.id != git.blob_id(content):  # changed without lawrec: `verify` tells
            continue
        try:
            document = parse(content, path)
            found[record_id] = typed(MediaHandoverRecord, document.data, path, document.lines)
        except InputError:
            continue
    return found


def handovers_of_case(
    case: CaseView, bureau: Path, assigned: Mapping[str, str]
) -> dict[str, bytes | None]:
    """The pages that tell a case how its footage was handed over when there was no case yet.

    `assigned` gives the id in the inbox for each new id in the case.
    """
    pages: dict[str, bytes | None] = {}
    left = dict(assigned)
    for record in handovers(bureau).values():
        items = tuple(item for item, was in left.items() if was in record.about)
        if items:
            record_id = case.next_id("R")
            told = record.model_copy(update={"about": items})
            pages[f"records/{record_id}-{_KIND}.yaml"] = record_page(told)
            left = {item: was for item, was in left.items() if item not in items}
    return pages
