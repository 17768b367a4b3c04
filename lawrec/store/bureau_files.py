"""The bureau's own pages: profile, staff, devices, leads; and their extract for one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import BureauExtract, Device, Lead, LeadExtract, Officer, Profile
from lawrec.schema.ids import LEAD
from lawrec.schema.snapshot import Bureau
from lawrec.store import layout
from lawrec.store.unit_records import access_of
from lawrec.store.validate import typed
from lawrec.store.yaml_io import Document, load

M = TypeVar("M", bound=BaseModel)


def load_profile(bureau: Path) -> Profile:
    """lawrec.yaml, typed; raises InputError with file and line."""
    document = load(bureau / layout.PROFILE)
    return typed(Profile, document.data, layout.PROFILE, document.lines)


def load_entries(bureau: Path, path: str, model: type[M]) -> dict[str, M]:
    """A roster page as name -> entry; empty if there is none yet."""
    if not (bureau / path).exists():
        return {}
    return entries_of(load(bureau / path), path, model)


def entries_of(document: Document, path: str, model: type[M]) -> dict[str, M]:
    """What a page that was read has as name -> entry; `path` is what messages call it."""
    if not isinstance(document.data, dict):
        if document.data in ("", []):
            return {}
        raise InputError(_("{path} must be a set of fields").format(path=path), where=path)
    return {
        name: typed(model, value, path, document.lines, prefix=(name,))
        for name, value in document.data.items()
    }


def load_lead(bureau: Path, lead_id: str) -> Lead | None:
    """One lead, if the bureau has it."""
    match = LEAD.fullmatch(lead_id)
    path = f"leads/{match[1]}/{lead_id}.yaml" if match else ""
    if not path or not (bureau / path).exists():
        return None
    document = load(bureau / path)
    return typed(Lead, document.data, path, document.lines)


def load_bureau(
    bureau: Path, leads: Iterable[str] = (), *, known: bool, case: Iterable[str] = ()
) -> Bureau:
    """The bureau's facts as rules see them; of each lead only what a case may know.

    `case` gives the names of the case, whose lines of the access register are wanted too.
    """
    names = tuple(case)
    found = {lead: entry for lead in leads if (entry := load_lead(bureau, lead))}
    return Bureau(
        profile=load_profile(bureau),
        officers=load_entries(bureau, layout.STAFF, Officer),
        devices=load_entries(bureau, layout.DEVICES, Device),
        leads={name: lead_extract(lead) for name, lead in found.items()},
        access=access_of(bureau, names) if names else None,
        known=known,
        source="bureau",
        root=bureau if known else None,
    )


def lead_extract(lead: Lead) -> LeadExtract:
    """Times, examination and outcome; never who reported (26.3c).

    Whether content and reporter are on record is taken from the lead itself, whatever its page
    claims of it.
    """
    kept = {name: getattr(lead, name) for name in lead.model_fields_set & _KEPT}
    name = (lead.reporter.name if lead.reporter else "").lower()
    nobody = is_blank(name) or any(word in name for word in _NOBODY)
    kept["content_recorded"] = "no" if is_blank(lead.content) else "yes"
    kept["reporter_recorded"] = "no" if nobody else "yes"
    return LeadExtract(**kept)


_KEPT = set(LeadExtract.model_fields)
_NOBODY = ("匿名", "不详", "不明", "未知", "anonymous", "unknown")


def extract(bureau: Bureau, words: frozenset[str], taken_at: datetime) -> BureauExtract | None:
    """The part of the bureau's facts that a case uses; `words` are all texts in its pages."""
    if bureau.profile is None:
        return None
    return BureauExtract(
        taken_at=taken_at,
        profile=bureau.profile,
        officers=_used(bureau.officers, words),
        devices=_used(bureau.devices, words),
        checks={name: looks for name, looks in bureau.checks.items() if name in words},
        lead=dict(bureau.leads),
        access=bureau.access,
    )


def _used(entries: Mapping[str, M], words: frozenset[str]) -> dict[str, M]:
    return {name: entry for name, entry in entries.items() if name in words}


def words_of(data: object) -> set[str]:
    """All texts in a page, keys included."""
    found: set[str] = set()
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack += [*item.keys(), *item.values()]
        elif isinstance(item, (list, tuple)):
            stack += item
        elif isinstance(item, str):
            found.add(str(item))
    return found
