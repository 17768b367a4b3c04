"""What a desktop starts lawrec by: drag a card here, today's list, the menu.

Each shortcut is one small text file that calls `lawrec from-desktop`. Linux has .desktop files in
the folder that XDG names, Windows .cmd files, macOS .command files. A file that is not ours is
never touched, whatever it is called.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from lawrec.errors import InputError
from lawrec.i18n import Language, _
from lawrec.operations.shortcut_files import MARKS, Shortcut, content
from lawrec.store import layout
from lawrec.store.files import os_errors, write_durable
from lawrec.store.rehearsal import rehearsal

System = Literal["linux", "windows", "macos"]
SUFFIXES: dict[str, str] = {"linux": ".desktop", "windows": ".cmd", "macos": ".command"}
SHORTCUTS = (
    Shortcut("card", "把存储卡拖到这里", "Drag your card here", "drive-removable-media"),
    Shortcut("today", "今日待办", "Due today", "x-office-calendar"),
    Shortcut("menu", "lawrec 菜单", "lawrec menu", "utilities-terminal"),
)
_XDG = re.compile(r'^\s*XDG_DESKTOP_DIR="((?:[^"\\]|\\.)*)"', re.MULTILINE)
_LONGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Laid:
    """What was done with one file: made, renewed, removed, absent, or foreign and left alone."""

    path: Path
    done: Literal["made", "renewed", "removed", "absent", "foreign"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """For which system and bureau, and with `case` where what is dropped goes into a case."""

    system: System
    bureau: Path
    case: str | None = None
    language: Language = "zh"


def this_system() -> System:
    """The system on which this runs; what is neither Windows nor macOS has XDG desktops."""
    if os.name == "nt":
        return "windows"
    return "macos" if sys.platform == "darwin" else "linux"


def desktop_of(system: System) -> Path:
    """The folder of the desktop; raises InputError where there is none."""
    found = _windows_desktop() if system == "windows" else None
    found = found or (_xdg_desktop() if system == "linux" else None)
    places = [found] if found else [Path.home() / name for name in ("Desktop", "桌面")]
    for place in places:
        if place.is_dir():
            return place
    raise InputError(
        _("There is no desktop folder here"),
        where=str(places[0]),
        fix=_("Name the folder with --desktop"),
    )


def _xdg_desktop() -> Path | None:
    """What `user-dirs.dirs` calls the desktop: "$HOME/桌面" on a Chinese computer."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    try:
        text = (config / "user-dirs.dirs").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    found = _XDG.findall(text)
    if not found:
        return None
    plain = re.sub(r"\\(.)", r"\1", found[-1])
    if plain.startswith("$HOME"):
        return Path(f"{Path.home()}{plain.removeprefix('$HOME')}")
    return Path(plain) if plain.startswith("/") else None


def _windows_desktop() -> Path | None:
    """Where Windows has put the desktop, which may be on another disk or in a cloud folder."""
    if sys.platform != "win32":
        return None
    import winreg

    key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
        return Path(os.path.expandvars(str(winreg.QueryValueEx(opened, "Desktop")[0])))
    return None


def lay(desktop: Path, wanted: Wanted) -> tuple[Laid, ...]:
    """Lay the shortcuts on the desktop; one of ours is renewed, a foreign file left alone."""
    if not desktop.is_dir():
        raise InputError(_("There is no folder {path}").format(path=desktop))
    done = []
    for shortcut in SHORTCUTS:
        path = desktop / file_name(shortcut, wanted)
        there = _ours(path, wanted.system)
        if there is False:
            done.append(Laid(path, "foreign"))
            continue
        command = [sys.executable, "-m", "lawrec", *arguments(shortcut, wanted)]
        with os_errors(path):
            write_durable(path, content(shortcut, command, wanted.system, wanted.language))
            if rehearsal() is None:
                _let_start(path, wanted.system)
        done.append(Laid(path, "renewed" if there else "made"))
    return tuple(done)


def take_away(desktop: Path, system: System) -> tuple[Laid, ...]:
    """Remove our shortcuts in either language; nothing else."""
    done = []
    for shortcut in SHORTCUTS:
        for name in (shortcut.zh, shortcut.en):
            path = desktop / f"{name}{SUFFIXES[system]}"
            there = _ours(path, system)
            if there and rehearsal() is None:
                with os_errors(path):
                    path.unlink()
            if there is not None:
                done.append(Laid(path, "removed" if there else "foreign"))
    return tuple(done)


def file_name(shortcut: Shortcut, wanted: Wanted) -> str:
    """How the file is called: the words that people see below its picture."""
    name = shortcut.zh if wanted.language == "zh" else shortcut.en
    return f"{name}{SUFFIXES[wanted.system]}"


def arguments(shortcut: Shortcut, wanted: Wanted) -> list[str]:
    """The arguments of lawrec behind a shortcut; what is dropped comes after them."""
    case = ["--case", wanted.case] if wanted.case and shortcut.id == "card" else []
    return ["from-desktop", shortcut.id, "--bureau", str(wanted.bureau), *case]


def _ours(path: Path, system: System) -> bool | None:
    """Whether the file is one of ours; None where there is none."""
    if not os.path.lexists(path):
        return None
    if path.is_symlink() or not path.is_file():
        return False
    with os_errors(path), path.open("rb") as file:
        return MARKS[system] in file.read(_LONGEST)


def _let_start(path: Path, system: System) -> None:
    """Let the system start it by a click; a desktop that wants to be asked asks all the same."""
    if system == "windows":
        return
    path.chmod(0o755)
    trust = shutil.which("gio") if system == "linux" else None
    if trust:
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                [trust, "set", str(path), "metadata::trusted", "true"],
                capture_output=True,
                timeout=5,
                check=False,
            )


def bureau_for(start: Path, given: Path | None) -> Path:
    """The case repository that the shortcuts are for: named, around here, or the only known one."""
    if given is not None:
        return layout.require_bureau(given)
    found = layout.find_bureau(start)
    if found is not None:
        return found
    known = list(_known())
    if len(known) == 1:
        return known[0]
    return layout.require_bureau(start)


def case_of(name: str, bureau: Path) -> str:
    """The short name of a case, once it is sure that there is such a case."""
    return layout.case_label(layout.resolve_case(name, bureau))


def _known() -> Iterable[Path]:
    """The case repositories that this computer knows as its own and that are there."""
    with suppress(OSError):
        lines = (layout.computer_folder() / "bureaus").read_text(encoding="utf-8").splitlines()
        for line in dict.fromkeys(lines):
            if (Path(line) / layout.PROFILE).is_file():
                yield Path(line)


def page_for_today() -> Path:
    """Where the page with what is due today is put, anew each time."""
    folder = layout.computer_folder()
    with os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / "今日待办.html"


def dropped(words: Iterable[str]) -> list[str]:
    """Paths as a desktop or a terminal hands them over: quoted, or as file:// addresses."""
    return [_path_of(word.strip()) for word in words if word.strip()]


def _path_of(word: str) -> str:
    if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"":
        word = word[1:-1]
    if word.startswith("file://"):
        word = unquote(urlsplit(word).path)
    # E: alone means the folder in which one is on that disk, E:\ the card itself.
    if re.fullmatch(r"[A-Za-z]:", word):
        return f"{word}\\"
    return word
