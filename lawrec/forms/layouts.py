"""Layouts: what stands where on a form, as a short YAML page from which .docx and PDF are made.

The shipped ones lie in templates/forms/layouts. A bureau's folder `forms/` goes first: a layout
there (`stop_order.yaml`) replaces both formats, a document (`stop_order.docx`) replaces that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from lawrec import resources
from lawrec.errors import InputError
from lawrec.i18n import Language, _
from lawrec.schema.base import Model, Number
from lawrec.schema.records.kinds import KINDS, Kind
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse

GENERIC = "generic"
FOLDER = "forms"
_USED = re.compile(r"\b[ftm]\.([a-z_]+)")
_COVERED = {
    "signers": ("signatures",),
    "title": ("title",),
    "made": ("made_at",),
    "act": ("act",),
    "catalogue": ("entries",),
}
"""What a name of the context shows of a record's fields."""
_NAMES = re.compile(r"(?<![.\w])(" + "|".join(_COVERED) + r")\b")

_HOW_IT_CAME_ABOUT = ("template", "reviewed_by", "external_ref", "substitutes")
_LETTERS = frozenset((
    *("jurisdiction_transfer", "criminal_transfer", "appraisal_commission"),
    *("service_entrustment", "court_enforcement_application"),
))  # fmt: skip
"""Kinds with no form of their own that go to other authorities, courts and experts."""

Style = Literal["body", "flush", "center", "right", "head", "small", "line"]


class Row(Model):
    """One row of a table; a cell in [brackets] is a label, a last cell fills what is left.

    `each` repeats it ("t.items as item"), `when` leaves it out, `tall` is its least height in cm.
    """

    cells: tuple[str, ...] = Field(min_length=1)
    each: str | None = None
    when: str | None = None
    tall: Number | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return {"cells": data} if isinstance(data, list) else data


class Block(Model):
    """A paragraph `p`, a table of `rows`, a part that several layouts `use`, or a `gap` in cm.

    Tables have letters of `size` points, 12 where nothing is said. A line of a text
    that begins with >> stands at the right.
    """

    p: str | None = None
    style: Style = "body"
    rows: tuple[Row, ...] = ()
    widths: tuple[Number, ...] = ()
    size: Number | None = None
    use: str | None = None
    gap: Number | None = None
    each: str | None = None
    when: str | None = None


class Layout(Model):
    """A form: for which kinds, its head, its body, and what stands at the foot of every page.

    `hide` names fields that are no part of the paper: who checked its draft, for one.
    """

    kinds: tuple[str, ...] = ()
    above: str | None = None
    title: str = "{{ title or name }}"
    number: str | None = None
    foot: str | None = None
    size: Number | None = None
    sheet: Literal["letter", "table"] = "letter"
    hide: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The layout of a kind, and the document that goes before it for .docx, if there is one.

    `own` says whether the bureau has replaced what lawrec ships.
    """

    name: str
    layout: Layout
    document: Traversable | None
    own: bool
    where: str


def find(kind: Kind, into: Language, own: Path | None) -> Found:
    """The form for a kind; English papers have the generic one, unless the bureau has its own.

    A bureau's file has the name of the kind, or that of the shipped form that it was copied from.
    """
    shipped = _shipped(kind, into)
    path = own_file(kind, into, own) if own is not None else None
    if path is None:
        return shipped
    layout = path.with_suffix(".yaml")
    return Found(
        path.name.partition(".")[0],
        _read(layout, str(layout)) if layout.is_file() else shipped.layout,
        path if path.suffix == ".docx" else None,
        True,
        str(path),
    )


def own_file(kind: Kind, into: Language, folder: Path) -> Path | None:
    """The file that a bureau has in its folder for a kind: a document goes before a layout."""
    suffix = "" if into == "zh" else f".{into}"
    names = dict.fromkeys((kind.id, _shipped(kind, into).name))
    paths = (folder / f"{name}{suffix}.{end}" for name in names for end in ("docx", "yaml"))
    return next((path for path in paths if path.is_file()), None)


def _shipped(kind: Kind, into: Language) -> Found:
    name = by_kind().get(kind.id, GENERIC) if into == "zh" else GENERIC
    document = folder() / "docx" / f"{name}.docx"
    layout = shipped()[name]
    if name == GENERIC:
        layout = layout.model_copy(update={"hide": _kept_inside(kind)})
    return Found(name, layout, document, False, f"{name}.yaml")


def _kept_inside(kind: Kind) -> tuple[str, ...]:
    """What the generic form does not tell of a paper that leaves the house."""
    own = by_kind().get(kind.id)
    leaves = kind.id in _LETTERS or (own is not None and "reviewed_by" in shipped()[own].hide)
    return _HOW_IT_CAME_ABOUT if leaves else ()


def folder() -> Traversable:
    """Where the shipped forms lie."""
    return resources.templates() / "forms"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Layout]:
    """The shipped layouts by name, with the parts that they use put in."""
    return {
        name.removesuffix(".yaml"): _read(file, name)
        for file in sorted((folder() / "layouts").iterdir(), key=lambda f: f.name)
        for name in [file.name]
        if name.endswith(".yaml") and name != "parts.yaml"
    }


@lru_cache(maxsize=1)
def by_kind() -> dict[str, str]:
    """The shipped layout of each kind that has one of its own."""
    return {kind: name for name, layout in shipped().items() for kind in layout.kinds}


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[Block, ...]]:
    file = folder() / "layouts" / "parts.yaml"
    document = parse(file.read_bytes(), file.name)
    data = document.data if isinstance(document.data, dict) else {}
    return {
        str(name): typed(Layout, {"body": body}, file.name, {}).body for name, body in data.items()
    }


def _read(file: Traversable, name: str) -> Layout:
    try:
        text = file.read_bytes()
    except OSError as error:
        raise InputError(
            _("{path} cannot be read: {reason}").format(path=name, reason=error.strerror)
        ) from None
    document = parse(text, name)
    layout = typed(Layout, document.data, name, document.lines)
    for kind in layout.kinds:
        if kind not in KINDS:
            raise InputError(_("There is no kind of record {kind}").format(kind=kind), where=name)
    return layout.model_copy(update={"body": tuple(_opened(layout.body, name))})


def _opened(blocks: tuple[Block, ...], name: str) -> Iterator[Block]:
    for block in blocks:
        if block.use is None:
            yield block
            continue
        part = _parts().get(block.use)
        if part is None:
            raise InputError(
                _("There is no part {name} of a form").format(name=block.use),
                where=name,
                fix=_("There are: {names}").format(names=", ".join(_parts())),
            )
        for piece in part:
            conditions = [f"({when})" for when in (block.when, piece.when) if when]
            yield piece.model_copy(update={"when": " and ".join(conditions) or None})


def texts(layout: Layout) -> Iterator[str]:
    """Every text, condition and loop of a layout, in its order."""
    yield from filter(None, (layout.above, layout.title, layout.number, layout.foot))
    for block in layout.body:
        yield from filter(None, (block.each, block.when, block.p))
        for row in block.rows:
            yield from filter(None, (row.each, row.when, *row.cells))


def shown_by(source: str) -> frozenset[str]:
    """The fields of a record that a template places by itself; the rest goes to `rest`."""
    found = set(_USED.findall(source))
    for name in _NAMES.findall(source):
        found.update(_COVERED[name])
    return frozenset(found)


def shown(layout: Layout) -> frozenset[str]:
    """The fields that a layout places by itself."""
    return shown_by("\n".join(texts(layout))) | frozenset(layout.hide)
