"""Writing a case as a workbook that can be filled in and read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from lawrec.i18n import Language, _, language
from lawrec.operations.session import Session
from lawrec.operations.sheet_guide import guide
from lawrec.operations.sheet_hints import hint
from lawrec.operations.sheet_parts import (
    ACTS,
    CASE,
    MEDIA,
    MEDIA_FIELDS,
    MEDIA_SHOWN,
    OF_ACT,
    PERSONS,
    YES,
    Line,
    Part,
    heading,
    keys_of,
    kind_title,
    lines,
    parts,
    special,
)
from lawrec.operations.sheet_shape import columns, required_kinds
from lawrec.operations.sheet_values import (
    Speech,
    annotation_at,
    choice_name,
    fields_of,
    is_model,
    is_time,
    shown,
)
from lawrec.operations.table_columns import content_of, item_of
from lawrec.schema.snapshot import Bureau, CaseSnapshot
from lawrec.sheets.table_out import MOST_TEXT
from lawrec.sheets.workbook import CellLook, Column, Form, FormSheet, form_bytes
from lawrec.store import layout
from lawrec.store.load import load_case

FORMAT = "1"
SPARE_ROWS = 60
_SPARE_HEADS = 5
_PEOPLE = frozenset(
    ("who", "by", "made_by", "officers", "present", "persons", "noted_by", "operator")
) | {"represents", "reviewed_by", "approved_by", "=signed", "=approved", "reporter"}
_STAFF = frozenset(("officers", "operator", "reviewed_by", "=approved", "by"))
_MEANS_ITEM = {"act": "A", "scan_of": "R", "authorisation": "R", "continues": "M"}


def sheet_of(folder: Path, session: Session) -> bytes:
    """The workbook of a case, in the user's language and the bureau's zone."""
    case = load_case(folder, root=session.facts.root)
    facts = session.facts if session.bureau else case.bureau
    return form_bytes(form_of(case, facts, Speech(language(), session.zone), folder))


def form_of(case: CaseSnapshot, facts: Bureau, speech: Speech, folder: Path) -> Form:
    """What the workbook of a case holds."""
    found = [(part, list(lines(part, case, speech))) for part in parts(speech.language)]
    sheets = tuple(_Sheet(part, rows, case, facts, speech).form() for part, rows in found)
    number = case.case.data.number if case.case else layout.case_label(folder)
    title = case.case.data.title if case.case else ""
    label = layout.case_label(folder)
    meta = {
        "format": FORMAT,
        "case": label,
        "number": number,
        "head": case.history.head or "",
        "language": speech.language,
    }
    first = ("说明" if speech.language == "zh" else "guide", guide(f"{title} {number}", label))
    return Form(first, sheets, meta, _reference(speech.language))


class _Sheet:
    """One sheet about to be written."""

    def __init__(
        self, part: Part, rows: list[Line], case: CaseSnapshot, facts: Bureau, speech: Speech
    ) -> None:
        self.part, self.rows, self.case, self.facts, self.speech = part, rows, case, facts, speech
        self.paths = columns(part, rows)
        self.used = tuple(dict.fromkeys(part.model(row.kind) for row in rows))

    def form(self) -> FormSheet:
        """The sheet as the workbook wants it."""
        new = self.part.key not in (CASE, MEDIA)
        return FormSheet(
            self.part.title,
            tuple(self._column(path) for path in self.paths),
            tuple(tuple(self._cell(row, path) for path in self.paths) for row in self.rows),
            SPARE_ROWS if new else 0,
            _SPARE_HEADS if self.part.key not in (CASE, MEDIA, PERSONS) else 0,
            self.paths.index("=kind") + 1 if "=kind" in self.paths else None,
        )

    def _cell(self, row: Line, path: str) -> tuple[str, CellLook]:
        text = row.texts.get(path, "")
        if path in ("=reason", "=approved"):
            return "", "open" if row.final else "locked"
        if path in ("=id", "=name", "=kind", "=signed") or path in OF_ACT:
            return shown(text), "locked"
        if path in MEDIA_SHOWN and self.part.key == MEDIA:
            return shown(text), "locked"
        if row.final or len(text) > MOST_TEXT:
            return shown(text), "locked"
        if path != "=draft" and annotation_at(self.part.model(row.kind), keys_of(path)) is None:
            return "", "locked"
        needed = row.kind in required_kinds(self.part, path) and not text
        return shown(text), "required" if needed else "open"

    def _column(self, path: str) -> Column:
        part, lang = self.part, self.speech.language
        keys = () if path.startswith("=") else keys_of(path)
        head = special(path, lang) if not keys else heading(part, keys, lang, self.used)
        annotation = self._annotation(path)
        needed = required_kinds(part, path)
        everywhere = needed == frozenset(part.models)
        some = tuple(kind_title(kind, lang) for kind in part.models if kind in needed)
        choices, strict = self._choices(path, annotation)
        if len(choices) != len(set(choices)):
            choices = tuple(dict.fromkeys(choices))
        return Column(
            head,
            hint(path, keys, annotation, lang),
            choices,
            strict,
            required=everywhere and bool(needed),
            required_for=() if everywhere else some,
        )

    def _annotation(self, path: str) -> Any:
        """What the column holds, by the first kind of row here that has such a field."""
        if path.startswith("="):
            return str
        for model in (*self.used, *self.part.distinct()):
            found = annotation_at(model, keys_of(path))
            if found is not None:
                return found
        return str

    def _choices(self, path: str, annotation: Any) -> tuple[tuple[str, ...], bool]:
        lang = self.speech.language
        if path == "=kind":
            return tuple(kind_title(kind, lang) for kind in self.part.models), True
        if path == "=draft":
            return (YES[lang],), True
        key = path.rsplit(".", 1)[-1].partition("[")[0]
        inner = content_of(item_of(annotation))
        held = annotation if inner is None else inner
        if get_origin(held) is Literal:
            names = tuple(choice_name(str(v), held, key, lang) for v in get_args(held))
            return names, inner is None and self._alike(path, held)
        if key in _PEOPLE or path in _PEOPLE:
            return self._people(key), False
        if key in _MEANS_ITEM:
            return self._items(_MEANS_ITEM[key]), False
        if key == "device":
            return tuple(self.facts.devices), False
        units = self.facts.profile.units if self.facts.profile else {}
        return (tuple(units), False) if key == "unit" else ((), False)

    def _alike(self, path: str, held: Any) -> bool:
        """Whether every kind of row here means the same choices by this column."""
        found = (annotation_at(model, keys_of(path)) for model in self.part.distinct())
        return all(one is None or get_args(one) == get_args(held) for one in found)

    def _people(self, key: str) -> tuple[str, ...]:
        staff = tuple(self.facts.officers)
        if self.part.key == CASE or key in _STAFF:
            return staff
        return (*self.case.persons, *staff)

    def _items(self, letter: str) -> tuple[str, ...]:
        pages = {"A": self.case.acts, "R": self.case.records, "M": self.case.media}[letter]
        return tuple(page.id for page in pages)


def _reference(lang: Language) -> FormSheet:
    """The sheet that tells every kind of row, its fields, and how a heading for them is written."""
    heads = (_("sheet"), _("kind"), _("heading"), _("required"), _("how it is filled in"))
    rows: list[tuple[tuple[str, CellLook], ...]] = []
    for part in parts(lang):
        if part.key not in (ACTS, PERSONS, *"12345"):
            continue
        for kind, model in part.models.items() if part.key != ACTS else [("", part.model(""))]:
            for path, required in _paths_of(model):
                text = heading(part, keys_of(path), lang, (model,))
                mark = YES[lang] if required or kind in required_kinds(part, path) else ""
                how = _how(annotation_at(model, keys_of(path)), path, lang)
                cells = (part.title, kind_title(kind, lang) if kind else "", text, mark, how)
                rows.append(tuple((cell, "locked") for cell in cells))
    named = "字段说明" if lang == "zh" else "fields"
    return FormSheet(named, tuple(Column(head) for head in heads), tuple(rows))


def _paths_of(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, bool]]:
    for key, annotation, required in fields_of(model):
        inner = content_of(item_of(annotation))
        here = f"{before}{key}"
        if here in ("kind", "draft"):
            continue
        if is_model(inner):
            yield from _paths_of(inner, f"{here}[0].")
        elif is_model(annotation):
            yield from _paths_of(annotation, f"{here}.")
        else:
            yield here, required and not before


def _how(annotation: Any, path: str, lang: Language) -> str:
    key = path.rsplit(".", 1)[-1]
    inner = content_of(item_of(annotation))
    held = annotation if inner is None else inner
    several = _("several") if inner is not None else ""
    if get_origin(held) is Literal:
        names = (choice_name(str(value), held, key, lang) for value in get_args(held))
        return " ".join(part for part in (several, " / ".join(names)) if part)
    if held is date:
        return _("day")
    if is_time(held):
        return _("day or time")
    return _("number") if held in (Decimal, int) else several or _("text")


__all__ = ["FORMAT", "MEDIA_FIELDS", "form_of", "sheet_of"]
