"""The yearly tables of a case repository: what was done, and the cases behind each number."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from lawrec.errors import InputError, LawrecError, UsageError
from lawrec.i18n import _
from lawrec.operations.audit import this_minute
from lawrec.operations.judging import measure
from lawrec.operations.many_cases import each_case
from lawrec.operations.stats_course import course
from lawrec.operations.stats_decided import decided
from lawrec.operations.stats_figures import Span, table_of
from lawrec.operations.stats_recorded import recorded
from lawrec.operations.stats_sheet import Sheet
from lawrec.operations.yearly_tables import TABLES
from lawrec.report.stats_data import Counted, Stats, Unread, Untold
from lawrec.schema.bureau import Lead
from lawrec.schema.ids import LEAD
from lawrec.schema.moments import day_of, parse_moment
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Bureau
from lawrec.store import layout
from lawrec.store.bureau_files import load_bureau, load_lead
from lawrec.store.load import load_case

By = Literal["month", "unit"]
_COUNTED = frozenset(
    kind.id for kind in KINDS.values() if kind.id.endswith(("_decision", "_notice"))
)
"""Kinds of which a draft would count once it is final; a reader wants to know of those."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days, both counted, which unit (None: the bureau), broken down by what."""

    start: date
    end: date
    unit: str | None = None
    by: By | None = None


def asked(
    year: int | None, start: str | None, end: str | None, unit: str | None, by: str | None
) -> Asked:
    """What a person asked for; a year, or two days. Raises UsageError where that is none."""
    if by not in (None, "month", "unit"):
        raise UsageError(_("--by takes month or unit"))
    if year is not None and (start or end):
        raise UsageError(_("Give either --year or --from and --to"))
    if year is None and not (start or end):
        year = this_minute().year
    if year is not None:
        if not date.min.year <= year <= date.max.year:
            raise UsageError(_("{year} is no year").format(year=year))
        first, last = date(year, 1, 1), date(year, 12, 31)
    else:
        first, last = _day(start, "--from"), _day(end, "--to")
    if last < first:
        raise UsageError(_("--to is before --from"))
    return Asked(first, last, unit, "month" if by == "month" else "unit" if by else None)


def _day(text: str | None, option: str) -> date:
    if text is None:
        raise UsageError(_("{option} is missing: give both days").format(option=option))
    try:
        day = parse_moment(text)
    except ValueError:
        day = None
    if day is None or isinstance(day, datetime):
        said = _("{option} takes a day such as 2026-03-31, not {text}")
        raise UsageError(said.format(option=option, text=text))
    return day


@dataclass(frozen=True, slots=True)
class _Given:
    """What every case is read with."""

    root: Path
    facts: Bureau
    now: datetime


def stats(bureau: Path | None, wanted: Asked) -> Stats:
    """The tables of that repository, or of the one around the current folder.

    A case that cannot be read is listed with the reason, and no table counts it. Raises
    UsageError where the bureau has no such unit.
    """
    root = layout.require_bureau(bureau or Path.cwd())
    known = bureau is not None or layout.is_own_bureau(root)
    facts = load_bureau(root, known=known)
    units = facts.profile.units if facts.profile else {}
    if wanted.unit is not None and units and wanted.unit not in units:
        text = _("There is no unit {name}; there are: {units}")
        raise UsageError(text.format(name=wanted.unit, units=", ".join(units)))
    now = this_minute()
    folders = layout.judged_folders(root)
    sheets = each_case(sheet_of, _Given(root, facts, now), folders)
    of_leads = Sheet(layout.LEADS, day_of(now))
    unread = [
        Unread(sheet.case, sheet.unread, sheet.crashed)
        for sheet in sheets
        if sheet.unread is not None
    ]
    unread += _leads(root, of_leads)
    return gathered([*sheets, of_leads], wanted, _about(root, facts, now, len(folders), unread))


