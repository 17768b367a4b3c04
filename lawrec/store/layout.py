"""Where things lie: the folders of a case repository and of one case, and how cases are named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.ids import make_id, sort_key
from lawrec.store.rehearsal import rehearsal

PROFILE = "lawrec.yaml"
STAFF = "roster/staff.yaml"
DEVICES = "roster/devices.yaml"
CASES = "cases"
LEADS = "leads"
INBOX = "inbox"
COPIES = "copies"
BACKUPS = "backups.yaml"
COPIES_PART = 500
"""How many media one file of the ledger has at most: it is written anew for each few copies."""
LOG = "log"
CASE_PAGE = "case.yaml"
PERSONS = "persons.yaml"
DECLARATIONS = "declarations.yaml"
ORIGINALS = "originals.yaml"
ATTESTATIONS = "attestations.yaml"
EXTRACT = "bureau.yaml"
ARCHIVED = "archived.yaml"
VOIDED = "voided.yaml"
JOURNAL = "lawrec-journal"
"""What is promised and not yet done: a file in the `.git` of what it is promised for."""
_TRACE = "-amendment_record.yaml"
"""How the name of a record ends that only says of another page that it was changed."""
_SHORT = re.compile(r"(?:(\d{4})[/\\-])?(\d{1,6})")


def find_bureau(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a bureau's profile."""
    start = start.resolve()
    return next((f for f in (start, *start.parents) if (f / PROFILE).is_file()), None)


def require_bureau(start: Path) -> Path:
    """Like `find_bureau`, but a missing one is an error that says what to do."""
    bureau = find_bureau(start)
    if bureau is None:
        raise InputError(
            _("There is no case repository here"),
            where=str(start),
            fix=_("Go into one, name it with --bureau, or make one with: lawrec init"),
        )
    return bureau


def case_folders(bureau: Path) -> Iterator[Path]:
    """The case folders of a bureau, by year and number, but for those whose number is voided."""
    return (folder for folder in all_case_folders(bureau) if not is_voided(folder))


def judged_folders(bureau: Path) -> list[Path]:
    """What is counted and judged: the case folders, and those that have lost their own page.

    A folder with acts, papers or footage and no case.yaml is a damaged case: whoever counts cases
    has to say that it could not be read.
    """
    folders = list(case_folders(bureau))
    for below in ("acts", "media", "records"):
        for page in (bureau / CASES).glob(f"[0-9]*/[0-9]*/{below}/*.yaml"):
            folder = page.parent.parent
            if folder not in folders and not (folder / CASE_PAGE).exists():
                folders.append(folder)
    return sorted(folders)


def is_voided(folder: Path) -> bool:
    """Whether a case counts no more: it was voided, and nothing was done in it.

    Acts, papers and footage are not made to vanish by a page that lies beside them.
    """
    if not (folder / VOIDED).is_file():
        return False
    pages = (path for below in ("acts", "media", "records") for path in (folder / below).glob("*"))
    return all(path.name.endswith(_TRACE) or path.name.startswith(".") for path in pages)


def all_case_folders(bureau: Path) -> Iterator[Path]:
    """The case folders of a bureau, by year and number; those that were voided too."""
    root = bureau / CASES
    for year in sorted(root.iterdir()) if root.is_dir() else ():
        if year.is_dir() and not year.name.startswith("."):
            for folder in sorted(year.iterdir()):
                if not folder.name.startswith(".") and (folder / CASE_PAGE).is_file():
                    yield folder


def case_label(folder: Path) -> str:
    """How commands name a case: 2026/0001 inside a case repository, else the folder's name."""
    folder = folder.resolve()
    if folder.parent.parent.name == CASES:
        return f"{folder.parent.name}/{folder.name}"
    return folder.name


def log_name(folder: Path) -> str:
    """How the evidence log names a case: cases/2026/0001."""
    return f"{CASES}/{case_label(folder)}"


def copies_page(bureau: Path, folder: Path) -> str | None:
    """The ledger's page for a case or the inbox; None for what lies elsewhere."""
    bureau, folder = bureau.resolve(), folder.resolve()
    if folder == bureau / INBOX:
        return f"{COPIES}/{INBOX}.yaml"
    if folder.parent.parent == bureau / CASES:
        return f"{COPIES}/{case_label(folder)}.yaml"
    return None


