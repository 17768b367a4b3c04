"""Which words a Chinese text may hold that are not Chinese, and which are English fragments."""

from __future__ import annotations

import re
from importlib import metadata
from typing import Any, get_args

from lawrec.commands.app import MODULES
from lawrec.operations.schema_topics import PAGES
from lawrec.report.clean import clean
from lawrec.schema import (
    field_names,
    field_names_data,
    field_names_more,
    field_names_papers,
    names,
    value_names,
)
from lawrec.schema.case import Question
from lawrec.schema.records.kinds import KINDS

WORD = re.compile(r"[A-Za-z][A-Za-z_-]*[A-Za-z]")
# No words: a path, a file name, an address, an id, the name of a field or of a rule, an option, a
# digest or its short form, a code point, a number with its unit.
NO_WORDS = re.compile(
    r"(?:[\w.*{}~<>+-]*/)+[\w.*{}~<>+-]*|[\w*-]+\.[A-Za-z][A-Za-z0-9]{1,4}\b(?:\.\w+)*"
    r"|[a-z]+://\S+|\b[A-Za-z]\w*(?:[._]\w+)+|<?U\+[0-9A-F]+>?|\b[0-9A-F]{4}(?:-[0-9A-F]{4})+\b"
    r"|\b[ALMRU]\d[\d-]*|\b[0-9a-f]{7,64}\b|\b[A-Z]\b|(?<![\w-])--?[A-Za-z][\w-]*"
    r"|\b\d+(?:\.\d+)*(?:\(\d+\))?[a-z]{0,3}\b|SHA-?256|SM3|UTF-?8|\b[a-z]{3}\.\d+\S*|x{50,}"
)
# Names of things that have no Chinese one, each with where it stands.
NAMES = {
    "lawrec": "the program",
    "git": "the program that keeps the history",
    "YAML": "a format",
    "JSON": "a format",
    "CSV": "a format",
    "HTML": "a format",
    "PDF": "a format",
    "Markdown": "a format",
    "UTF": "an encoding",
    "GBK": "an encoding",
    "ANSI": "an encoding, as the system's editor calls it",
    "SHA": "a digest",
    "GPS": "satellite positions",
    "exiftool": "a program that reads metadata",
    "pymediainfo": "a program that reads metadata",
    "exifread": "a program that reads metadata",
    "inbox": "the folder of footage without a case",
    "file": "the scheme of an address: file://",
    "sftp": "a protocol",
    "webdavs": "a protocol",
    "LAWREC": "a name in the environment",
    "USER": "a name in the environment",
    "PASSWORD": "a name in the environment",
    "ssh ssh-keygen": "the program that signs",
    "sort": "a program",
    "sum": "a program: sha256sum",
    "pdf": "a format",
    "Word": "a program of the office",
    "WPS": "a program of the office",
    "Excel": "a program of the office",
    "Windows": "a system",
    "windows": "a system, as --system takes it",
    "macos": "a system, as --system takes it",
    "linux": "a system, as --system takes it",
    "month": "what --by takes",
    "cases": "a column of ids",
    "card": "what from-desktop takes",
    "today": "what from-desktop takes",
    "schemas": "a folder of the case repository",
    "Noto Sans CJK HK JP KR SC GB": "names of fonts, as doctor finds them",
    "Python": "what lawrec runs on",
    "libmediainfo": "a program that reads metadata",
    "keygen": "ssh-keygen, the program that signs",
    "chcp LANG": "settings of a terminal",
    "xlsx": "a format",
    "docx": "a format",
    "JPEG": "a format",
    "MB": "a unit",
    "camera-img": "a shipped device profile",
    "ics": "a format",
    "CASE": "what is to be filled in",
    "NAME": "what is to be filled in",
    "FILE": "what is to be filled in",
    "panjin": "a rulebook's name",
    "liaoning": "a rulebook's name",
    "national": "a rulebook's name",
    "vault": "the store of the walk's office",
    "DSJ-": "the device of the walk's office",
    "ExifTool": "a program that reads metadata",
}


def known_words(tree: Any) -> frozenset[str]:
    """Commands, options, what is to be filled in, fields, values, kinds and questions."""
    known = [
        *NAMES,
        *MODULES,
        *KINDS,
        *PAGES,
        *names._NAMES,
        *value_names._NAMES,
        *get_args(Question),
    ]
    known += [*field_names._NAMES, *field_names_more.MORE, *field_names_papers.PAPERS]
    known += [*field_names_data.DATA]
    # What doctor says of optional parts: their names, their packages, the command that gets them.
    known += [*(metadata.requires("lawrec") or ()), "pip install", "SFTP", "WebDAV"]
    known += metadata.metadata("lawrec").get_all("Provides-Extra") or []
    waiting: list[tuple[tuple[str, ...], Any]] = [((), tree)]
    while waiting:
        path, command = waiting.pop()
        known += path
        for param in command.params:
            known += [*param.opts, *param.secondary_opts, param.metavar or "", param.name or ""]
            known.append((param.name or "").upper())
        below = getattr(command, "commands", {})
        waiting += [((*path, name), sub) for name, sub in below.items()]
    return frozenset(word for text in known for word in WORD.findall(text))


def english_words(text: str, line: list[str], known: frozenset[str]) -> list[str]:
    """The words of a Chinese answer that are neither names nor what the line itself said."""
    # A plain word of the line may be a part of other words; what is odd is taken out whole.
    for word in line:
        text = text.replace(repr(word)[1:-1], " ") if repr(word)[1:-1] != word else text
    odd = (word for word in line if len(word) > 3 and not re.fullmatch(r"[\w.-]+", word, re.ASCII))
    for word in sorted(odd, key=len, reverse=True):
        text = text.replace(word, " ").replace(clean(word), " ")
    typed = {part for word in line for part in WORD.findall(word)}
    found = WORD.findall(NO_WORDS.sub(" ", text))
    return [word for word in found if word not in known and word not in typed]