def _about(root: Path, facts: Bureau, now: datetime, cases: int, unread: list[Unread]) -> Stats:
    name = facts.profile.bureau.name if facts.profile else ""
    today = day_of(now)
    return Stats(str(root), name, today, today, now, (), cases, unread=tuple(unread))


def gathered(sheets: Iterable[Sheet], wanted: Asked, about: Stats) -> Stats:
    """The tables of these sheets; a unit's are those of the cases that it handles."""
    those = [sheet for sheet in sheets if wanted.unit is None or sheet.unit == wanted.unit]
    span = Span(wanted.start, wanted.end, wanted.by)
    counted = tuple(_once(one for sheet in those for one in sheet.counted))
    untold = [one for sheet in those for one in sheet.untold]
    groups = span.groups(one.unit for one in counted)
    return replace(
        about,
        start=wanted.start,
        end=wanted.end,
        unit=wanted.unit,
        by=wanted.by,
        groups=tuple(name for name, _part in groups),
        tables=tuple(table_of(spec, span, counted, untold, groups) for spec in TABLES),
        drafts=tuple(one for sheet in those for one in sheet.drafts),
    )


def _once(counted: Iterable[Counted]) -> Iterator[Counted]:
    """A recording that several cases hold counts in the first of them."""
    seen: set[str] = set()
    for one in counted:
        if one.key is None or one.key not in seen:
            yield one
        if one.key is not None:
            seen.add(one.key)


def sheet_of(given: _Given, folder: Path) -> Sheet:
    """What one case brings; it is not judged whole, only asked for its facts."""
    label = layout.case_label(folder)
    sheet = Sheet(label, day_of(given.now))
    try:
        snapshot = load_case(folder, bureau=given.facts)
        page = snapshot.case
        if page is None:
            raise InputError(next((p.message for p in snapshot.problems), layout.CASE_PAGE))
        sheet.number, sheet.unit = page.data.number, page.data.unit
        decides = measure(snapshot, given.root)
        case = decides.facts(replace(snapshot, name=label), given.now)
        for part in (decided, course, recorded):
            part(case, sheet)
    except LawrecError as error:
        sheet.unread = error.what
        return sheet
    except Exception as error:
        return _crashed(sheet, error)
    for problem in snapshot.problems:
        if not problem.place.path.endswith(".yaml"):
            continue  # its history, its media: what the pages say counts all the same
        text = _("{place}: {message}; what stands there counts nowhere")
        said = text.format(place=problem.place.path, message=problem.message)
        sheet.open("cases", said)
    sheet.drafts += [
        Untold("drafts", label, KINDS[p.data.kind].id, (p.id,), sheet.number, sheet.unit)
        for p in snapshot.records
        if p.data.draft and p.data.kind in _COUNTED
    ]
    return sheet


def _crashed(sheet: Sheet, error: Exception) -> Sheet:
    """A defect of ours met one case: it counts nowhere, and must not take the others along."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    text = _("lawrec failed on this case ({error} in {place}); please report it")
    place = f"{Path(last.filename).name}:{last.lineno}"
    said = text.format(error=type(error).__name__, place=place)
    return replace(sheet, unread=said, crashed=True, counted=[], untold=[])


def _leads(root: Path, sheet: Sheet) -> list[Unread]:
    """The bureau's leads: they belong to no unit. Who reported is not read on."""
    unread = []
    for path in sorted((root / layout.LEADS).glob("*/*.yaml")):
        if LEAD.fullmatch(path.stem) is None or path.is_symlink():
            continue
        try:
            lead = load_lead(root, path.stem)
        except LawrecError as error:
            unread.append(Unread(path.stem, error.what))
            continue
        if lead is not None:
            _lead(sheet, path.stem, lead)
    return unread


def _lead(sheet: Sheet, name: str, lead: Lead) -> None:
    at = lead.outcome.at if lead.outcome else None
    sheet.case = name
    sheet.count("leads.received", lead.received_at, [name], until=at)
    if lead.outcome is not None:
        sheet.count(f"leads.{lead.outcome.decision}", at, [name])
