"""Looking at what can be entered: all kinds, and the fields of one with an example."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from lawrec.i18n import language
from lawrec.operations.schema_example import example
from lawrec.operations.schema_topics import PAGES, Topic, models, owner_names, topic
from lawrec.report.schema_text import FieldInfo, Listing, TopicInfo
from lawrec.schema.case import ActKind, Question
from lawrec.schema.field_names import field_name, has_field_name
from lawrec.schema.names import name_of
from lawrec.schema.questions import question_text
from lawrec.schema.records.kinds import KINDS, Kind
from lawrec.schema.value_names import value_name
from lawrec.store.yaml_io import dump

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def list_schema() -> Listing:
    """Every kind of record and act, the other pages, the questions, the allowed values."""
    lang = language()
    return Listing(
        records=tuple(kind_data(kind) for kind in KINDS.values()),
        acts=tuple({"id": act, "name": name_of(act, lang)} for act in get_args(ActKind)),
        pages=tuple(
            {"id": page.id, "name": page.zh if lang == "zh" else page.en, "file": page.file}
            for page in PAGES.values()
        ),
        questions=tuple(
            {"id": name, "name": question_text(name, lang)} for name in get_args(Question)
        ),
        enumerations=_enumerations(),
    )


def kind_data(kind: Kind) -> dict[str, Any]:
    """What the table of kinds says of one."""
    return {
        "id": kind.id,
        "zh": kind.zh,
        "en": kind.en,
        "aliases": list(kind.aliases),
        "stage": kind.stage,
        "stage_name": name_of(f"stage_{kind.stage}", language()),
        "scope": kind.scope,
        "act": kind.act,
    }


def _enumerations() -> tuple[dict[str, Any], ...]:
    """The allowed values of every field that has such; fields alike are told once."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    named = owner_names(language())
    for model in models():
        for name, info in model.model_fields.items():
            values = _choices(info.annotation)
            if len(values) > 1:
                found.setdefault((info.alias or name, values), []).append(model.__name__)
    return tuple(
        {
            "field": field,
            "models": owners,
            "owners": list(dict.fromkeys(named[owner] for owner in owners)),
            "values": [
                {"value": value, "name": value_name(value, language(), field)} for value in values
            ],
        }
        for (field, values), owners in found.items()
    )


def _choices(annotation: object) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    for part in get_args(annotation):
        if not isinstance(part, type) and (values := _choices(part)):
            return values
    return ()


def describe(name: str) -> TopicInfo:
    """The fields, an example and the JSON Schema of one kind of page, by any of its names."""
    found = topic(name)
    schema = found.model.model_json_schema(by_alias=True)
    if found.kind is not None or found.act is not None:
        schema["properties"]["kind"] = {"const": found.id, "type": "string"}
    data = example(found)
    return TopicInfo(
        id=found.id,
        zh=found.zh,
        en=found.en,
        file=found.file,
        command=found.command,
        kind=kind_data(found.kind) if found.kind else None,
        fields=_fields(found.model, schema, schema.get("$defs", {}), found),
        example=data,
        yaml=dump(data, found.zh).decode("utf-8"),
        json_schema={"$schema": _DIALECT, **schema},
    )


def _fields(
    model: type[BaseModel] | str, schema: dict[str, Any], defs: dict[str, Any], found: Topic | None
) -> tuple[FieldInfo, ...]:
    owner = model if isinstance(model, str) else model.__name__
    required = set(schema.get("required", ()))
    if found is not None and found.kind is not None and found.kind.act is not None:
        required.add("act")
    return tuple(
        _field(name, part, name in required, defs, owner)
        for name, part in schema.get("properties", {}).items()
    )


def _field(
    name: str, part: dict[str, Any], required: bool, defs: dict[str, Any], owner: str
) -> FieldInfo:
    part = _open(part, defs)
    many = part.get("type") == "array"
    if many:
        part = _open(part.get("items", {}), defs)
    inner: tuple[FieldInfo, ...] = ()
    kind = _type(part)
    if kind == "object":
        inner = _fields(str(part.get("title", "")), part, defs, None)
    elif kind == "map":
        entry = part.get("additionalProperties", {})
        entry = _open(entry, defs) if isinstance(entry, dict) else {}
        inner = _fields(str(entry.get("title", "")), entry, defs, None)
    label = field_name(name, language(), owner) if has_field_name(name, owner) else None
    allowed = tuple(str(v) for v in part.get("enum", [part["const"]] if "const" in part else ()))
    return FieldInfo(name, kind, many, required, label, allowed, inner)


def _open(part: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    """The part itself behind a reference, or the branch that is not null."""
    while "$ref" in part or "anyOf" in part:
        if "$ref" in part:
            part = defs[part["$ref"].rsplit("/", 1)[-1]]
        else:
            part = next(branch for branch in part["anyOf"] if branch.get("type") != "null")
    return part


def _type(part: dict[str, Any]) -> str:
    if "enum" in part or "const" in part:
        return "choice"
    if part.get("type") == "object":
        return "object" if "properties" in part else "map"
    if part.get("format") in ("moment", "date", "number", "count"):
        return str(part["format"])
    return "id" if "pattern" in part else "text"
