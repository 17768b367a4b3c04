"""What this computer remembers of whoever works at it: the case repository and the last case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from lawrec.errors import InputError
from lawrec.store import layout
from lawrec.store.files import make_folders, write_durable
from lawrec.store.yaml_io import load


@dataclass(frozen=True, slots=True)
class Habits:
    """Folders as text; None where nothing is known or they are gone."""

    bureau: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case that can be chosen: its folder, its label, and what its page calls it."""

    folder: Path
    label: str
    number: str
    title: str
    archived: bool


def habits() -> Habits:
    """What was chosen last; nothing where it was never, or cannot be read."""
    try:
        data = json.loads(_page().read_text(encoding="utf-8"))
        return Habits(**{k: v for k, v in data.items() if v is None or isinstance(v, str)})
    except (OSError, ValueError, TypeError, AttributeError):
        return Habits()


def remember(bureau: Path | None, case: Path | None) -> None:
    """Remember them; where this computer cannot, nothing is lost but a few key strokes."""
    chosen = Habits(
        str(bureau.resolve()) if bureau else None, str(case.resolve()) if case else None
    )
    if chosen == habits():
        return
    with suppress(OSError):
        make_folders(_page().parent)
        write_durable(_page(), json.dumps(asdict(chosen), ensure_ascii=False).encode())


def bureaus(start: Path) -> list[Path]:
    """The case repositories to work in: the one around `start` alone, else those known here."""
    around = layout.find_bureau(start)
    if around is not None:
        return [around]
    known = [*([Path(last)] if (last := habits().bureau) else []), *_own()]
    return [folder for folder in dict.fromkeys(known) if (folder / layout.PROFILE).is_file()]


def _own() -> Iterator[Path]:
    with suppress(OSError, ValueError):
        text = (layout.computer_folder() / "bureaus").read_text(encoding="utf-8")
        yield from (Path(line) for line in text.splitlines() if line)


def last_case(bureau: Path) -> Path | None:
    """The case that was worked on last, if it lies in that repository and is still open."""
    last = habits().case
    if last is None:
        return None
    folder = Path(last)
    open_still = (folder / layout.CASE_PAGE).is_file() and not (folder / layout.ARCHIVED).exists()
    return folder if open_still and folder.is_relative_to(bureau.resolve()) else None


def known_cases(bureau: Path) -> list[KnownCase]:
    """The cases of the repository, newest first; one that cannot be read is there by its label."""
    found = []
    for folder in reversed(list(layout.case_folders(bureau))):
        data: object = None
        with suppress(InputError):
            data = load(folder / layout.CASE_PAGE).data
        page = data if isinstance(data, dict) else {}
        number, title = str(page.get("number", "")), str(page.get("title", ""))
        archived = (folder / layout.ARCHIVED).is_file()
        found.append(KnownCase(folder, layout.case_label(folder), number, title, archived))
    return found


def _page() -> Path:
    return layout.computer_folder() / "last.json"


def bureau_around(folder: Path) -> Path | None:
    """The case repository in which a folder lies."""
    return layout.find_bureau(folder)


def called(folder: Path) -> str:
    """A case by its label, number and title, as far as its page can be read."""
    data: object = None
    with suppress(InputError):
        data = load(folder / layout.CASE_PAGE).data
    page = data if isinstance(data, dict) else {}
    words = (layout.case_label(folder), page.get("number"), page.get("title"))
    return "  ".join(str(word) for word in words if word)
