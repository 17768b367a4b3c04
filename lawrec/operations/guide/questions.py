"""What a question is: its words, what the law says to it, what may be answered, the default."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from lawrec.i18n import language
from lawrec.schema.value_names import value_name

Answers = dict[str, Any]
"""Key of a question -> its answer as JSON has it; None where somebody passed it over."""

Sort = Literal[
    "text",  # one text, which may be pasted over several lines
    "long",  # a text of many lines
    "moment",  # a time or a day
    "date",  # a day
    "number",
    "count",
    "choice",  # one of the choices
    "choices",  # several of them
    "people",  # several names
    "person",  # one name
    "files",  # ids of papers and media
    "lines",  # several texts, a line each
    "rows",  # several rows of cells
    "rights",  # rights that were told, and in which words
    "signers",  # who signed, and who refused to
    "step",  # who signed a step of an approval, and when
    "path",  # a folder or file of this computer
]


class Unclear(Exception):
    """An answer that cannot be taken as it is; the text says why, in the user's language."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose by its number: the value that is kept, and what people read.

    `also` are other names under which it may be typed.
    """

    value: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One cell of a row: the field, its name, and what may stand there."""

    name: str
    label: str
    sort: Sort = "text"
    choices: tuple[Choice, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `asked` tells those that are put from those that only stand in the summary.

    `own` allows words beside the choices. `after` is the time before which an answer cannot lie,
    `day` the day that a bare time belongs to; `ahead` says that the time lies in the future.
    Of a long list only the first choices are `shown` before somebody asks for all.
    """

    key: str
    label: str
    sort: Sort = "text"
    hint: str = ""
    help: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    default: Any = None
    required: bool = False
    asked: bool = True
    own: bool = False
    after: str | None = None
    day: date | None = None
    ahead: bool = False
    shown: int = 30


class Guide(Protocol):
    """One thing that is entered by answering questions."""

    command: str

    def title(self, answers: Answers) -> str:
        """What is being entered, for people."""

    def questions(self, answers: Answers) -> Sequence[Question]:
        """All questions that these answers lead to, in the order in which they are put."""

    def remarks(self, answers: Answers) -> Sequence[str]:
        """What whoever confirms should look at once more; nothing is refused for it."""

    def commands(self, answers: Answers) -> list[list[str]]:
        """The command lines, without `lawrec`, that enter what was answered."""


def has_proposal(question: Question) -> bool:
    """Whether the default is an answer: a step proposes only who signs, its time must be said."""
    if question.sort != "step":
        return True
    return isinstance(question.default, dict) and bool(question.default.get("at"))


def value_of(question: Question, answers: Answers) -> Any:
    """The answer, or the default of a question that nobody has been asked yet."""
    return answers.get(question.key, question.default)


def label_of(question: Question, value: str) -> str:
    """What people read for one chosen value."""
    return next((c.label for c in question.choices if c.value == value), value)


def choices_of(values: Iterable[str], field: str = "") -> tuple[Choice, ...]:
    """Words of the schema as choices, each with its name; `field` tells whose words they are."""
    return tuple(Choice(word, value_name(word, language(), field)) for word in values)
