"""What a page of a case or of the bureau is, by its path: its name, and its typed entries."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from pydantic import BaseModel

from lawrec.errors import LawrecError
from lawrec.i18n import N_, Language, _, language, translate
from lawrec.report.change_text import PageChange, What
from lawrec.schema.backups import BackupNote
from lawrec.schema.bureau import Device, Lead, Officer, Profile
from lawrec.schema.case import (
    Act,
    Archived,
    Attestation,
    Case,
    Declaration,
    Original,
    Person,
    Voided,
)
from lawrec.schema.copies import MediumCopies
from lawrec.schema.media import Sidecar
from lawrec.schema.names import name_of
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.store import layout
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse

_SINGLE: Mapping[str, tuple[type[BaseModel], str]] = {
    layout.CASE_PAGE: (Case, N_("the page of the case")),
    layout.ARCHIVED: (Archived, N_("that the case is archived")),
    layout.VOIDED: (Voided, N_("that the case was opened by mistake")),
    layout.PROFILE: (Profile, N_("the settings of the case repository")),
}
_SEVERAL: Mapping[str, tuple[type[BaseModel], str]] = {
    layout.PERSONS: (Person, N_("the persons of the case")),
    layout.DECLARATIONS: (Declaration, N_("declared facts")),
    layout.ORIGINALS: (Original, N_("where signed papers lie, and who saw them")),
    layout.ATTESTATIONS: (Attestation, N_("what persons attested")),
    layout.STAFF: (Officer, N_("the staff roster")),
    layout.DEVICES: (Device, N_("the register of recorders")),
    layout.BACKUPS: (BackupNote, N_("the register of backups")),
}
_MACHINE: Mapping[str, str] = {
    layout.EXTRACT: N_("extract of the bureau's facts, kept by lawrec"),
    ".gitignore": N_("settings of the history, kept by lawrec"),
}


def page_change(path: str, before: bytes | None, after: bytes | None) -> PageChange:
    """What becomes of one page. `before` and `after` are its contents, None where there is none."""
    what: What = "removed" if after is None else "new" if before is None else "changed"
    if path in _MACHINE:
        return PageChange(path, what, "", _(_MACHINE[path]), by_machine=True)
    old, new = _entries(path, before), _entries(path, after)
    item, name = _named(path, new or old, language())
    content = None
    with suppress(LawrecError):
        content = parse(after, path).data if after is not None else None
    return PageChange(path, what, item, name, old, new, content)


def entry_model(path: str) -> type[BaseModel]:
    """What each entry of a page of several is."""
    return _SEVERAL[path][0]


def _entries(path: str, data: bytes | None) -> dict[str, BaseModel]:
    """The typed entries of a page; none where it cannot be understood, which is said elsewhere."""
    if data is None or not path.endswith(".yaml"):
        return {}
    with suppress(LawrecError):
        raw = parse(data, path).data
        several = _SEVERAL.get(path)
        if path.startswith(f"{layout.COPIES}/"):
            several = (MediumCopies, "")
        if several is not None and isinstance(raw, dict):
            return {key: typed(several[0], entry, path, {}) for key, entry in raw.items()}
        model = _model(path, raw)
        if model is not None:
            return {"": typed(model, raw, path, {})}
    return {}


def _model(path: str, raw: object) -> type[BaseModel] | None:
    if path in _SINGLE:
        return _SINGLE[path][0]
    parts = path.split("/")
    if parts[0] == "acts":
        return Act
    if "media" in parts[:-1]:
        return Sidecar
    if parts[0] == layout.LEADS:
        return Lead
    kind = KINDS.get(str(raw.get("kind"))) if isinstance(raw, dict) else None
    return kind.model if kind is not None else None


def chinese_title(path: str, content: bytes | None) -> str:
    """What a page is called in a page: R05 询问笔录; pages are in Chinese whoever writes them."""
    return " ".join(filter(None, _named(path, _entries(path, content), "zh")))


def _named(path: str, entries: Mapping[str, BaseModel], spoken: Language) -> tuple[str, str]:
    """The id of the item and what the page is called."""
    known = _SINGLE.get(path) or _SEVERAL.get(path)
    if known is not None:
        return "", translate(known[1], spoken)
    if path.startswith(f"{layout.COPIES}/"):
        return "", translate(N_("the register of copies"), spoken)
    item = path.rsplit("/", maxsplit=1)[-1].removesuffix(".yaml").partition("-")[0]
    entry = entries.get("")
    if isinstance(entry, Lead):
        return path.rsplit("/", maxsplit=1)[-1].removesuffix(".yaml"), translate(N_("lead"), spoken)
    if isinstance(entry, Record):
        kind = KINDS[entry.kind]
        return item, entry.title or (kind.zh if spoken == "zh" else kind.en)
    if isinstance(entry, Act):
        return item, name_of(entry.kind, spoken)
    if isinstance(entry, Sidecar):
        return item, entry.title or entry.original_name
    return item, ""
