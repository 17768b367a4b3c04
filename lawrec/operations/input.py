"""What people give for a page: a YAML text, single fields by path, or both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, cast, get_args, get_origin

from pydantic import BaseModel

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.schema.value_names import value_name
from lawrec.store.yaml_io import Document, parse

_STEP = re.compile(r"([A-Za-z_]\w*|[^.\[\]=]+)|\[(\d+|[a-z_]+=[^\]]+)\]")
Data = dict[str, object]


def build(text: bytes | None, name: str, sets: Iterable[str]) -> tuple[Data, Document]:
    """The fields of a page from a YAML text (None for none) and `path=value` settings.

    The document keeps the lines of the text, for faults found later.
    """
    document = Document({}, {}) if text is None else parse(text, name)
    if not isinstance(document.data, dict):
        raise UsageError(_("{name} must be a set of fields").format(name=name), where=f"{name}:1")
    data = cast(Data, _copy(document.data))
    for setting in sets:
        path, sign, value = setting.partition("=")
        while sign and path.count("[") > path.count("]"):
            more, sign, value = value.partition("=")
            path = f"{path}={more}"
        if not sign:
            raise UsageError(
                _("{setting} sets nothing").format(setting=setting),
                fix=_("Write it as field=value, for example: --set steps[0].opinion=..."),
            )
        set_path(data, path.strip(), _value(value, setting))
    return data, document


def in_codes(model: type[BaseModel], data: Data) -> Data:
    """The fields with their values as pages have them, where people wrote a Chinese name."""
    fresh = dict(data)
    for name, field in model.model_fields.items():
        allowed = [str(value) for value in _literals(field.annotation)]
        names = {value_name(value, "zh", name): value for value in allowed}
        given = fresh.get(name)
        if isinstance(given, str) and given not in allowed:
            fresh[name] = names.get(given.strip(), given)
    return fresh


def _literals(annotation: object) -> Iterator[object]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for inner in get_args(annotation):
            yield from _literals(inner)


def _copy(value: object) -> object:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value


def _value(text: str, setting: str) -> object:
    """A list or set of fields in YAML's short form; anything else is text as it stands.

    A backslash before the bracket says that it is a text all the same.
    """
    if text.startswith("\\") and text[1:].lstrip().startswith(("[", "{", "\\[", "\\{")):
        return text[1:]
    if not text.lstrip().startswith(("[", "{")):
        return text
    document = parse(f"value: {text}".encode(), f"--set {setting}")
    return cast(Data, document.data)["value"]


def set_path(data: Data, path: str, value: object) -> None:
    """Set `value` at a path such as `steps[0].at` or `signatures[who=赵某甲].status`.

    Missing levels are made; a list may be extended by its next number.
    """
    steps = _steps(path)
    here: object = data
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        fresh: object = value if following is None else ({} if isinstance(following, str) else [])
        here = _enter(here, step, fresh, path, final=following is None)


def _steps(path: str) -> list[str | int | tuple[str, str]]:
    steps: list[str | int | tuple[str, str]] = []
    for name, place in _STEP.findall(path):
        if name:
            steps.append(name)
        elif place.isdigit():
            steps.append(int(place))
        else:
            key, _sign, wanted = place.partition("=")
            steps.append((key, wanted))
    if not steps:
        raise UsageError(_("{path} is no path of a field").format(path=path))
    return steps


def _enter(here: object, step: object, fresh: object, path: str, *, final: bool) -> object:
    if isinstance(step, str) and isinstance(here, dict):
        if final or step not in here:
            here[step] = fresh
        return here[step]
    if isinstance(here, list) and not isinstance(step, str):
        index = step if isinstance(step, int) else _find(here, cast(tuple[str, str], step))
        if index is not None and index <= len(here):
            if index == len(here):
                here.append(fresh)
            elif final:
                here[index] = fresh
            return here[index]
    raise UsageError(_("{path}: there is no such place").format(path=path))


def _find(items: list[object], wanted: tuple[str, str]) -> int | None:
    key, value = wanted
    return next(
        (i for i, item in enumerate(items) if isinstance(item, dict) and item.get(key) == value),
        None,
    )
