"""The fields of one record in words, as templates ask for them: `f.reason`, `t.orders`.

`f` has every field as one text, `t` every list as its entries, `m` the days and times themselves.
A field that the kind has and the record does not is an empty text, so that a form shows a blank;
one that the kind does not have is a mistake of the template and raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel

from lawrec.forms.wording import money, plain, stamp
from lawrec.i18n import Language
from lawrec.schema.field_names import field_name
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.value_names import value_name

Refer = Callable[[str], str]
"""From the id of an act, record or medium to what people call it."""

_FREE = frozenset({"str", "str | None", "tuple[str, ...]"})
_IDS = frozenset(("act", "about", "evidence", "item", "given", "redacted"))
_WORDS = {"source": "channel", "steps_taken": "steps_taken"}
"""Free texts for which people use the words of another field, or of rules."""

_MACHINE = frozenset(("kind", "draft"))
"""What a paper does not say of itself: its title says the kind, and a draft is marked."""


_SELDOM = frozenset(
    (
        *("act", "about", "substitutes", "external_ref", "template", "reviewed_by"),
        *("signatures", "persons", "evidence", "made_by", "made_at"),
    )
)
"""What no blank form asks for by itself."""

_CODES = frozenset((("Order", "type"),))
"""Words for rules only: the entry's own text says the same to people."""

_NESTED = frozenset(("officers",))
"""Entries within an entry, which stand on its line."""

_STOPS = ("。", "；", "！", "？", ".", ";", "\n")


class Fields:
    """Named values for a template; reading one that is not there is an AttributeError."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __bool__(self) -> bool:
        return True


class Blanks(list[Any]):
    """A list of entries that knows an empty one; a blank form makes room for some."""

    def __init__(self, entries: Sequence[Any], empty: Any, *, blank: bool) -> None:
        super().__init__(entries)
        self.empty, self.blank = empty, blank


class Wording:
    """How the values of one paper are said: its language, and what its ids refer to."""

    def __init__(self, into: Language, refer: Refer) -> None:
        self.into = into
        self.refer = refer

    def texts(self, model: type[BaseModel], given: BaseModel | None) -> dict[str, str]:
        """Every field of the model as one text; "" where it is not given."""
        return {
            field: "" if value is None or value == () else self.text(model, field, value)
            for field, value in _fields(model, given)
        }

    def moments(self, model: type[BaseModel], given: BaseModel | None) -> dict[str, date | None]:
        """The fields that are days or times, as such."""
        return {
            field: value if isinstance(value, date) else None
            for field, value in _fields(model, given)
        }

    def lists(self, model: type[BaseModel], given: BaseModel | None) -> dict[str, Blanks]:
        """The fields that hold entries with fields of their own, each entry as `Fields`."""
        found = {}
        for name, info in model.model_fields.items():
            inner = inner_model(info.annotation)
            if inner is None:
                continue
            value = getattr(given, name) if given is not None else None
            entries = value if isinstance(value, tuple) else () if value is None else (value,)
            found[info.alias or name] = Blanks(
                [Fields(self._entry(inner, entry)) for entry in entries],
                Fields(self._entry(inner, None)),
                blank=given is None,
            )
        return found

    def _entry(self, model: type[BaseModel], given: BaseModel | None) -> dict[str, Any]:
        texts = self.texts(model, given)
        return {
            field: text.replace("\n", "；") if field in _NESTED else text
            for field, text in texts.items()
        }

    def text(self, model: type[BaseModel], field: str, value: object) -> str:
        """One value in words; the fields of an entry stand behind their names."""
        if isinstance(value, BaseModel):
            return self._inline(value)
        if isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
            return "\n".join(self._inline(item) for item in value)
        if isinstance(value, tuple):
            joined = [self._one(model, field, item) for item in value]
            return ("、" if self.into == "zh" else ", ").join(joined)
        return self._one(model, field, value)

    def _inline(self, entry: BaseModel) -> str:
        comma, colon = ("；", "：") if self.into == "zh" else ("; ", ": ")
        owner, line = type(entry), ""
        for field, text in self.texts(owner, entry).items():
            if not text or (owner.__name__, field) in _CODES:
                continue
            line += "" if not line or line.endswith(_STOPS) else comma
            line += f"{field_name(field, self.into, owner.__name__)}{colon}{text}"
        return line

    def _one(self, model: type[BaseModel], field: str, value: object) -> str:
        if isinstance(value, date):
            return stamp(value, self.into)
        if isinstance(value, Decimal) and field == "amount_yuan":
            return money(value, self.into)
        if isinstance(value, (int, Decimal)):
            return str(value)
        text = plain(str(value))
        if field in _IDS:
            return plain(self.refer(text))
        if field == "kind" and (kind := KINDS.get(text)) is not None:
            return kind.zh if self.into == "zh" else kind.en
        if field in _WORDS:
            return value_name(text, self.into, _WORDS[field])
        return text if _is_free(model, field) else value_name(text, self.into, field)

    def rest(
        self,
        model: type[BaseModel],
        texts: Mapping[str, str],
        shown: frozenset[str],
        *,
        blank: bool,
    ) -> list[Fields]:
        """Name and text of the fields that a form does not show by itself.

        A blank form has the empty ones too, save those that lawrec knows or that are rare.
        """
        left_out = _MACHINE | (_SELDOM if blank else frozenset())
        return [
            Fields({"label": label(field, self.into, model.__name__), "value": text})
            for field, text in texts.items()
            if field not in shown | left_out and (text or blank)
        ]


def label(field: str, into: Language, model: str) -> str:
    """What a field is called where it begins a line."""
    name = field_name(field, into, model)
    return name[:1].upper() + name[1:]


def inner_model(annotation: object) -> type[BaseModel] | None:
    """The model of a field's entries, or of its value, behind tuples and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def _fields(model: type[BaseModel], given: BaseModel | None) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, getattr(given, name) if given is not None else None


def _is_free(model: type[BaseModel], field: str) -> bool:
    """Whether people write that field as they like; no word in it is one of allowed values."""
    for name, info in model.model_fields.items():
        if (info.alias or name) == field:
            return field != "kind" and (str(info.annotation) in _FREE or info.annotation is str)
    return True
