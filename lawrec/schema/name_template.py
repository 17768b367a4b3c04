"""The little language in which a device profile describes file names.

`{device}_{officer}_{yyyymmddhhmmss}_{seq}[_{mark:IMP|SOS}]`: text stands for itself (capital or
small), braces hold a field, square brackets what may be absent. No regular expression can be
written, and a template that could be read in two ways is refused, so that matching any name
takes time in proportion to its length.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lawrec.i18n import N_

LONGEST_TEMPLATE = 200
LONGEST_FIELD = 64
_MOST_OPTIONS = 4

_LETTERS = "0-9A-Za-z\u4e00-\u9fff"
_WORD = f"{_LETTERS}-"
_FIELDS: dict[str, tuple[str, int]] = {
    "device": (_WORD, 32),
    "officer": (_WORD, 32),
    "seq": ("0-9", 9),
    "chapter": ("0-9", 4),
    "folder": ("0-9", 4),
    "series": ("0-9A-Za-z", 16),
    "channel": ("0-9A-Za-z", 8),
    "mark": (_LETTERS, 16),
    "kind": (_LETTERS, 24),
    "ms": ("0-9", 6),
    "any": ("", LONGEST_FIELD),
}
"""Field -> the characters that it may hold, and how many at most ("" for any but line ends).

Where a template has hyphens of its own, its fields hold none: DSJ-01_... against DSJ01-0023-...
"""
FIELDS = tuple(_FIELDS)
_EPOCHS = {"epoch_s": 10, "epoch_ms": 13}
_CLOCK = re.compile(r"(yyyy|yy|mm|dd|hh|ss)|([-_.:T ])")
_PART = re.compile(r"\{([^{}\[\]]*)\}|([\[\]])|([^{}\[\]]+)")
_CHOICE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]{1,24}")
_NAMES = {"yyyy": "year", "yy": "year", "dd": "day", "hh": "hour", "ss": "second"}

PROBLEMS = {
    "too_long": N_("the template is longer than {limit} characters"),
    "empty": N_("the template is empty"),
    "brackets": N_("brackets do not close, or stand inside one another: {part}"),
    "too_many_options": N_("more than {limit} parts in square brackets"),
    "unknown_field": N_("there is no field {part}; there are: {known}"),
    "bad_length": N_("{part}: give a length from 1 to {limit}, or choices such as IMP|SOS"),
    "twice": N_("{part} stands there twice"),
    "bad_clock": N_("{part} is no time; write it with yyyy, mm, dd, hh, mm and ss"),
    "half_clock": N_("a time of day without its date, or a date in pieces: {part}"),
    "ambiguous": N_(
        "where {part} ends cannot be told: put a separator before it, or give lengths such as "
        "{{device:7}}"
    ),
}
"""What can be wrong with a template, with what to do where that is not plain."""


class TemplateProblem(ValueError):
    """A template that is refused: a code of `PROBLEMS`, and what fills its text."""

    def __init__(self, code: str, part: str = "", limit: int = 0) -> None:
        """Keep the code and the part of the template that it is about."""
        super().__init__(code)
        self.code = code
        self.params = {"part": part, "limit": limit, "known": ", ".join(FIELDS)}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a name: a text of its own, or a field with its pattern.

    `chars` are the characters that it may hold; `fixed` tells whether its length is known.
    """

    pattern: str
    text: str = ""
    field: str = ""
    chars: str = ""
    fixed: bool = True


@dataclass(frozen=True)
class Template:
    """A template that was found good; `prefix`, in small letters, begins every name that fits."""

    source: str
    expression: str
    fields: frozenset[str]
    prefix: str = ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Compiling all shipped ones takes longer than reading a file; most are never needed.
        return re.compile(self.expression, re.IGNORECASE | re.ASCII)

    def find(self, stem: str) -> re.Match[str] | None:
        """How a name without its suffix fits; None if it does not."""
        if stem[: len(self.prefix)].lower() != self.prefix:
            return None
        return self._pattern.fullmatch(stem)

    def read(self, stem: str) -> dict[str, str | None] | None:
        """The fields of a name without its suffix; None if it does not fit."""
        found = self.find(stem)
        return found.groupdict() if found else None


def parse_template(source: str) -> Template:
    """Read a template; raises TemplateProblem."""
    if not source.strip():
        raise TemplateProblem("empty")
    if len(source) > LONGEST_TEMPLATE:
        raise TemplateProblem("too_long", limit=LONGEST_TEMPLATE)
    groups = _groups(source)
    if sum(optional for _, optional in groups) > _MOST_OPTIONS:
        raise TemplateProblem("too_many_options", limit=_MOST_OPTIONS)
    for shape in _shapes(groups):
        _check_shape(shape)
    whole = "".join(
        f"(?:{body})?" if optional else body
        for pieces, optional in groups
        for body in ["".join(piece.pattern for piece in pieces)]
    )
    fields = frozenset(p.field for pieces, _ in groups for p in pieces if p.field)
    first = groups[0][0][0].text if groups[0][0] else ""
    return Template(source, whole, fields, first.lower())


