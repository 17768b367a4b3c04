"""Which field of a page each column of a table means, and what its cells say.

A heading names a field in Chinese or English, a deeper one by its path (`signatures[2].who`,
签名盖章[2].签名人).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from lawrec.errors import LawrecError, UsageError
from lawrec.i18n import _, language
from lawrec.operations.input import Data, build, set_path
from lawrec.operations.tables import Faults, Row, Table
from lawrec.schema.field_names import field_name
from lawrec.schema.value_names import value_name
from lawrec.sheets.cells import CellTrouble, Wants

_STEP = re.compile(r"([^.\[\]]+)((?:\[\d+\])*)")
_SLASHED = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2}:\d\d(?::\d\d)?))?")
_CHINESE = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日?(?:\s*(\d{1,2})(?:[时点:](\d{1,2})?)(?:[分:](\d{1,2}))?秒?分?)?"
)
_SHORT_HOUR = re.compile(r"(\d{4}-\d\d-\d\d) (\d:\d\d(?::\d\d)?)")
_CUT_NUMBER = re.compile(r"\d(\.\d+)?[Ee]\+\d+")
_BETWEEN = re.compile(r"[、；;\n]")


@dataclass(frozen=True, slots=True)
class Column:
    """Where the cells of a heading go, and what kind of value they are."""

    heading: str
    path: str
    annotation: Any = str


def columns_of(
    table: Table, model: type[BaseModel], extra: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, Column]:
    """What each heading means for that kind of page.

    `extra` are columns that are no fields of the page: their key, and the names they go by.
    """
    faults = table.faults()
    found: dict[str, Column] = {}
    taken: dict[str, str] = {}
    for heading in table.headings:
        column = _extra(heading, extra or {}) or column_named(heading, model)
        if column is None:
            known = "、".join(
                [*(_shown(names) for names in (extra or {}).values()), *_fields(model)]
            )
            text = _("there is no such field here; there are: {names}").format(names=known)
            faults.note(1, text, heading)
        elif column.path in taken:
            text = _("it means the same as {heading}").format(heading=taken[column.path])
            faults.note(1, text, heading)
        else:
            found[heading] = column
            taken[column.path] = heading
    faults.refuse()
    return found


def _shown(names: tuple[str, ...]) -> str:
    return names[1] if language() == "zh" and len(names) > 1 else names[0]


def _extra(heading: str, extra: Mapping[str, tuple[str, ...]]) -> Column | None:
    keys = [key for key, names in extra.items() if heading in names]
    return Column(heading, f"={keys[0]}") if keys else None


def _fields(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if name not in ("kind", "draft"):
            key = info.alias or name
            yield field_name(key, "zh", model.__name__) if language() == "zh" else key


def column_named(heading: str, model: type[BaseModel]) -> Column | None:
    """The field at the path that a heading names, each step in Chinese or English."""
    here: Any = model
    path: list[str] = []
    for part in heading.split("."):
        match = _STEP.fullmatch(part.strip())
        entry = _entry(match[1].strip(), here) if match else None
        if match is None or entry is None or (not path and entry[0] in ("kind", "draft")):
            return None
        name, here = entry
        for _index in range(match[2].count("[")):
            here = item_of(here)
        path.append(name + match[2])
        here = content_of(here)
    return Column(heading, ".".join(path), here)


def _entry(name: str, model: Any) -> tuple[str, Any] | None:
    """The field of that name, and what it holds."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return None
    fields = {info.alias or key: info.annotation for key, info in model.model_fields.items()}
    if name not in fields:
        names = [key for key in fields if field_name(key, "zh", model.__name__) == name]
        if len(names) != 1:
            return None
        name = names[0]
    return name, fields[name]


def content_of(annotation: Any) -> Any:
    """What an optional field holds; other annotations come back as they are."""
    if get_origin(annotation) is Annotated:
        return content_of(get_args(annotation)[0])
    parts = [part for part in get_args(annotation) if part is not type(None)]
    if get_origin(annotation) is not tuple and type(None) in get_args(annotation):
        return content_of(parts[0]) if len(parts) == 1 else annotation
    return annotation


