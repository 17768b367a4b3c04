"""Finding the case that a person names, and the session to work on it."""

from __future__ import annotations

from pathlib import Path

from lawrec.errors import InputError
from lawrec.operations.session import Session, open_session
from lawrec.store import layout
from lawrec.store.yaml_io import load


def case_folder(name: str, bureau: Path | None = None) -> Path:
    """The folder of a case named by its folder, year/number, number alone, or full number."""
    return layout.resolve_case(name, bureau)


def locate(name: str, bureau: Path | None, as_who: str | None) -> tuple[Path, Session]:
    """The case's folder and a session for it, which knows the lead that the case names."""
    folder = layout.resolve_case(name, bureau)
    session = open_session(folder, bureau=bureau, as_who=as_who, leads=lead_ids(folder))
    return folder, session


def locate_holding(name: str, bureau: Path | None, as_who: str | None) -> tuple[Path, Session]:
    """Like `locate`; `inbox` means the inbox of the case repository."""
    if name != layout.INBOX:
        return locate(name, bureau, as_who)
    root = bureau or layout.require_bureau(Path.cwd())
    return root / layout.INBOX, open_session(root, bureau=bureau, as_who=as_who)


def lead_ids(folder: Path) -> tuple[str, ...]:
    """The lead that the case names, read without judging anything else of the page."""
    try:
        data = load(folder / layout.CASE_PAGE).data
    except InputError:
        return ()
    lead = data.get("lead") if isinstance(data, dict) else None
    return (lead,) if isinstance(lead, str) and lead else ()


def case_names(folder: Path) -> tuple[str, ...]:
    """Under which names the access register may have the case: its label and its number."""
    label = layout.case_label(folder)
    try:
        data = load(folder / layout.CASE_PAGE).data
    except InputError:
        return (label,)
    number = data.get("number") if isinstance(data, dict) else None
    return (label, number) if isinstance(number, str) and number else (label,)


def bureau_or_none(given: Path | None = None) -> Path | None:
    """The case repository that was named, else the one around the current folder, if any."""
    return given or layout.find_bureau(Path.cwd())
