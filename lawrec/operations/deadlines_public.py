"""What of a deadline may hang on a wall or lie in a telephone's calendar.

The number of a case and the names of staff may. Whoever else a case knows is called by the part
that they play, and whoever reported is not called at all. Of a case with state or trade secrets
only its number is told, and the article that sets the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.secrecy import markings
from lawrec.i18n import _, language
from lawrec.report.deadlines import Deadline
from lawrec.schema.articles import article_title
from lawrec.schema.case import Person
from lawrec.schema.names import name_of

_SECRET = {"state_secret": "state", "trade_secret": "trade"}
_SUFFIX = re.compile("[（(][^（）()]*[）)]$")
_BETWEEN = re.compile(r"[、，,；;/／\s]+")
"""What stands between the names of several people in one field."""
_SHORTEST = 2
"""A single character stands in too many words to be taken for a name."""


@dataclass(frozen=True, slots=True)
class Public:
    """How one case's texts are made fit to be seen by everybody."""

    words: tuple[tuple[str, str], ...]
    secret: bool = False

    def text(self, text: str) -> str:
        """The text with everybody from outside called by their part."""
        for name, word in self.words:
            text = text.replace(name, word)
        return text

    def of(self, item: Deadline) -> Deadline:
        """The deadline with its public words beside its own."""
        if self.secret:
            return replace(item, public=_by_article(item), public_title=None)
        title = self.text(item.title) if item.title else None
        return replace(item, public=self.text(item.what), public_title=title)


def public_of(case: Facts, reporters: Iterable[str]) -> Public:
    """How this case is shown; `reporters` are the names of all who reported to the bureau."""
    secret = any(case.answer(q) == "yes" for q in _SECRET) or any(
        markings(case, kind)  # type: ignore[arg-type]
        for kind in _SECRET.values()
    )
    staff = set(case.snapshot.bureau.officers)
    return Public(_words(case.snapshot.persons, reporters, staff), secret)


def outside_of_cases(reporters: Iterable[str], staff: Iterable[str]) -> Public:
    """For what belongs to no case."""
    return Public(_words({}, reporters, set(staff)))


def _words(
    persons: Mapping[str, Person], reporters: Iterable[str], staff: set[str]
) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for name, person in persons.items():
        word = name_of(person.capacity, language())
        found |= dict.fromkeys(_called(name), word)
        own = (person.id_no, person.contact, person.address, person.residence)
        found |= {text: "…" for text in own if text}
    found |= {name: _("somebody") for given in reporters for name in _called(given)}
    known = ((name, word) for name, word in found.items() if name not in staff)
    return tuple(
        sorted(
            ((name, word) for name, word in known if len(name) >= _SHORTEST),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
    )


def _called(name: str) -> Iterator[str]:
    """A name as it was written, without what stands behind it in brackets, and each of several."""
    yield name
    for one in (name, *_BETWEEN.split(name)):
        yield one
        yield _SUFFIX.sub("", one).strip()


def _by_article(item: Deadline) -> str:
    numbers = [int(found[0]) for c in item.clauses if (found := re.match(r"\d+", c))]
    names = dict.fromkeys(article_title(number, language()) for number in numbers)
    said = _("secret case: {what}; its own list says more")
    return said.format(what=next(iter(names), _("a step is due")))
