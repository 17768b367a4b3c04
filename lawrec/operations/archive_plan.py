"""What archiving adds to a case: its catalogue and its transfer record (25.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from lawrec.errors import LawrecError, UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseView
from lawrec.operations.handover import custodian
from lawrec.operations.input import Data
from lawrec.operations.locate import case_names
from lawrec.operations.pages import original
from lawrec.operations.records import record_page
from lawrec.operations.references import require_person
from lawrec.operations.session import Session, find_officer
from lawrec.schema.case import Original
from lawrec.schema.ids import sort_key
from lawrec.schema.moments import BEIJING, first_instant, format_moment
from lawrec.schema.records.archiving import ArchiveCatalogue, ArchiveTransferRecord
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Bureau, CaseSnapshot, Page
from lawrec.store import layout
from lawrec.store.render import to_raw
from lawrec.store.unit_records import access_of
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump

CATALOGUE = "archive_catalogue"
TRANSFER = "archive_transfer_record"
_LAST = datetime.max.replace(tzinfo=BEIJING)


@dataclass(frozen=True, slots=True)
class ArchiveOptions:
    """What is said about the archiving; all else follows from case, profile and roster.

    `at` is when the file was handed over, `kept_at` and `seen_by` where the signed transfer
    record lies and who has looked at it, `into` the folder that gets the package. `law_seen_by`
    names who knows that national law, where the bureau judges by it, is broken.
    """

    custodian: str | None = None
    to_unit: str | None = None
    retention: str | None = None
    at: str | None = None
    kept_at: str | None = None
    seen_by: str | None = None
    into: Path | None = None
    law_seen_by: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The case as it will stand, and the pages that are still to be written for it."""

    snapshot: CaseSnapshot
    files: Mapping[str, bytes | None]
    names: tuple[str, ...]
    at: date | datetime
    law_seen_by: str | None = None


def plan(case: CaseView, options: ArchiveOptions) -> Plan:
    """Compose what the case lacks, on no disk. Raises UsageError where something must be said."""
    moment = case.session.moment(options.at) or case.session.now()
    files: dict[str, bytes | None] = {}
    records = list(case.snapshot.records)
    catalogue = _final(records, CATALOGUE)
    if catalogue is None:
        catalogue = _add(case, catalogue_of(case, moment), records, files)
    transfer = _final(records, TRANSFER)
    if transfer is None:
        transfer = _add(case, _transfer(case, catalogue.id, moment, options), records, files)
    originals = dict(case.snapshot.originals)
    if options.kept_at and transfer.id not in originals:
        originals[transfer.id] = _seen(case, options)
        content = {key: to_raw(value) for key, value in originals.items()}
        files[layout.ORIGINALS] = dump(content, "签名盖章的纸质原件")
    snapshot = replace(
        case.snapshot,
        records=tuple(sorted(records, key=lambda page: sort_key(page.id))),
        originals=originals,
        bureau=bureau_of(case),
    )
    names = tuple(path.split("/")[-1].removesuffix(".yaml") for path in files if "/" in path)
    return Plan(snapshot, files, names, moment, options.law_seen_by)


def as_archived(folder: Path, snapshot: CaseSnapshot) -> CaseSnapshot:
    """The case as it would stand once archived, for judging only; nothing is written.

    What `archive` will ask for, such as the retention, is taken as said; where even that does
    not do, the case stays as it is.
    """
    if snapshot.archived is not None:
        return snapshot
    officers = snapshot.case.data.officers if snapshot.case else ("",)
    session = Session(None, officers[0], BEIJING, snapshot.bureau)
    for options in _assumed(snapshot.bureau):
        try:
            return plan(CaseView(folder, session, snapshot), options).snapshot
        except LawrecError:
            continue
    return snapshot


def _assumed(facts: Bureau) -> Iterator[ArchiveOptions]:
    """Nothing said; then what would have to be said, as far as it can be taken for granted."""
    yield ArchiveOptions()
    later = _("said when archiving")
    yield ArchiveOptions(retention=later)
    for name, officer in facts.officers.items():
        if any("custodian" in post.duties for post in officer.posts):
            yield ArchiveOptions(custodian=name, retention=later)


