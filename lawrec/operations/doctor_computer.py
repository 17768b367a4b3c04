"""What lawrec needs of this computer: programs, libraries, fonts, terminal, its own settings."""

from __future__ import annotations

import importlib.metadata
import io
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from lawrec import __version__
from lawrec.i18n import N_, _
from lawrec.operations.session import Session
from lawrec.report.doctor_text import Checked
from lawrec.report.lines import listed
from lawrec.store import layout

Check = tuple[tuple[str, str], Callable[[], Iterable[Checked]]]
_WAIT_S = 8
_GIT = (2, 36)
"""From this version on git forces what it writes to the disk when told to (core.fsync)."""
_EXTRAS: Mapping[str, str] = {
    "forms": N_("printing papers as Word or PDF"),
    "pdf": N_("papers as PDF"),
    "calendar": N_("deadlines in a calendar"),
    "scan": N_("sorting scans by their printed code"),
    "sheets": N_("tables for Excel and WPS"),
    "s3": N_("stores on an S3 server"),
    "sftp": N_("stores on an SFTP server"),
    "webdav": N_("stores on a WebDAV server"),
}
_BUNDLES = ("dev", "office")
"""Extras that are made of the others, which are told one by one."""
_CJK = re.compile(
    r"noto.*(cjk|sc)|source.?han|wqy|wenquanyi|simsun|simhei|msyh|simfang|simkai|fangsong|stsong|"
    r"stheiti|pingfang|songti|deng|hwfs|uming|ukai|sarasa|方正|仿宋|宋体|黑体",
    re.IGNORECASE,
)


def checks(session: Session | None) -> Iterator[Check]:
    """The checks of this computer, each with its code and name."""
    yield ("lawrec", "lawrec"), _program
    yield ("git", "git"), _git
    yield ("ssh-keygen", "ssh-keygen"), _ssh_keygen
    yield ("fonts", _("Chinese fonts")), _fonts
    yield ("mediainfo", "libmediainfo"), _mediainfo
    yield ("exiftool", "exiftool"), lambda: _exiftool(session)
    yield ("extras", _("optional parts")), _extras
    yield ("terminal", _("terminal and language")), _terminal
    yield ("home", _("settings of this computer")), lambda: _home(session)


def _program() -> Iterator[Checked]:
    python = ".".join(str(n) for n in sys.version_info[:3])
    found = f"{__version__}, Python {python}, {sys.platform}"
    yield Checked("lawrec", "lawrec", "ok", found)


