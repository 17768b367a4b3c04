"""Opening a case: its number, its folder, its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lawrec.custody.change import Change, writing
from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import manifest
from lawrec.operations.input import Data
from lawrec.operations.lead_links import linking
from lawrec.operations.leads import initiated_by
from lawrec.operations.session import Session, find_officer
from lawrec.schema.case import Case, Person
from lawrec.schema.snapshot import Lines
from lawrec.store import layout
from lawrec.store.bureau_files import extract, load_lead, words_of
from lawrec.store.files import make_folders
from lawrec.store.locks import hold
from lawrec.store.render import page, to_raw
from lawrec.store.repository import head, init_repository
from lawrec.store.schema_line import all_pointed
from lawrec.store.sources import PAGE_FOLDERS
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump, load

DEFAULT_NUMBER = "立〔{year}〕{n}号"
_IGNORED = b"media/*\n!media/*.yaml\n.tmp-*\n"
PROCEDURES = {
    "licence": "application",
    "penalty": "general",
    "coercion": "general",
    "expropriation": "general",
    "requisition": "general",
    "inspection": "plan_inspection",
    "other": "general",
}
"""Kind of case -> the procedure that it usually takes."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A new case: its folder, its label such as 2026/0001, and its number."""

    folder: Path
    label: str
    number: str
    head: str


def open_case(
    session: Session,
    given: Mapping[str, object],
    persons: Mapping[str, Data],
    *,
    number: str | None = None,
) -> Opened:
    """Open a case under the next free number, or under the office's own `number`."""
    bureau = session.bureau
    profile = session.facts.profile
    if bureau is None or profile is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one: lawrec init"))
    data = _completed(session, given)
    people = {name: typed(Person, entry, layout.PERSONS, {}) for name, entry in persons.items()}
    lead = data.get("lead")
    numbers = hold(bureau / ".git/lawrec-numbers", session.who, _("open a case"))
    with numbers, linking(session, str(lead) if lead else None) as link:
        folder, default = _next_folder(bureau, profile.numbers.get("case", DEFAULT_NUMBER), session)
        chosen = number or default
        _refuse_double(bureau, chosen, folder)
        case = typed(Case, {"number": chosen, **data}, layout.CASE_PAGE, {})
        files = _pages(link.session_for(layout.case_label(folder)), case, people)
        make_folders(folder)
        for name in PAGE_FOLDERS:
            make_folders(folder / name)
        if not (folder / ".git").exists():
            init_repository(folder)
        with writing(
            folder,
            by=session.who,
            doing=_("open a case"),
            log_dir=session.log_dir,
            name=layout.log_name(folder),
            manifest=lambda: manifest(folder),
        ) as held:
            held.prepare = partial(all_pointed, in_case=True)
            done = held.commit(Change(files, (), f"{case.title} {chosen}", "open", session.who))
        link.keep()
    return Opened(folder, layout.case_label(folder), chosen, done.head)


def require_openable(
    session: Session,
    given: Mapping[str, object],
    persons: Mapping[str, Data],
    number: str | None,
    lines: tuple[Lines, Lines] = ({}, {}),
) -> str | None:
    """Refuse what `open_case` would refuse, and write nothing; answers the lead that is named.

    `lines` tells where the fields of the case, and those of its people, were given.
    """
    if session.bureau is None or session.facts.profile is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one: lawrec init"))
    data = _completed(session, given)
    for entry in persons.values():
        typed(Person, entry, layout.PERSONS, lines[1])
    typed(Case, {"number": number or DEFAULT_NUMBER, **data}, layout.CASE_PAGE, lines[0])
    if number:
        _refuse_double(session.bureau, number, session.bureau)
    lead = data.get("lead")
    with linking(session, str(lead) if lead else None) as link:
        link.session_for("")
    return str(lead) if lead else None


def _completed(session: Session, given: Mapping[str, object]) -> Data:
    data = {key: value for key, value in given.items() if value not in (None, (), [])}
    kind = str(data.get("kind", ""))
    data.setdefault("procedure", PROCEDURES.get(kind, "general"))
    data.setdefault("initiated_by", _initiated_by(session, kind, data.get("lead")))
    staff = session.facts.officers
    given_names = data.get("officers")
    names = [str(name) for name in given_names] if isinstance(given_names, list) else []
    if not names and session.who in staff:
        names = [session.who]
    officers = [find_officer(name, staff) for name in names]
    unknown = [name for name, found in zip(names, officers, strict=True) if found is None]
    if unknown or not officers:
        raise UsageError(
            _("Who handles the case? {names} is not on the staff roster").format(
                names=", ".join(unknown) or session.who
            ),
            fix=_("Name staff with --officer, or add them: lawrec officer add"),
        )
    data["officers"] = officers
    if "unit" not in data:
        data["unit"] = _unit(session, str(officers[0]))
    return data


def _initiated_by(session: Session, kind: str, lead_id: object) -> str:
    """How the case began: as its lead came, else as its kind usually does."""
    if isinstance(lead_id, str) and session.bureau is not None:
        lead = load_lead(session.bureau, lead_id)
        if lead is not None:
            return initiated_by(lead)
    return "application" if kind == "licence" else "ex_officio"


def _unit(session: Session, officer: str) -> str:
    """The unit of the first officer's newest post."""
    posts = session.facts.officers[officer].posts
    units = session.facts.profile.units if session.facts.profile else {}
    found = next((post.unit for post in reversed(posts) if post.unit in units), None)
    if found is None:
        raise UsageError(_("Name the handling unit with --unit"))
    return found


def _next_folder(bureau: Path, pattern: str, session: Session) -> tuple[Path, str]:
    """The next number of this year; a folder that an interrupted run left empty is used again."""
    year = session.now().year
    root = bureau / layout.CASES / str(year)
    taken = [
        int(folder.name)
        for folder in (root.iterdir() if root.is_dir() else ())
        if folder.name.isdigit() and _in_use(folder)
    ]
    n = max(taken, default=0) + 1
    return root / f"{n:04d}", pattern.replace("{year}", str(year)).replace("{n}", str(n))


def _in_use(folder: Path) -> bool:
    if (folder / layout.CASE_PAGE).exists() or not (folder / ".git").is_dir():
        return True
    return head(folder) is not None or (folder / ".git" / layout.JOURNAL).exists()


def _refuse_double(bureau: Path, number: str, own: Path) -> None:

    for folder in layout.all_case_folders(bureau):
        data = load(folder / layout.CASE_PAGE).data
        if folder != own and isinstance(data, dict) and data.get("number") == number:
            raise RefusedError(
                _("The number {number} is taken").format(number=number), where=str(folder)
            )


def _pages(session: Session, case: Case, people: Mapping[str, Person]) -> dict[str, bytes | None]:
    files: dict[str, bytes | None] = {
        ".gitignore": _IGNORED,
        layout.CASE_PAGE: page(case, "案件"),
    }
    if people:
        entries = {name: to_raw(person) for name, person in people.items()}
        files[layout.PERSONS] = dump(entries, "本案涉及的人和单位")
    words = words_of(to_raw(case)) | {session.who}
    facts = extract(session.facts, frozenset(words), session.now())
    if facts is not None:
        files[layout.EXTRACT] = page(facts, "本局设置、人员、设备的摘录，由 lawrec 写入")
    return files