def _groups(source: str) -> list[tuple[list[Piece], bool]]:
    """The template cut at its square brackets: pieces, and whether they may be absent."""
    groups: list[tuple[list[Piece], bool]] = [([], False)]
    own_hyphen = "-" in source
    seen: set[str] = set()
    at = 0
    while at < len(source):
        match = _PART.match(source, at)
        if match is None:
            raise TemplateProblem("brackets", source[at:])
        at = match.end()
        field, bracket, text = match.groups()
        if bracket:
            if (bracket == "[") == groups[-1][1]:
                raise TemplateProblem("brackets", source[match.start() :])
            groups.append(([], bracket == "["))
        elif text:
            groups[-1][0].append(Piece(re.escape(text), text=text))
        else:
            groups[-1][0].extend(_field(field, seen, own_hyphen))
    if groups[-1][1]:
        raise TemplateProblem("brackets", source)
    return groups


def _field(name: str, seen: set[str], own_hyphen: bool) -> Iterator[Piece]:
    """The pieces of what stands in braces."""
    role, colon, rest = name.partition(":")
    if role == "end" and colon:
        yield from _clock(rest, "end_", name, seen)
    elif role in _EPOCHS and not colon:
        _once(role, seen, name)
        yield Piece(f"(?P<{role}>[0-9]{{{_EPOCHS[role]}}})", field=role, chars="0-9")
    elif role in _FIELDS:
        _once(role, seen, name)
        chars, longest = _FIELDS[role]
        chars = _LETTERS if own_hyphen and chars == _WORD else chars
        if colon:
            yield _plain(role, rest, name, chars)
        else:
            inside = f"[{chars}]" if chars else "."
            pattern = f"(?P<{role}>{inside}{{1,{longest}}})"
            yield Piece(pattern, "", role, chars, fixed=False)
    elif re.match(r"yy|hh|mm|dd|ss", name):
        yield from _clock(name, "", name, seen)
    else:
        raise TemplateProblem("unknown_field", f"{{{name}}}")


def _once(group: str, seen: set[str], name: str) -> None:
    if group in seen:
        raise TemplateProblem("twice", f"{{{name}}}")
    seen.add(group)


def _plain(role: str, rest: str, name: str, chars: str) -> Piece:
    """A field of a known length, or one of a few words."""
    if rest.isascii() and rest.isdigit():
        if not 1 <= int(rest[:4]) <= LONGEST_FIELD or len(rest) > 2:
            raise TemplateProblem("bad_length", f"{{{name}}}", LONGEST_FIELD)
        inside = f"[{chars}]" if chars else "."
        return Piece(f"(?P<{role}>{inside}{{{int(rest)}}})", field=role, chars=chars)
    words = rest.split("|")
    if not all(_CHOICE.fullmatch(word) for word in words):
        raise TemplateProblem("bad_length", f"{{{name}}}", LONGEST_FIELD)
    fixed = len({len(word) for word in words}) == 1
    longest_first = sorted(words, key=len, reverse=True)
    pattern = f"(?P<{role}>{'|'.join(longest_first)})"
    return Piece(pattern, "", role, re.escape("".join(words)), fixed)


def _clock(form: str, role: str, name: str, seen: set[str]) -> Iterator[Piece]:
    """The pieces of a date or time such as yyyy-mm-dd or hhmmss; mm after hh are minutes."""
    at, hours = 0, form.startswith(("hh", "ss"))
    while at < len(form):
        match = _CLOCK.match(form, at)
        if match is None:
            raise TemplateProblem("bad_clock", f"{{{name}}}")
        at = match.end()
        unit, mark = match.groups()
        if mark:
            yield Piece(re.escape(mark), text=mark)
            continue
        hours = hours or unit == "hh"
        group = role + (_NAMES.get(unit) or ("minute" if hours else "month"))
        _once(group, seen, name)
        yield Piece(f"(?P<{group}>[0-9]{{{len(unit)}}})", field=group, chars="0-9")


def _shapes(groups: list[tuple[list[Piece], bool]]) -> Iterator[list[Piece]]:
    """Every way in which the parts in square brackets can be there or not."""
    options = [(True, False) if optional else (True,) for _, optional in groups]
    for there in itertools.product(*options):
        chosen = zip(groups, there, strict=True)
        yield [piece for (pieces, _), used in chosen if used for piece in pieces]


def _check_shape(pieces: list[Piece]) -> None:
    """Refuse what could be cut in two ways, and times that are none."""
    open_field: Piece | None = None
    for piece in pieces:
        if open_field is None:
            open_field = None if piece.fixed else piece
        elif piece.text:
            if any(not _may_hold(open_field, char) for char in piece.text):
                open_field = None
        elif not piece.fixed:
            raise TemplateProblem("ambiguous", f"{{{piece.field}}}")
    fields = {piece.field for piece in pieces}
    for role in ("", "end_"):
        date = {f"{role}{unit}" for unit in ("year", "month", "day")} & fields
        clock = {f"{role}{unit}" for unit in ("hour", "minute", "second")} & fields
        whole = len(date) == 3 or (role and not date and f"{role}hour" in fields)
        if ((date or clock) and not whole) or (clock and f"{role}hour" not in clock):
            raise TemplateProblem("half_clock", ", ".join(sorted(date | clock)))


def _may_hold(field: Piece, char: str) -> bool:
    """Whether an open field could go on over this character."""
    return not field.chars or re.fullmatch(f"[{field.chars}]", char, re.IGNORECASE) is not None
