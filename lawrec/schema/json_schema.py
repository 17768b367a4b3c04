"""JSON Schemas of pages, made from the models: for editors, and for programs of others.

Our loader takes every scalar as text, so that a schema takes what a YAML 1.2 reader may make of
the same words: `90` is a number there, `2026-03-11` a text. Draft 7, which every editor knows;
`enumDescriptions`, `errorMessage` and `patternErrorMessage` are words that yaml-language-server
shows in hovers, completions and errors.
"""

from __future__ import annotations

import re
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import BaseModel, StringConstraints, WithJsonSchema
from pydantic.fields import FieldInfo

from lawrec.schema.field_names import field_name, has_field_name
from lawrec.schema.json_forms import ANY_TEXT, FORMS, NO_SECRET, ONE_OF, PATTERNS
from lawrec.schema.names import name_of
from lawrec.schema.value_names import value_name

Schema = dict[str, Any]
DIALECT = "http://json-schema.org/draft-07/schema#"


class Builder:
    """Makes the schemas of one document: each model once, below `definitions`."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def reference(self, model: type[BaseModel], *, partly: bool = False) -> Schema:
        """Where the model's schema stands. `partly`: only an id is required (a row of a book)."""
        name = f"{model.__name__}Part" if partly else model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._object(model, partly=partly)
        return {"$ref": f"#/definitions/{name}"}

    def entries(self, model: type[BaseModel]) -> Schema:
        """A page that maps names to entries."""
        return {"type": "object", "additionalProperties": self.reference(model)}

    def _object(self, model: type[BaseModel], *, partly: bool) -> Schema:
        properties: dict[str, Schema] = {}
        required = []
        for name, info in model.model_fields.items():
            shown = info.alias or name
            home = _home(model, name, info)
            if home is None:
                properties[shown] = self._field(shown, info, model.__name__)
            else:
                above = self.reference(home)["$ref"]
                properties[shown] = {"$ref": f"{above}/properties/{shown}"}
            if info.is_required() and not (partly and shown != "id"):
                required.append(shown)
        made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**made, "required": required} if required else made

    def _field(self, name: str, info: FieldInfo, owner: str) -> Schema:
        whole = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        part = self._of(whole, name)
        if name in ("url", "endpoint"):
            part = {"type": "string", **NO_SECRET}
        return {**self._named(name, owner, part), **part}

    def _named(self, name: str, owner: str, part: Schema) -> Schema:
        """What the field is called, in both languages, and how it is written."""
        zh = field_name(name, "zh", owner) if has_field_name(name, owner) else name
        en = field_name(name, "en", owner)
        inner = part.get("items", part)
        hint = f"。{inner['description']}" if "description" in inner else ""
        part.pop("description", None)
        return {"title": zh, "description": f"{zh}（{en}）{hint}"}

    def _of(self, annotation: Any, name: str) -> Schema:
        """The schema of one type; `name` is the field whose values have that field's names."""
        origin = get_origin(annotation)
        if origin is Annotated:
            return self._annotated(annotation, name)
        if origin in (Union, types.UnionType):
            kinds = [part for part in get_args(annotation) if part is not type(None)]
            return self._of(kinds[0], name)
        if origin is Literal:
            return _choice(get_args(annotation), name)
        if origin is tuple:
            return {"type": "array", "items": self._of(get_args(annotation)[0], name)}
        if origin is dict:
            return {
                "type": "object",
                "additionalProperties": self._of(get_args(annotation)[1], name),
            }
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.reference(annotation)
        if annotation is str:
            return dict(ANY_TEXT)
        raise TypeError(f"{name}: no JSON Schema for {annotation!r}")

    def _annotated(self, annotation: Any, name: str) -> Schema:
        base, *marks = get_args(annotation)
        form = _form(marks)
        if form is not None:
            return dict(FORMS[form])
        part = self._of(base, name)
        for mark in marks:
            if isinstance(mark, StringConstraints):
                part = _constrained(part, mark)
            elif isinstance(mark, MinLen):
                part["minItems"] = mark.min_length
            elif isinstance(mark, MaxLen):
                part["maxItems"] = mark.max_length
        return part


def _home(model: type[BaseModel], name: str, info: FieldInfo) -> type[BaseModel] | None:
    """The first model from which a field comes down unchanged, name included; None: its own."""
    shown = info.alias or name
    own = field_name(shown, "zh", model.__name__)
    for above in reversed(model.__mro__[1:]):
        fields = above.model_fields if issubclass(above, BaseModel) else {}
        known = fields.get(name)
        if known is not None and known.annotation == info.annotation:
            same = known.metadata == info.metadata
            if same and field_name(shown, "zh", above.__name__) == own:
                return above
    return None


def _form(marks: list[Any]) -> str | None:
    """The name of one of our own forms of text: moment, date, number, count."""
    for mark in marks:
        if isinstance(mark, WithJsonSchema) and mark.json_schema:
            return str(mark.json_schema["format"])
    return None


def _constrained(part: Schema, mark: StringConstraints) -> Schema:
    pattern = mark.pattern if isinstance(mark.pattern, str) else ""
    # A bare word that fits may be no text to a YAML reader.
    others = (("integer", "12"), ("boolean", "true"), ("null", "null"))
    fitting = [kind for kind, word in others if re.search(pattern, word)]
    part = {**part, "type": ["string", *fitting] if fitting else "string"}
    if "integer" in fitting:
        part["minimum"] = 0
    if pattern:
        part |= {"pattern": pattern, **PATTERNS.get(pattern, {})}
    if mark.max_length is not None:
        part["maxLength"] = mark.max_length
    return part


def _choice(values: tuple[Any, ...], name: str) -> Schema:
    """The allowed words with their names; a word of digits may come as a number."""
    texts = [str(value) for value in values]
    named = [f"{_word(text, name, 'zh')}（{_word(text, name, 'en')}）" for text in texts]
    numbers = [int(text) for text in texts if text.isdecimal()]
    shown = "、".join(f"{text} {_word(text, name, 'zh')}" for text in texts)
    part: Schema = {"enum": [*texts, *numbers]}
    if not numbers:
        part |= {"type": "string", "enumDescriptions": named}
    return {**part, "errorMessage": ONE_OF.format(words=shown, plain=", ".join(texts))}


def _word(text: str, name: str, language: Literal["zh", "en"]) -> str:
    found = value_name(text, language, name)
    return found if found != text else name_of(text, language)


def document(title: str, description: str, made: Schema, builder: Builder) -> Schema:
    """A whole schema file: what it is for, the page, and the models that it names."""
    return {
        "$schema": DIALECT,
        "title": title,
        "description": description,
        **made,
        "definitions": dict(sorted(builder.definitions.items())),
    }
