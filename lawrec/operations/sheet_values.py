"""How the fields of a page stand in cells, and what a typed cell says for the page.

A cell holds text as people write it: choices by their names, times in the bureau's zone, a list
with 、 between names or one entry a line. What was not touched in a cell is never read from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from lawrec.errors import LawrecError, UsageError
from lawrec.i18n import Language, _
from lawrec.operations.table_columns import Column, content_of, in_full, item_of, value_of
from lawrec.schema.moments import parse_moment
from lawrec.schema.value_names import value_name
from lawrec.sheets.reading import RawCell
from lawrec.sheets.table_out import MOST_TEXT, visible

Keys = tuple[str | int, ...]
_BETWEEN = re.compile(r"[、，,；;\n]")
_NAMES = frozenset(
    ("persons", "officers", "present", "appraisers", "reviewers", "experts", "allowed", "clauses")
)
"""Lists whose entries are names or ids: they stand on one line, with 、 between."""

_SHOWN_OF_LONG = 300


@dataclass(frozen=True, slots=True)
class Speech:
    """The language in which a sheet is written, and the zone of its times."""

    language: Language
    zone: tzinfo


def path_of(keys: Keys) -> str:
    """The path of a field as settings write it: steps[0].who."""
    text = ""
    for key in keys:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


@lru_cache(maxsize=512)
def fields_of(model: type[BaseModel]) -> tuple[tuple[str, Any, bool], ...]:
    """The name of each field on the page, what it holds, and whether it is required."""
    return tuple(
        (info.alias or name, content_of(info.annotation), info.is_required())
        for name, info in model.model_fields.items()
    )


def is_model(annotation: Any) -> bool:
    """Whether a field holds a set of fields."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def leaves(
    model: type[BaseModel], raw: Mapping[str, object], speech: Speech, before: Keys = ()
) -> Iterator[tuple[Keys, str]]:
    """Each filled field of a page with the text of its cell, in the order of the model."""
    for key, annotation, _required in fields_of(model):
        if key not in raw:
            continue
        value, keys = raw[key], (*before, key)
        inner = item_of(annotation)
        if is_model(annotation) and isinstance(value, Mapping):
            yield from leaves(annotation, value, speech, keys)
        elif is_model(inner) and isinstance(value, list):
            for place, item in enumerate(value):
                yield from leaves(inner, item, speech, (*keys, place))
        elif get_origin(annotation) is not dict:
            yield keys, cell_of(value, annotation, key, speech)


def cell_of(value: object, annotation: Any, key: str, speech: Speech) -> str:
    """The text of a cell for one field."""
    if isinstance(value, list):
        inner = content_of(item_of(annotation))
        return _list(
            [cell_of(item, inner, key, speech) for item in value], _on_one_line(key, inner)
        )
    text = str(value)
    if get_origin(annotation) is Literal:
        return choice_name(text, annotation, key, speech.language)
    if is_time(annotation):
        return _moment(text, speech.zone)
    return text


def is_time(annotation: Any) -> bool:
    """Whether a field holds a day or a time."""
    return annotation in (date, datetime) or datetime in get_args(annotation)


def choice_name(value: str, annotation: Any, key: str, language: Language) -> str:
    """What a choice is called in cells; its own name where two would be called the same."""
    if language == "en":
        return value
    name = value_name(value, "zh", key)
    same = [other for other in get_args(annotation) if value_name(str(other), "zh", key) == name]
    return name if len(same) == 1 else value


def shown(text: str) -> str:
    """What stands in the cell of this text; of one that no cell holds only the beginning."""
    if len(text) <= MOST_TEXT:
        return visible(text)
    note = _("(too long for a cell: {count} characters; change it with lawrec amend)")
    return f"{visible(text[:_SHOWN_OF_LONG])}…{note.format(count=len(text))}"


def _on_one_line(key: str, inner: Any) -> bool:
    """Whether the entries of a list are names, ids or choices, and not sentences."""
    return key in _NAMES or key in ("about", "evidence", "given") or get_origin(inner) is Literal


def _list(items: list[str], names: bool) -> str:
    odd = any(not item or item != item.strip() or "\n" in item for item in items)
    if odd or not items or items[0].startswith("["):
        return json.dumps(items, ensure_ascii=False)
    if not names:
        return "\n".join(items)
    if not any(_BETWEEN.search(item) for item in items):
        return "、".join(items)
    return "\n".join(items) if len(items) > 1 else json.dumps(items, ensure_ascii=False)


def _moment(text: str, zone: tzinfo) -> str:
    moment = parse_moment(text)
    if not isinstance(moment, datetime):
        return text
    there = moment.astimezone(zone)
    return there.strftime("%Y-%m-%d %H:%M:%S" if there.second else "%Y-%m-%d %H:%M")


def said(text: str, annotation: Any, keys: Keys, heading: str) -> object:
    """What a typed cell says for the page; raises UsageError for a list that cannot be read."""
    key = next((part for part in reversed(keys) if isinstance(part, str)), "")
    column = Column(heading, path_of(keys), annotation)
    inner = content_of(item_of(annotation))
    if inner is None or text.startswith("["):
        if is_time(annotation):
            return in_full(text)
        value = value_of(text, column)
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise UsageError(_("a list of texts is wanted here"))
        return value
    if not _on_one_line(key, inner):
        parts = text.split("\n")
    else:
        parts = text.split("\n") if "\n" in text else _BETWEEN.split(text)
    items = [part.strip() for part in parts if part.strip()]
    return [value_of(item, Column(heading, path_of(keys), inner)) for item in items]


def is_untouched(cell: RawCell | None, before: str) -> bool:
    """Whether the cell says what was written into it, but for blanks around it."""
    if cell is None:
        return not shown(before).strip()
    return cell.kind == "text" and str(cell.value).strip() == shown(before).strip()


def means_the_same(value: object | None, before: str, annotation: object, keys: Keys) -> bool:
    """Whether another way of writing says what was there: 2026/3/1 for 2026-03-01."""
    if not before or value is None:
        return False
    try:
        return said(before, annotation, keys, "") == value
    except LawrecError:
        return False


def annotation_at(model: type[BaseModel], keys: Keys) -> Any:
    """What the field at that place holds; None where that page has no such field."""
    here: Any = model
    for key in keys:
        if isinstance(key, int):
            here = content_of(item_of(here))
        elif is_model(here):
            here = next((held for name, held, _req in fields_of(here) if name == key), None)
        else:
            return None
        if here is None:
            return None
    return here


def put(raw: dict[str, object], keys: Keys, value: object | None) -> None:
    """Set one field, or take it away; lists grow as far as is needed."""
    here: Any = raw
    for key, following in pairwise(keys):
        fresh: object = [] if isinstance(following, int) else {}
        if isinstance(key, int):
            while len(here) <= key:
                here.append({})
        elif key not in here:
            here[key] = fresh
        here = here[key]
    if value is None:
        here.pop(keys[-1], None)
    else:
        here[keys[-1]] = value


def pruned(raw: dict[str, object], touched: list[Keys]) -> dict[str, object]:
    """The page without the entries of lists, and the sets of fields, that became empty."""
    for keys in sorted({keys[:1] for keys in touched if len(keys) > 1}, key=str):
        kept = _kept(raw.get(str(keys[0])))
        if kept:
            raw[str(keys[0])] = kept
        else:
            raw.pop(str(keys[0]), None)
    return raw


def _kept(value: object) -> Any:
    if isinstance(value, list):
        return [kept for item in value if (kept := _kept(item))]
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _kept(item)) or item == ""}
    return value