def bureau_of(case: CaseView) -> Bureau:
    """The bureau's own facts where this computer vouches for them, else the case's extract.

    With the lines of its access register, as an audit has them.
    """
    root, facts = case.session.bureau, case.session.facts
    if root is None or not facts.known:
        return case.snapshot.bureau
    return replace(facts, access=access_of(root, case_names(case.folder)))


def catalogue_of(case: CaseView, moment: date | datetime) -> ArchiveCatalogue:
    """The catalogue: papers in the order of the stages, then footage; page numbers are unknown."""
    papers = [
        page
        for page in case.snapshot.records
        if not page.data.draft and page.data.kind not in (CATALOGUE, TRANSFER)
    ]
    media = [page for page in case.snapshot.media if page.data.scan_of is None]
    items = [page.id for page in sorted(papers, key=_place)]
    items += [page.id for page in sorted(media, key=lambda page: sort_key(page.id))]
    data: Data = {
        "kind": CATALOGUE,
        "made_at": format_moment(moment),
        "made_by": case.session.who,
        "entries": [
            {"number": str(number), "item": item} for number, item in enumerate(items, start=1)
        ],
    }
    return typed(ArchiveCatalogue, data, "-", {})


def _place(page: Page[Record]) -> tuple[int, datetime, tuple[str, int]]:
    """By stage, then by the time of the paper, then in the order of entry."""
    record = page.data
    moment = record.made_at
    if moment is None and isinstance(record, Approval):
        moment = next((step.at for step in reversed(record.steps) if step.at), None)
    stage = KINDS[record.kind].stage
    return stage, first_instant(moment) if moment else _LAST, sort_key(page.id)


def _transfer(
    case: CaseView, catalogue: str, moment: date | datetime, options: ArchiveOptions
) -> ArchiveTransferRecord:
    officer, keeper = _officer(case), _custodian(case, moment, options)
    data: Data = {
        "kind": TRANSFER,
        "made_at": format_moment(moment),
        "made_by": case.session.who,
        "about": [catalogue],
        "to_unit": options.to_unit or _unit(case),
        "retention": options.retention or _retention(case),
        "signatures": [{"who": officer, "as": "officer"}, {"who": keeper, "as": "custodian"}],
    }
    return typed(ArchiveTransferRecord, data, "-", {})


def _officer(case: CaseView) -> str:
    """Who hands over: whoever works here if they handle the case, else its first officer."""
    page = case.snapshot.case
    officers = page.data.officers if page else (case.session.who,)
    return case.session.who if case.session.who in officers else officers[0]


def _custodian(case: CaseView, moment: date | datetime, options: ArchiveOptions) -> str:
    facts = bureau_of(case)
    if options.custodian is not None:
        name = find_officer(options.custodian, facts.officers) or options.custodian
        require_person(case, name)
        return name
    found = custodian(facts, first_instant(moment))
    if found is None:
        raise UsageError(
            _("It is not clear who takes the case file over"), fix=_("Name them with --custodian")
        )
    return found


def _unit(case: CaseView) -> str:
    return case.snapshot.case.data.unit if case.snapshot.case else ""


def _retention(case: CaseView) -> str:
    """How long the bureau keeps files of this kind, as its profile says."""
    profile = bureau_of(case).profile
    data = case.snapshot.case.data if case.snapshot.case else None
    kept = profile.retention if profile else {}
    found = kept.get(f"{data.kind}_{data.procedure}") or kept.get(data.kind) if data else None
    if not found:
        raise UsageError(
            _("How long this file is to be kept is not laid down"),
            fix=_("Say it with --retention, for example --retention 30年, or in lawrec.yaml"),
        )
    return found


def _seen(case: CaseView, options: ArchiveOptions) -> Original:
    name = options.seen_by or case.session.who
    name = find_officer(name, bureau_of(case).officers) or name
    require_person(case, name)
    return original(options.kept_at or "", name, case.session.now())


def _final(records: list[Page[Record]], kind: str) -> Page[Record] | None:
    found = [page for page in records if page.data.kind == kind and not page.data.draft]
    return found[-1] if found else None


def _add(
    case: CaseView,
    record: Record,
    records: list[Page[Record]],
    files: dict[str, bytes | None],
) -> Page[Record]:
    item = case.next_id("R")
    page = Page(item, f"records/{item}-{record.kind}.yaml", record)
    records.append(page)
    files[page.path] = record_page(record)
    return page
