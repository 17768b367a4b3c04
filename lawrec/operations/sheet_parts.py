"""The sheets of a case: which there are, which rows and which columns each has.

One sheet each for the case page, its people and its acts, one for each stage with its papers, one
for the media. The same functions say what a sheet shows now and what it showed at an earlier
commit, so that a sheet that comes back can be compared cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from lawrec.i18n import Language
from lawrec.operations.amend import THE_CASE
from lawrec.operations.sheet_values import Keys, Speech, annotation_at, is_model, leaves, path_of
from lawrec.operations.table_columns import column_named, content_of, item_of
from lawrec.schema.case import Act, ActKind, Case, Person
from lawrec.schema.field_names import field_name
from lawrec.schema.media import Sidecar
from lawrec.schema.names import name_of
from lawrec.schema.records.kinds import KINDS, Kind
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.render import to_raw

CASE, PERSONS, ACTS, MEDIA = "case", "persons", "acts", "media"
_TITLES = {
    CASE: ("案件", "case"),
    PERSONS: ("人员", "persons"),
    ACTS: ("执法活动", "acts"),
    MEDIA: ("音像", "media"),
}
SPECIAL: dict[str, tuple[str, str]] = {
    "=id": ("编号", "id"),
    "=name": ("姓名或名称", "name"),
    "=kind": ("种类", "kind"),
    "=draft": ("草稿", "draft"),
    "=start": ("活动开始时间", "act start"),
    "=end": ("活动结束时间", "act end"),
    "=place": ("活动地点", "act place"),
    "=signed": ("已签名", "signed"),
    "=reason": ("更正原因", "reason of the correction"),
    "=approved": ("更正批准人", "who approved the correction"),
}
"""Columns that are no fields of the page, and what they are called in both languages."""

OF_ACT = ("=start", "=end", "=place")
"""What a new paper says of the act that it brings; of papers that are there it is only shown."""

MEDIA_FIELDS = (
    "title", "act", "operator", "device", "mode", "proves", "scan_of", "continues",
)  # fmt: skip
"""What people say of a medium; everything else on its page is the machine's."""

