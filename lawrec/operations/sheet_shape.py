"""Which columns a sheet needs: what is filled, what its kinds of paper need, and room for more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, get_origin

from pydantic import BaseModel

from lawrec.operations.sheet_parts import (
    ACTS,
    CASE,
    MEDIA,
    MEDIA_FIELDS,
    MEDIA_SHOWN,
    OF_ACT,
    PERSONS,
    Line,
    Part,
)
from lawrec.operations.sheet_values import Keys, fields_of, is_model, path_of
from lawrec.operations.table_columns import content_of, item_of
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS

_ONLY_IF_USED = frozenset(
    ("substitutes", "external_ref", "template", "overrides", "converted_at", "authorisation")
) | {"old_sha256", "new_sha256", "residence", "post", "measure"}
"""Fields of the rare case: they have a column where they are used, and can be added by heading."""

_USUAL_OF_ENTRIES = frozenset(
    ("who", "as", "status", "note", "at", "role", "opinion", "decision", "text", "type", "rights")
) | {"how", "name", "quantity", "device", "cert_no"}
"""Fields of a list's entries that have a column although no entry fills them yet."""

_MOST_ENTRIES = 40
_LAST = ("signatures",)


def columns(part: Part, rows: list[Line]) -> list[str]:
    """The columns of a sheet by their paths, in their order from left to right."""
    found = ["=name"] if part.key == PERSONS else ["=id"]
    if part.key in (ACTS, *"12345"):
        found.append("=kind")
    if part.key in tuple("12345"):
        found.append("=draft")
    found += OF_ACT if part.acts else ()
    if part.key == MEDIA:
        found += [*MEDIA_SHOWN, *MEDIA_FIELDS]
    else:
        found += [path_of(keys) for keys in _fields(part, rows)]
    if part.key in tuple("12345"):
        found.append("=signed")
    return [*found, "=reason", "=approved"]


def _fields(part: Part, rows: list[Line]) -> Iterator[Keys]:
    """Every field that a row fills or that its kind usually has, those of signers last."""
    kinds = {row.kind for row in rows}
    models = [part.models[kind] for kind in part.models if kind in kinds]
    used: list[type[BaseModel]] = list(dict.fromkeys(models)) or [
        Record if part.key in "12345" else part.model("")
    ]
    places: dict[Keys, tuple[Any, ...]] = {}
    order: dict[str, int] = {}
    first_of_all: list[type[BaseModel]] = [Record] if part.key in tuple("12345") else []
    for model in (*first_of_all, *used):
        raws = [row.raw for row in rows if part.model(row.kind) is model]
        for keys in _of_model(model, raws, top=True):
            first = str(keys[0])
            order.setdefault(first, len(order) + (1000 if first in _LAST else 0))
            places.setdefault(keys, _place(keys, order, part))
    kept = (keys for keys in places if keys[0] not in ("kind", "draft") or part.key == CASE)
    yield from sorted(kept, key=lambda keys: places[keys])


def _place(keys: Keys, order: Mapping[str, int], part: Part) -> tuple[Any, ...]:
    """Where a field stands: by its top field, then entry by entry, then as the model has it."""
    model_order: list[Any] = [order[str(keys[0])]]
    here: Any = next((m for m in part.distinct() if _has(m, keys)), part.distinct()[0])
    for key in keys:
        if isinstance(key, int):
            model_order.append(key)
            here = content_of(item_of(here))
        elif is_model(here):
            names = [name for name, _held, _required in fields_of(here)]
            model_order.append(names.index(key) if key in names else 99)
            held = {name: what for name, what, _required in fields_of(here)}.get(key)
            here = held
    return tuple(model_order[:1] + model_order[2:])


def _has(model: type[BaseModel], keys: Keys) -> bool:
    return any(name == keys[0] for name, _held, _required in fields_of(model))


def _of_model(
    model: type[BaseModel], raws: list[Mapping[str, Any]], *, top: bool, used_only: bool = False
) -> Iterator[Keys]:
    for key, annotation, required in fields_of(model):
        values = [raw[key] for raw in raws if key in raw]
        inner = content_of(item_of(annotation))
        if not values and (key in _ONLY_IF_USED or get_origin(annotation) is dict):
            continue
        if not values and used_only and not required and key not in _USUAL_OF_ENTRIES:
            continue
        if is_model(inner):
            yield from _of_entries(key, inner, values, top=top)
        elif is_model(annotation):
            for keys in _of_model(annotation, values, top=False):
                yield (key, *keys)
        else:
            yield (key,)


def _of_entries(
    key: str, inner: type[BaseModel], values: list[list[Any]], *, top: bool
) -> Iterator[Keys]:
    """The columns of a list: as many entries as the longest has, and room for one more."""
    longest = max((len(value) for value in values), default=0)
    room = min(longest + 1, max(_MOST_ENTRIES, longest)) if top else max(longest, 1)
    items = [item for value in values for item in value]
    below = list(_of_model(inner, items, top=False, used_only=True))
    for place in range(room):
        for keys in below:
            yield (key, place, *keys)


def required_kinds(part: Part, path: str) -> frozenset[str]:
    """The kinds of rows that cannot do without this field; empty for a field of an entry."""
    if path in ("=id", "=draft", "=signed", "=reason", "=approved") or path in OF_ACT:
        return frozenset()
    if path.startswith("="):
        return frozenset(part.models)
    return frozenset(kind for kind in part.models if path in _required(part.model(kind), kind))


@lru_cache(maxsize=256)
def _required(model: type[BaseModel], kind: str) -> frozenset[str]:
    of_act = {"act"} if kind in KINDS and KINDS[kind].act is not None else set()
    return frozenset({name for name, _held, required in fields_of(model) if required} | of_act)