def item_of(annotation: Any) -> Any:
    """What a list holds; None where it is none."""
    inner = content_of(annotation)
    return get_args(inner)[0] if get_origin(inner) is tuple else None


_DIGITS = frozenset(
    ("id_no", "contact", "cert_no", "tracking", "external_ref", "receipt_no", "number", "doc_no")
)
"""Texts that are written in digits and are no numbers: zeros at their head count."""

_EXTRA_MOMENTS = frozenset(("=start", "=end"))


def wants_of(column: Column) -> Wants:
    """What kind of text the cells of this column hold."""
    annotation = content_of(column.annotation)
    if column.path in _EXTRA_MOMENTS or datetime in get_args(annotation):
        return "moment"
    if annotation is date:
        return "day"
    if annotation in (Decimal, int):
        return "number"
    if get_origin(annotation) is Literal or get_origin(annotation) is tuple:
        return "code" if get_origin(annotation) is Literal else "text"
    key = column.path.rsplit(".", 1)[-1].lstrip("=")
    return "digits" if key in _DIGITS else "text"


def put_cells(
    row: Row, columns: Mapping[str, Column], data: Data, faults: Faults
) -> dict[str, str]:
    """Set the row's cells in `data`; answers the cells of the extra columns by their keys."""
    extra: dict[str, str] = {}
    for heading in row.cells:
        column = columns[heading]
        try:
            cell = row.text(heading, wants_of(column))
        except CellTrouble as trouble:
            faults.note(row.number, str(trouble), heading)
            continue
        if _CUT_NUMBER.fullmatch(cell):
            text = _("{value} has been cut by the spreadsheet; make the column text and type it")
            faults.note(row.number, text.format(value=cell), heading)
        elif cell.startswith("="):
            faults.note(row.number, _("There is a formula; write the value itself"), heading)
        elif column.path.startswith("="):
            extra[column.path[1:]] = in_full(cell)
        else:
            try:
                set_path(data, column.path, value_of(cell, column))
            except LawrecError as trouble:
                faults.trouble(row.number, trouble, heading)
    return extra


def value_of(cell: str, column: Column) -> object:
    """What a cell says, as the page would have it: a list, one of the known values, or text."""
    annotation = column.annotation
    if get_origin(annotation) is tuple:
        if cell.startswith("["):
            return build(None, column.heading, [f"value={cell}"])[0]["value"]
        inner = get_args(annotation)[0]
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            raise UsageError(
                _("a list is written in square brackets, each of its entries in curly ones")
            )
        return [_known(part, inner, column.path) for part in list_of(cell)]
    if cell.startswith("{") and isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return build(None, column.heading, [f"value={cell}"])[0]["value"]
    if set(get_args(annotation)) & {date, datetime} or annotation in (date, datetime):
        return in_full(cell)
    return _known(cell, annotation, column.path)


def list_of(cell: str) -> list[str]:
    """The parts of a cell that holds several values."""
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip()]


def _known(cell: str, annotation: Any, path: str) -> str:
    """One of the values that the field allows, by its own name or its Chinese one."""
    if get_origin(annotation) is not Literal or cell in get_args(annotation):
        return cell
    key = path.rsplit(".", 1)[-1].partition("[")[0]
    names = {value_name(str(value), "zh", key): str(value) for value in get_args(annotation)}
    return names.get(cell, cell)


def in_full(cell: str) -> str:
    """A time as offices write it (2026/3/1 9:30, 2026年3月1日9时30分), written as everywhere."""
    chinese = _CHINESE.fullmatch(cell)
    if chinese is not None:
        year, month, day, hour, minute, second = chinese.groups()
        clock = f" {int(hour):02}:{int(minute or 0):02}" if hour else ""
        cell = f"{year}-{int(month):02}-{int(day):02}{clock}" + (f":{second:0>2}" if second else "")
    match = _SLASHED.fullmatch(cell)
    if match is not None:
        year, month, day, clock = match.groups()
        cell = f"{year}-{int(month):02}-{int(day):02}" + (f" {clock}" if clock else "")
    short = _SHORT_HOUR.fullmatch(cell)
    return f"{short[1]} 0{short[2]}" if short else cell