def said_by(*command: str) -> str | None:
    """What a program answers; None where it is not there or does not answer in time."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]],
            capture_output=True,
            timeout=_WAIT_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout or done.stderr).decode("utf-8", "replace").strip()


def _git() -> Iterator[Checked]:
    answer = said_by("git", "--version")
    fix = _("Install git {version} or newer").format(version=".".join(map(str, _GIT)))
    if answer is None:
        yield Checked("git", "git", "broken", _("is not there: no case can be kept"), fix)
        return
    numbers = tuple(int(n) for n in re.findall(r"\d+", answer)[:2])
    old = numbers < _GIT
    told = _("{version}; an older git does not force all it writes to the disk")
    found = told.format(version=answer) if old else answer
    yield Checked("git", "git", "attention" if old else "ok", found, fix)


def _ssh_keygen() -> Iterator[Checked]:
    place = shutil.which("ssh-keygen")
    name = "ssh-keygen"
    if place:
        yield Checked(name, name, "ok", place)
        return
    found = _("is not there; it is needed only to check signatures made with keys")
    yield Checked(name, name, "attention", found, _("Install OpenSSH's client"))


def _fonts() -> Iterator[Checked]:
    names = _font_names()
    name = _("Chinese fonts")
    if names:
        more = _(" and {count} more").format(count=len(names) - 3) if len(names) > 3 else ""
        yield Checked("fonts", name, "ok", listed(names[:3]) + more)
        return
    yield Checked(
        "fonts",
        name,
        "attention",
        _("none was found: papers cannot be printed in Chinese"),
        _("Install one; Debian, UOS, Kylin: apt install fonts-noto-cjk"),
    )


def _font_names() -> list[str]:
    """Families that the system says have Chinese, else font files whose names say so."""
    answer = said_by("fc-list", ":lang=zh-cn", "family")
    if answer is not None:
        return sorted({line.split(",")[0].strip() for line in answer.splitlines() if line.strip()})
    home = Path.home()
    folders = [
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
        Path("/System/Library/Fonts"),
    ]
    folders += [Path("/Library/Fonts"), Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    folders += [home / ".fonts", home / ".local/share/fonts", home / "Library/Fonts"]
    found = {
        Path(name).stem
        for folder in folders
        for _where, _folders, names in os.walk(folder)
        for name in names
        if name.lower().endswith((".ttf", ".ttc", ".otf")) and _CJK.search(name)
    }
    return sorted(found)


def _mediainfo() -> Iterator[Checked]:
    from lawrec.media.mediainfo import read_container

    sound = b"\x80" * 800
    head = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    wave = b"RIFF" + struct.pack("<I", 36 + len(sound)) + b"WAVEfmt " + head
    wave += b"data" + struct.pack("<I", len(sound)) + sound
    readers = read_container(io.BytesIO(wave)).readers
    name = "libmediainfo"
    if any(reader.startswith(name) for reader in readers):
        yield Checked("mediainfo", name, "ok", listed(readers))
        return
    yield Checked(
        "mediainfo",
        name,
        "attention",
        _("does not read a recording: times of films stay unknown, films are stored all the same"),
        _("Install libmediainfo (Debian, UOS, Kylin: apt install libmediainfo0v5), or pymediainfo"),
    )


def _exiftool(session: Session | None) -> Iterator[Checked]:
    place = shutil.which("exiftool")
    profile = session.profile if session else None
    wanted = profile is not None and profile.intake.second_reader == "exiftool"
    if place:
        yield Checked("exiftool", "exiftool", "ok", place)
    elif wanted:
        found = _("is not there, but this bureau's policy asks it as second reader")
        fix = _("Install exiftool, or change it with: lawrec store policy --second-reader ...")
        yield Checked("exiftool", "exiftool", "attention", found, fix)
    else:
        yield Checked("exiftool", "exiftool", "ok", _("is not there; it is optional"))


def _extras() -> Iterator[Checked]:
    """One line for each optional part: what it is for, and which packages are missing."""
    name = _("optional parts")
    try:
        required = importlib.metadata.requires("lawrec") or []
        named = importlib.metadata.metadata("lawrec").get_all("Provides-Extra") or []
    except importlib.metadata.PackageNotFoundError:
        yield Checked("extras", name, "ok", _("cannot be told: lawrec runs from its sources"))
        return
    for extra in named:
        if extra in _BUNDLES:
            continue
        missing = [package for package in _packages(required, extra) if not _there(package)]
        use = _(_EXTRAS[extra]) if extra in _EXTRAS else extra
        label = _("optional part {name}").format(name=extra)
        if not missing:
            yield Checked(f"extra:{extra}", label, "ok", use)
            continue
        text = _("{use}: not installed ({packages} missing); pip install lawrec[{name}]")
        told = text.format(use=use, packages=listed(missing), name=extra)
        yield Checked(f"extra:{extra}", label, "ok", told)


def _packages(required: Iterable[str], extra: str) -> Iterator[str]:
    for line in required:
        name = re.match(r"[A-Za-z0-9._-]+", line)
        if name and re.search(rf"extra\s*==\s*['\"]{re.escape(extra)}['\"]", line):
            yield name.group()


def _there(package: str) -> bool:
    try:
        importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _terminal() -> Iterator[Checked]:
    name = _("terminal and language")
    encoding = getattr(sys.stdout, "encoding", None) or "?"
    settings = [f"{key}={os.environ[key]}" for key in ("LC_ALL", "LANG") if os.environ.get(key)]
    found = listed([encoding, *settings])
    try:
        "案卷〔2026〕号".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        fix = _("Set LANG=zh_CN.UTF-8, on Windows: chcp 65001")
        text = _("{encoding} cannot show Chinese; what is missing appears as ?")
        yield Checked("terminal", name, "attention", text.format(encoding=found), fix)
        return
    yield Checked("terminal", name, "ok", found)


def _home(session: Session | None) -> Iterator[Checked]:
    name, folder = _("settings of this computer"), layout.computer_folder()
    if not folder.is_dir():
        yield Checked("home", name, "ok", _("{path}: nothing is set yet").format(path=folder))
        return
    if not os.access(folder, os.R_OK | os.W_OK):
        found = _("{path} cannot be read and written by this account").format(path=folder)
        yield Checked("home", name, "broken", found, _("Give this account the folder"))
        return
    gone = [path for path in _known(folder) if not (Path(path) / layout.PROFILE).is_file()]
    who = session.who if session else None
    on_staff = session is None or who in session.facts.officers
    if gone:
        text = _("{path} names case repositories that are not there now: {names}")
        fix = _("Connect their disk, or take the lines out of the file 'bureaus' there")
        found = text.format(path=folder, names=listed(gone))
        yield Checked("home", name, "attention", found, fix)
    elif not on_staff:
        text = _("I am {who} here, who is not on the staff roster").format(who=who)
        yield Checked("home", name, "attention", text, "lawrec me NAME")
    else:
        yield Checked("home", name, "ok", " ".join(filter(None, (str(folder), who))))


def _known(folder: Path) -> list[str]:
    try:
        return (folder / "bureaus").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
