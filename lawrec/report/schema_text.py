"""What can be entered, for people: the kinds, and the fields of one kind with an example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lawrec.i18n import N_, _, language
from lawrec.report.lines import bracketed, columns, labelled, listed
from lawrec.schema.value_names import value_name

TYPES = {
    "text": N_("text"),
    "moment": N_("time or date"),
    "date": N_("date"),
    "number": N_("number"),
    "count": N_("whole number"),
    "id": N_("id"),
    "choice": N_("one of"),
    "object": N_("fields"),
    "map": N_("named entries"),
}

_SCOPES = {
    "lead": N_("paper of a lead, not of a case"),
    "bureau": N_("page of the bureau, not of a case"),
}


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field of a page. `type` is a key of TYPES; `many` says that it is a list of those."""

    name: str
    type: str
    many: bool
    required: bool
    help: str | None
    allowed: tuple[str, ...] = ()
    fields: tuple[FieldInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicInfo:
    """One kind of page: names, command, fields, example, and the JSON Schema of its model."""

    id: str
    zh: str
    en: str
    file: str
    command: str
    kind: dict[str, Any] | None
    fields: tuple[FieldInfo, ...]
    example: Any
    yaml: str
    json_schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that there is: kinds of record and act, pages, questions, enumerations."""

    records: tuple[dict[str, Any], ...]
    acts: tuple[dict[str, Any], ...]
    pages: tuple[dict[str, Any], ...]
    questions: tuple[dict[str, Any], ...]
    enumerations: tuple[dict[str, Any], ...]


def listing_json(found: Listing) -> dict[str, Any]:
    """The list for programs."""
    return {
        "schema_version": "1",
        "lang": language(),
        "records": list(found.records),
        "acts": list(found.acts),
        "pages": list(found.pages),
        "questions": list(found.questions),
        "enumerations": list(found.enumerations),
    }


def listing_lines(found: Listing) -> Iterator[str]:
    """The list for people, the papers by stage."""
    stage = 0
    rows: list[tuple[str, ...]] = []
    for record in found.records:
        if record["stage"] != stage:
            stage = record["stage"]
            yield from columns(rows)
            rows = []
            if stage > 1:
                yield ""
            yield _("Papers of stage {number}, {name}:").format(
                number=stage, name=record["stage_name"]
            )
        rows.append((f"  {record['id']}", record["zh"], _told(record)))
    yield from columns(rows)
    for title, entries in (
        (_("Kinds of act:"), found.acts),
        (_("Other pages:"), found.pages),
        (_("Questions for declare:"), found.questions),
    ):
        yield ""
        yield title
        yield from columns([(f"  {entry['id']}", entry["name"]) for entry in entries])
    yield ""
    yield _("Allowed values:")
    for entry in found.enumerations:
        values = listed(_value(value["value"], entry["field"]) for value in entry["values"])
        yield "  " + labelled(bracketed(entry["field"], listed(entry["owners"])), values)


def _told(record: dict[str, Any]) -> str:
    """Other names of a kind, and whose paper it is where it is none of a case."""
    names, scope = record["aliases"], _SCOPES.get(record["scope"])
    told = [_("also: {names}").format(names=listed(names))] if names else []
    mark = "；" if language() == "zh" else "; "
    return mark.join([*told, *([_(scope)] if scope else [])])


def topic_json(info: TopicInfo) -> dict[str, Any]:
    """The JSON Schema of the page, with what people call it and an example beside."""
    return {
        **info.json_schema,
        "schema_version": "1",
        "name": info.id,
        "kind": info.kind,
        "file": info.file,
        "command": info.command or None,
        "fields": [_field_json(field) for field in info.fields],
        "examples": [info.example],
        "yaml": info.yaml,
    }


def _field_json(field: FieldInfo) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": field.type,
        "list": field.many,
        "required": field.required,
        "help": field.help,
        "allowed": [
            {"value": value, "name": value_name(value, language(), field.name)}
            for value in field.allowed
        ],
        "fields": [_field_json(inner) for inner in field.fields],
    }


def topic_lines(info: TopicInfo) -> Iterator[str]:
    """The page for people: its fields (! must be given), their values, and an example."""
    yield f"{info.id}  {info.zh if language() == 'zh' else f'{info.en}, {info.zh}'}"
    if info.kind and info.kind["act"]:
        yield _("documents the act: {act}").format(act=value_name(info.kind["act"], language()))
    if info.command:
        yield _("enter it with: {command}").format(command=info.command)
    yield _("it lies in: {file}").format(file=info.file)
    yield ""
    yield from columns([*_rows(info.fields, "  ")])
    yield ""
    yield _("Example:")
    yield from info.yaml.rstrip("\n").split("\n")


def _rows(fields: tuple[FieldInfo, ...], indent: str) -> Iterator[tuple[str, str, str]]:
    for field in fields:
        name = f"{indent}{field.name}{'!' if field.required else ''}"
        kind = _(TYPES[field.type])
        if len(field.allowed) == 1:
            kind = field.allowed[0]
        elif field.allowed:
            names = [_value(value, field.name) for value in field.allowed]
            kind = _("one of: {values}").format(values=listed(names))
        if field.many:
            kind = _("list: {kind}").format(kind=kind)
        yield name, field.help or "", kind
        yield from _rows(field.fields, indent + "  ")


def _value(value: str, field: str) -> str:
    name = value_name(value, language(), field)
    return value if name.replace(" ", "_") == value else bracketed(value, name)