MEDIA_SHOWN = ("original_name", "size_bytes", "captured.start", "captured.end")
YES = {"zh": "是", "en": "yes"}


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet: its key, its title, the model of each kind of row, and kinds that may be new."""

    key: str
    title: str
    models: Mapping[str, type[BaseModel]]
    acts: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of rows, where a row has one."""
        return tuple(self.models) if self.key in (ACTS, *"12345") else ()

    def distinct(self) -> tuple[type[BaseModel], ...]:
        """The models, each once."""
        return tuple(dict.fromkeys(self.models.values()))

    def model(self, kind: str) -> type[BaseModel]:
        """The model of a row of that kind."""
        return self.models.get(kind) or next(iter(self.models.values()))


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the id of what it shows, its kind, its page, and the text of every filled cell.

    `texts` has the paths of fields, and the keys of SPECIAL.
    """

    id: str
    kind: str
    final: bool
    raw: Mapping[str, Any]
    texts: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Keys] = field(default_factory=dict)


@lru_cache(maxsize=2)
def parts(language: Language) -> tuple[Part, ...]:
    """The sheets in their order."""
    place = 0 if language == "zh" else 1
    stages = [
        Part(
            str(stage),
            name_of(f"stage_{stage}", language),
            {kind.id: kind.model for kind in _papers(stage)},
            acts=any(kind.act for kind in _papers(stage)),
        )
        for stage in range(1, 6)
    ]
    return (
        Part(CASE, _TITLES[CASE][place], {"": Case}),
        Part(PERSONS, _TITLES[PERSONS][place], {"": Person}),
        Part(ACTS, _TITLES[ACTS][place], dict.fromkeys(get_args(ActKind), Act)),
        *stages,
        Part(MEDIA, _TITLES[MEDIA][place], {"": Sidecar}),
    )


def _papers(stage: int) -> tuple[Kind, ...]:
    return tuple(k for k in KINDS.values() if k.stage == stage and k.scope == "case")


def kind_title(kind: str, language: Language) -> str:
    """What a kind of paper or act is called in a sheet."""
    if language == "en":
        return kind
    return KINDS[kind].zh if kind in KINDS else name_of(kind, "zh")


def special(path: str, language: Language) -> str:
    """The heading of a column that is no field."""
    return SPECIAL[path][0 if language == "zh" else 1]


def specials(part: Part) -> tuple[str, ...]:
    """The columns that are no fields which this sheet can have."""
    papers = part.key in tuple("12345")
    found: tuple[str, ...] = ("=name",) if part.key == PERSONS else ("=id",)
    found += ("=kind",) if part.kinds else ()
    found += ("=draft", "=signed") if papers else ()
    found += OF_ACT if part.acts else ()
    return (*found, "=reason", "=approved")


def lines(part: Part, case: CaseSnapshot, speech: Speech) -> Iterator[Line]:
    """The rows of one sheet, as the case stands."""
    if part.key == CASE and case.case is not None:
        yield _line(part, THE_CASE, "", case.case.data, speech)
    elif part.key == PERSONS:
        for name, person in case.persons.items():
            yield _line(part, name, "", person, speech)
    elif part.key == ACTS:
        for act in case.acts:
            yield _line(part, act.id, act.data.kind, act.data, speech)
    elif part.key == MEDIA:
        for medium in case.media:
            yield _line(part, medium.id, "", medium.data, speech)
    else:
        acts = {page.id: page.data for page in case.acts}
        for paper in case.records:
            kind = paper.data.kind
            if kind in part.models:
                line = _line(part, paper.id, kind, paper.data, speech)
                if paper.data.act in acts:
                    _show_act(line, acts[paper.data.act], speech)
                yield line


def _line(part: Part, item: str, kind: str, data: BaseModel, speech: Speech) -> Line:
    raw = to_raw(data)
    page: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    line = Line(item, kind, page.get("draft") != "yes", page)
    line.texts["=name" if part.key == PERSONS else "=id"] = item
    if kind:
        line.texts["=kind"] = kind_title(kind, speech.language)
    if not line.final:
        line.texts["=draft"] = YES[speech.language]
    for keys, text in leaves(type(data), page, speech):
        if keys not in (("kind",), ("draft",)) or part.key == CASE:
            path = path_of(keys)
            line.texts[path], line.keys[path] = text, keys
    return line


def _show_act(line: Line, act: Act, speech: Speech) -> None:
    found = {path_of(keys): text for keys, text in leaves(Act, to_raw(act), speech)}  # type: ignore[arg-type]
    for path in OF_ACT:
        if path[1:] in found:
            line.texts[path] = found[path[1:]]


def heading(
    part: Part, keys: Keys, language: Language, first: tuple[type[BaseModel], ...] = ()
) -> str:
    """The heading of a column: in Chinese where that means just this field, else by its names.

    Where models call the field differently, one of `first` tells.
    """
    plain = path_of(keys)
    if language == "en":
        return plain
    for model in (*first, *part.distinct()):
        chinese = _chinese(model, keys)
        if chinese is not None and named(part, chinese) == keys:
            return chinese
    return plain


def _chinese(model: type[BaseModel], keys: Keys) -> str | None:
    text, here = "", model
    for key in keys:
        if isinstance(key, int):
            text += f"[{key}]"
            continue
        held = annotation_at(here, (key,))
        if held is None:
            return None
        name = field_name(key, "zh", here.__name__)
        text += f".{name}" if text else name
        inner = content_of(item_of(held))
        here = inner if is_model(inner) else held if is_model(held) else here
    return text


def named(part: Part, text: str) -> Keys | None:
    """The field that a heading means in this sheet; None where it means none, or several."""
    return _named(part.key, text)


@lru_cache(maxsize=16384)
def _named(key: str, text: str) -> Keys | None:
    part = next(one for one in parts("zh") if one.key == key)
    if part.key == CASE and text in ("kind", field_name("kind", "zh", "Case")):
        return ("kind",)
    columns = (column_named(text, model) for model in part.distinct())
    found = {column.path for column in columns if column is not None}
    return keys_of(found.pop()) if len(found) == 1 else None


def keys_of(path: str) -> Keys:
    """The keys of a path such as steps[0].who."""
    parts_ = path.replace("]", "").replace("[", ".").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts_)
