"""The text of a shortcut on each system, with every path quoted as that system reads it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from lawrec.i18n import Language

MARKS: dict[str, bytes] = {
    "linux": b"X-Lawrec-Shortcut=true",
    "windows": b"rem lawrec-shortcut",
    "macos": b"# lawrec-shortcut",
}
"""What a file of ours holds, by which it is told from a foreign one."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One thing to start: its id, its name in both languages, and the icon of the theme."""

    id: str
    zh: str
    en: str
    icon: str


def content(shortcut: Shortcut, command: list[str], system: str, language: Language) -> bytes:
    """The bytes of the file that runs the command, with what is dropped on it behind."""
    if system == "linux":
        return _desktop_entry(shortcut, command, language)
    return (_batch if system == "windows" else _shell)(command, language)


def _desktop_entry(shortcut: Shortcut, command: list[str], language: Language) -> bytes:
    """As the Desktop Entry Specification has it; %F is replaced by what is dropped."""
    takes = " %F" if shortcut.id == "card" else ""
    command = ["env", f"LAWREC_LANG={language}", *command]
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={shortcut.zh if language == 'zh' else shortcut.en}",
        f"Name[zh_CN]={shortcut.zh}",
        f"Name[en]={shortcut.en}",
        f"Exec={' '.join(map(_quoted_for_exec, command))}{takes}",
        f"Icon={shortcut.icon}",
        "Terminal=true",
        "StartupNotify=true",
        "Categories=Office;",
        MARKS["linux"].decode(),
    )
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def _quoted_for_exec(word: str) -> str:
    r"""A word of an Exec line: quoted, then once more as every value of the file is.

    Inside the quotes `"`, backtick, `$` and `\` take a backslash; a percent sign is doubled; then
    each backslash is doubled because the value itself has escapes.
    """
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return '"' + word.replace("%", "%%").replace("\\", "\\\\") + '"'


def _batch(command: list[str], language: Language) -> bytes:
    """A batch file: UTF-8 without a mark, read as that from the second line on; CRLF.

    What comes before `chcp 65001` is ASCII, so that it reads the same under GBK (936). A dropped
    path arrives in `%*`, quoted by Windows where it has a blank.
    """
    line = " ".join('"' + word.replace("%", "%%") + '"' for word in command)
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        MARKS["windows"].decode(),
        'set "PYTHONUTF8=1"',
        f'set "LAWREC_LANG={language}"',
        f"{line} %*",
        "if errorlevel 9009 pause",  # Python is no longer there
    )
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")


def _shell(command: list[str], language: Language) -> bytes:
    """A .command file, which the Finder opens in a terminal."""
    run = shlex.join(["env", f"LAWREC_LANG={language}", *command])
    lines = ("#!/bin/sh", MARKS["macos"].decode(), f'exec {run} "$@"')
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")
