"""People whom an answer names and whom neither the case nor the roster has: asked for at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from lawrec.i18n import _
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.hints import hint_of
from lawrec.operations.guide.questions import Answers, Question, choices_of
from lawrec.schema.case import Capacity

PREFIX = "new."


def capacity_question(name: str, proposed: str = "witness") -> Question:
    """In which capacity somebody comes into the case; `<` goes back to a mistyped name."""
    return Question(
        PREFIX + name,
        _("{name} is not in this case yet; who is that?").format(name=name),
        "choice",
        hint_of("Case.party"),
        choices=choices_of(get_args(Capacity), "capacity"),
        default=proposed,
        required=True,
    )


def strangers(desk: Desk, names: Iterable[str]) -> Iterator[str]:
    """Those of the names that nobody knows yet."""
    for name in dict.fromkeys(names):
        if name and not desk.knows(name):
            yield name


def entering(desk: Desk, answers: Answers, names: Iterable[str]) -> list[list[str]]:
    """The commands that enter them; whoever is there by now needs none."""
    found = []
    for name in strangers(desk, names):
        capacity = answers.get(PREFIX + name) or "present"
        line = ["person", "add", desk.case, name, "--capacity", str(capacity)]
        found.append([*line, *(["--set", "type=organisation"] if is_organisation(name) else [])])
    return found


def is_organisation(name: str) -> bool:
    """Whether a name ends as names of organisations do."""
    return name.endswith(("公司", "厂", "委员会", "合作社", "中心", "局", "店", "院", "校", "部"))