def copies_part(page: str, item: str) -> str:
    """Where a page of the ledger has a medium: M501 to M1000 are in copies/2026/0001/M501.yaml.

    The page itself has the first ones, so that no page grows without end.
    """
    letter, number = sort_key(item)
    first = (number - 1) // COPIES_PART * COPIES_PART + 1
    if letter != "M" or first <= 1:
        return page
    return f"{page.removesuffix('.yaml')}/{make_id(letter, first)}.yaml"


def copies_whole(part: str) -> str:
    """The page of the ledger to which a file below copies/ belongs; itself if it is whole."""
    steps = part.split("/")
    depth = 2 if steps[1] == INBOX else 3
    return part if len(steps) <= depth else f"{'/'.join(steps[:depth])}.yaml"


def resolve_case(name: str, bureau: Path | None = None) -> Path:
    """The folder of a case named by path, year/number, number alone, or its full number."""
    if not name.strip():
        raise InputError(_("No case is named"), fix=_("See which there are: lawrec list"))
    path = Path(name)
    # A case repository has a history too, but it is no case.
    if (path / CASE_PAGE).exists() or ((path / ".git").exists() and not (path / PROFILE).exists()):
        return path.resolve()
    root = bureau or find_bureau(Path.cwd())
    if root is not None:
        found = _inside(root, name)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise InputError(
                _("{name} can mean several cases: {cases}").format(
                    name=name, cases=", ".join(case_label(f) for f in found)
                )
            )
    if path.is_dir():
        raise InputError(
            _("{path} is not a case folder: it has no case.yaml").format(path=name), where=name
        )
    raise InputError(
        _("There is no case {name}").format(name=name), fix=_("See which there are: lawrec list")
    )


def _inside(bureau: Path, name: str) -> list[Path]:
    match = _SHORT.fullmatch(name.strip())
    if match:
        year, number = match.groups()
        wanted = int(number)
        return [
            folder
            for folder in all_case_folders(bureau)
            if folder.name.isdigit()
            and int(folder.name) == wanted
            and (year is None or folder.parent.name == year)
        ]
    return [folder for folder in all_case_folders(bureau) if _number(folder) == name.strip()]


def _number(folder: Path) -> str | None:
    """The number in case.yaml, without typing the whole page."""
    from lawrec.store.yaml_io import load

    try:
        data = load(folder / CASE_PAGE).data
    except InputError:
        return None
    return str(data.get("number")) if isinstance(data, dict) else None


def computer_folder() -> Path:
    """Where this computer keeps what is its own: known case repositories, who I am."""
    given = os.environ.get("LAWREC_HOME") or os.environ.get("XDG_CONFIG_HOME")
    if given:
        return Path(given) / "lawrec" if not os.environ.get("LAWREC_HOME") else Path(given)
    if os.name == "nt" and os.environ.get("APPDATA"):
        return Path(os.environ["APPDATA"]) / "lawrec"
    return Path.home() / ".config" / "lawrec"


def is_own_bureau(bureau: Path) -> bool:
    """Whether this computer knows the folder as its own bureau's (decision 23)."""
    try:
        text = (computer_folder() / "bureaus").read_text(encoding="utf-8")
    except OSError:
        return False
    return str(bureau.resolve()) in text.splitlines()


def own_bureau(folder: Path) -> Path | None:
    """The case repository around a folder, if this computer knows it as its own."""
    bureau = find_bureau(folder.parent)
    return bureau if bureau is not None and is_own_bureau(bureau) else None


def remember_bureau(bureau: Path) -> None:
    """Note on this computer that the folder is its own bureau's."""
    if is_own_bureau(bureau):
        return
    folder = computer_folder()
    line = f"{bureau.resolve()}\n"
    if (trying := rehearsal()) is not None:
        trying.files[folder / "bureaus"] = len(line.encode())
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "bureaus").open("a", encoding="utf-8", newline="\n") as file:
        file.write(line)
