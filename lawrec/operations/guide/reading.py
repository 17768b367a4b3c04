"""What a typed answer means: numbers of choices, names, times, ids, rows; refused at once if wrong.

Nothing here looks at the case: what may be chosen stands in the question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from lawrec.i18n import _
from lawrec.operations.guide.questions import Choice, Question, Sort, Unclear
from lawrec.operations.guide.times import moment_of, read_moment, typed
from lawrec.report.lines import listed
from lawrec.schema.ids import FOLDERS, make_id, sort_key
from lawrec.schema.moments import not_after

_BETWEEN = re.compile(r"[\s,，、;；]+")
_NAMES = re.compile(r"[,，、;；\n]")
_CLOSING = "。．.、，,；; \t"
_ALL = ("all", "全部", "全选")
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,12})?")
_RANGE = re.compile(r"([ARM]?)(\d{1,5})\s*[-–—~～至到]\s*([ARM]?)(\d{1,5})", re.IGNORECASE)


def read(question: Question, text: str, now: datetime) -> Any:
    """The answer as it is kept; raises Unclear with what is wrong and how to write it.

    Several lines are pasted where one is meant: a part of them would be a wrong answer.
    """
    if "\n" in text.strip() and question.sort in _ONE_LINE:
        raise Unclear(_("These are several lines; one answer is asked for here"))
    return _READERS.get(question.sort, _text)(question, text, now)


def plain(text: str) -> str:
    """Full-width digits and letters as plain ones, for what is compared or counted."""
    return unicodedata.normalize("NFKC", text).strip()


def bare(text: str) -> str:
    """A number or name without the sign that counts it off or closes it: `1、`, `丁某。`."""
    found = text.strip()
    return found.rstrip(_CLOSING) or found


def word_of(text: str) -> str:
    """What was typed where a number of a list or a short word is meant."""
    return plain(bare(text))


def _text(question: Question, text: str, now: datetime) -> str:
    return text.strip()


def _moment(question: Question, text: str, now: datetime) -> str:
    found = read_moment(text, now, day=question.day, ahead=question.ahead)
    if question.after is not None:
        earlier = moment_of(question.after, now)
        if not_after(earlier, found) == "no":
            raise Unclear(
                _(
                    "That is before {time}: it was read as {given}; write the year if that is wrong"
                ).format(time=question.after, given=typed(found))
            )
    return typed(found)


def _date(question: Question, text: str, now: datetime) -> str:
    found = read_moment(text, now, ahead=question.ahead)
    return (found.date() if isinstance(found, datetime) else found).isoformat()


def _figure(question: Question, text: str, now: datetime) -> str:
    found = plain(text).replace(",", "").removesuffix("元").removesuffix("日").removesuffix("天")
    if not _NUMBER.fullmatch(found.strip()):
        raise Unclear(_("{text} is no number").format(text=text.strip()))
    return found.strip()


def _count(question: Question, text: str, now: datetime) -> str:
    found = _figure(question, text, now)
    if not found.isdecimal():
        raise Unclear(_("{text} is no whole number of zero or more").format(text=text.strip()))
    return found


def _choice(question: Question, text: str, now: datetime) -> str:
    return chosen(question.choices, text, own=question.own)


def chosen(choices: Sequence[Choice], text: str, *, own: bool = False) -> str:
    """The value behind a number, a name or a part of one name; raises Unclear."""
    wanted = plain(text if own else bare(text))
    number = bare(wanted)
    if number.isdecimal() and len(number) < 6 and not (own and int(number) > len(choices)):
        if 0 < int(number) <= len(choices):
            return choices[int(number) - 1].value
        raise Unclear(_("Choose a number from 1 to {count}").format(count=len(choices)))
    loose = wanted.casefold().replace("-", "_")
    exact = [c for c in choices if wanted in (c.value, plain(c.label), *map(plain, c.also))]
    exact = exact or [c for c in choices if loose == c.value.casefold()]
    if exact or own:
        return exact[0].value if exact else text.strip()
    near = [c for c in choices if _has(c, wanted.casefold())]
    if len(near) == 1:
        return near[0].value
    if near:
        names = listed(f"{choices.index(c) + 1} {c.label}" for c in near[:12])
        raise Unclear(_("That can be: {names}; give the number").format(names=names))
    raise Unclear(_("{text} is none of these; give a number from the list").format(text=wanted))


def _has(choice: Choice, part: str) -> bool:
    return any(part in plain(name).casefold() for name in (choice.label, *choice.also))


def _choices(question: Question, text: str, now: datetime) -> list[str]:
    if plain(text).casefold() in _ALL:
        return [choice.value for choice in question.choices]
    found: list[str] = []
    for part in _numbers_out(text, len(question.choices)):
        found.append(chosen(question.choices, part, own=question.own))
    return list(dict.fromkeys(found))


def _numbers_out(text: str, count: int) -> Iterator[str]:
    """The parts of an answer; 2-5 means every number between."""
    for part in filter(None, _BETWEEN.split(text.strip())):
        span = _RANGE.fullmatch(plain(part))
        if span and not span[1] and int(span[2]) <= int(span[4]) <= count:
            yield from map(str, range(int(span[2]), int(span[4]) + 1))
        else:
            yield part


def _person(question: Question, text: str, now: datetime) -> str:
    found = chosen(question.choices, bare(text), own=question.own or not question.choices)
    if plain(found).isdecimal() and not question.choices:
        raise Unclear(_("{text} is no name").format(text=found))
    if plain(found).isdecimal():
        raise Unclear(_("Choose a number from 1 to {count}").format(count=len(question.choices)))
    return found


def _people(question: Question, text: str, now: datetime) -> list[str]:
    if plain(text).casefold() in _ALL:
        return [choice.value for choice in question.choices]
    parts = list(_numbers_out(text.replace("，", ",").replace("、", ","), len(question.choices)))
    if not all(plain(part).isdecimal() for part in parts):
        # A name may hold spaces; signs between names are commas.
        parts = [part.strip() for part in _NAMES.split(text) if part.strip()]
    return list(dict.fromkeys(_person(question, part, now) for part in parts))


def _signers(question: Question, text: str, now: datetime) -> dict[str, list[str]]:
    """`1,2,-3`: one and two signed, three refused to."""
    signed: list[str] = []
    refused: list[str] = []
    for name in _split_signers(text):
        minus = name[:1] in "-－—–" or name.startswith("拒")
        bare = name.lstrip("-－—–").removeprefix("拒签").removeprefix("拒").strip(" :：")
        for found in _people(question, bare, now):
            (refused if minus else signed).append(found)
    return {"signed": list(dict.fromkeys(signed)), "refused": list(dict.fromkeys(refused))}


def _split_signers(text: str) -> list[str]:
    spaced = [part.strip() for part in _NAMES.split(text) if part.strip()]
    if all(re.fullmatch(r"[-－—–\d\s]+", unicodedata.normalize("NFKC", p)) for p in spaced):
        return [piece for part in spaced for piece in part.split()]
    return spaced


def _files(question: Question, text: str, now: datetime) -> list[str]:
    """Ids such as R03 and M01-M04, or numbers of the list."""
    known = [choice.value for choice in question.choices]
    if plain(text).casefold() in _ALL:
        return known
    named = [choice.value for choice in question.choices if plain(choice.label) == plain(text)]
    if named:
        return named[:1]
    found: list[str] = []
    for part in filter(None, _BETWEEN.split(text.strip())):
        for item in _ids(plain(part).upper(), known):
            if item not in known:
                raise Unclear(_("There is no {id} in this case").format(id=item))
            found.append(item)
    return sorted(set(found), key=sort_key) if all(_is_id(item) for item in found) else found


def _is_id(text: str) -> bool:
    return text[:1] in FOLDERS and text[1:].isdecimal()


def _ids(part: str, known: Sequence[str]) -> Iterator[str]:
    span = _RANGE.fullmatch(part)
    if span and span[1] and (not span[3] or span[3] == span[1]):
        for number in range(int(span[2]), int(span[4]) + 1):
            yield make_id(span[1], number)
    elif span and not span[1] and not span[3]:
        for number in range(int(span[2]), int(span[4]) + 1):
            yield from _ids(str(number), known)
    elif _is_id(part):
        yield make_id(part[0], int(part[1:]))
    elif part.isdecimal():
        if not 0 < int(part) <= len(known):
            raise Unclear(_("Choose a number from 1 to {count}").format(count=len(known)))
        yield known[int(part) - 1]
    else:
        yield part.lower() if part.lower() in known else part


def _rights(question: Question, text: str, now: datetime) -> dict[str, Any]:
    """Numbers, and after them the words in which the rights were told; or the words alone."""
    found = re.match(r"[\d\s,，、;；\-~]+|[^\s:：]+", unicodedata.normalize("NFKC", text))
    head = found[0] if found else ""
    words = text.strip()[len(head.strip()) :].strip(" :：,，")
    proposed = question.default.get("rights") if isinstance(question.default, dict) else None
    if proposed and head[:1] not in "0123456789" and not _names_a(question.choices, head):
        return {"rights": list(proposed), "content": text.strip()}
    return {"rights": _choices(question, head, now), "content": words or None}


def _names_a(choices: Sequence[Choice], text: str) -> bool:
    """Whether the text consists of names of choices alone."""
    names = {plain(name) for c in choices for name in (c.value, c.label)}
    return all(plain(part) in names for part in _BETWEEN.split(text.strip()) if part)


def _step(question: Question, text: str, now: datetime) -> dict[str, str]:
    """Who signed a step, when, and with which opinion: `2 7-6 9:10`, `7-6 9:10 同意`.

    The time alone is for whoever is proposed.
    """
    who = question.default.get("who") if isinstance(question.default, dict) else None
    words = text.strip()
    if who and (found := _signed_at(question, words, now)):
        return {"who": str(who), **found}
    named = next((c.value for c in question.choices if words.startswith(c.value)), None)
    head = named or words.partition(" ")[0]
    rest = words[len(head) :].strip(" ,，")
    found = _signed_at(question, rest, now)
    if not found:
        raise Unclear(_("Write the number of the person and the time: 1 7-6 9:10"))
    return {"who": chosen(question.choices, head), **found}


def _signed_at(question: Question, text: str, now: datetime) -> dict[str, str]:
    """The time at the beginning and the opinion behind it; empty where no time is there."""
    words = text.split()
    for count in range(len(words), 0, -1):
        head = " ".join(words[:count])
        if _is_moment(head, now):
            opinion = " ".join(words[count:])
            at = _moment(question, head, now)
            return {"at": at, "opinion": opinion} if opinion else {"at": at}
    return {}


def _is_moment(text: str, now: datetime) -> bool:
    try:
        read_moment(text, now)
    except Unclear:
        return False
    return True


def _path(question: Question, text: str, now: datetime) -> str:
    """A folder or file that there is; quotes that came with dragging it here are taken off."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    for way in (bare, bare.replace("\\ ", " ")):
        path = Path(way).expanduser()
        if path.exists():
            return str(path.resolve())
    raise Unclear(_("There is no {path}").format(path=bare))


_ONE_LINE: tuple[Sort, ...] = ("moment", "date", "number", "count", "choice", "person", "path")
_READERS: dict[Sort, Callable[[Question, str, datetime], Any]] = {
    "moment": _moment,
    "date": _date,
    "number": _figure,
    "count": _count,
    "choice": _choice,
    "choices": _choices,
    "person": _person,
    "people": _people,
    "signers": _signers,
    "files": _files,
    "rights": _rights,
    "step": _step,
    "path": _path,
}
