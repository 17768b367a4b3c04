"""Case files for the rule tests: read from a folder, patched as fixtures say, typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args

import yaml

from lawrec.schema.base import Model
from lawrec.schema.bureau import BureauExtract
from lawrec.schema.case import Act, Archived, Attestation, Case, Declaration, Original, Person
from lawrec.schema.ids import IN_CASE, id_of, sort_key
from lawrec.schema.media import Sidecar
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Bureau, CaseSnapshot, History, MediaState, Page

M = TypeVar("M", bound=Model)
Raw = dict[str, dict[str, Any]]
"""Path inside the case folder -> the page as nested dicts and lists of text."""

PAGES = frozenset(
    ("case", "persons", "declarations", "originals", "attestations", "bureau", "archived")
)
_BY_VALUE = re.compile(r"\[(\w+)=(.+)\]")
_SHARED: set[int] = set()
"""The pages of base cases by identity: they live as long as the tests and are never changed."""
_BY_INDEX = re.compile(r"\[(\d+)\]")


def load_raw(folder: Path) -> Raw:
    """All pages of a case folder. The pages are shared between callers: change no page in place."""
    return dict(_read(folder))


@lru_cache
def _read(folder: Path) -> Mapping[str, dict[str, Any]]:
    paths = sorted(folder.rglob("*.yaml"))
    assert paths, f"no case in {folder}"
    pages = {
        path.relative_to(folder).as_posix(): yaml.load(
            path.read_text(encoding="utf-8"), yaml.CBaseLoader
        )
        for path in paths
    }
    _SHARED.update(map(id, pages.values()))
    return MappingProxyType(pages)


def apply_patch(raw: Mapping[str, dict[str, Any]], patch_ops: Iterable[Mapping[str, Any]]) -> Raw:
    """The case after some changes; the given one stays as it is.

    One change is `op: set|add|remove`, `file:` an id or the name of a page, `path:` keys
    separated by `/`, where `[who=Li]` or `[0]` picks an entry of a list. A change that does not
    fit raises, so that no fixture tests something else than it says.
    """
    patched = dict(raw)
    for change in patch_ops:
        unknown = set(change) - {"op", "file", "path", "value"}
        assert not unknown, f"unknown keys {sorted(unknown)} in {dict(change)}"
        _change(patched, change)
    return patched


def _change(raw: Raw, change: Mapping[str, Any]) -> None:
    op, file, steps = change["op"], change["file"], change.get("path")
    path = _path_of(raw, file)
    if op == "remove" and steps is None:
        del raw[_there(path, file)]
    elif op == "add" and steps is None:
        assert path is None, f"{file} is there already"
        raw[_new_path(file, change["value"])] = deepcopy(change["value"])
    else:
        assert steps, f"{op} {file} needs a path"
        if path is None and file in PAGES and op != "remove":
            path = f"{file}.yaml"
        page = deepcopy(raw.get(_there(path, file), {}))
        _EDITS[op](page, steps.split("/"), deepcopy(change.get("value")))
        raw[_there(path, file)] = page


def _path_of(raw: Raw, file: str) -> str | None:
    if file in PAGES:
        return f"{file}.yaml" if f"{file}.yaml" in raw else None
    if not IN_CASE.fullmatch(file):
        raise LookupError(f"{file} is neither an id nor the name of a page")
    return next((path for path in raw if "/" in path and id_of(Path(path).name) == file), None)


def _there(path: str | None, file: str) -> str:
    if path is None:
        raise LookupError(f"there is no {file}")
    return path


def _new_path(file: str, value: Mapping[str, Any]) -> str:
    if file in PAGES:
        return f"{file}.yaml"
    if file.startswith("M"):
        return f"media/{file}-added.mp4.yaml"
    return f"{'acts' if file.startswith('A') else 'records'}/{file}-{value['kind']}.yaml"


def _key(container: Any, step: str) -> Any:
    """The key or index that a step means; a key of a mapping may be a new one."""
    if isinstance(container, dict):
        return step
    if not isinstance(container, list):
        raise LookupError(f"nothing can be below {container!r}: {step}")
    if by_index := _BY_INDEX.fullmatch(step):
        return int(by_index[1])
    by_value = _BY_VALUE.fullmatch(step)
    if by_value is None:
        raise LookupError(f"{step} picks no entry of a list")
    name, value = by_value.groups()
    found = [i for i, e in enumerate(container) if isinstance(e, dict) and e.get(name) == value]
    if len(found) != 1:
        raise LookupError(f"{step} picks {len(found)} entries; use an index")
    return found[0]


def _holder(page: Any, steps: list[str], *, create: bool) -> tuple[Any, Any]:
    """What holds the last step, and the key or index of that step in it."""
    for step in steps[:-1]:
        key = _key(page, step)
        if create and isinstance(page, dict):
            page.setdefault(key, {})
        page = page[key]
    return page, _key(page, steps[-1])


def _set(page: dict[str, Any], steps: list[str], value: Any) -> None:
    holder, key = _holder(page, steps, create=True)
    assert value is not None, "set needs a value"
    holder[key] = value


def _add(page: dict[str, Any], steps: list[str], value: Any) -> None:
    holder, key = _holder(page, steps, create=False)
    assert value is not None, "add needs a value"
    if isinstance(holder, dict) and key not in holder:
        holder[key] = value
        return
    if not isinstance(holder[key], list):
        raise LookupError(f"{'/'.join(steps)} is there already, and no list")
    holder[key].append(value)


def _remove(page: dict[str, Any], steps: list[str], value: Any) -> None:
    holder, key = _holder(page, steps, create=False)
    assert value is None, "remove takes no value"
    del holder[key]


_EDITS = {"set": _set, "add": _add, "remove": _remove}


def snapshot(
    raw: Mapping[str, dict[str, Any]],
    *,
    media_state: Mapping[str, MediaState] | None = None,
    name: str = "2026/0001",
    known: bool = True,
    register: bool = True,
    **history: Any,
) -> CaseSnapshot:
    """The case as the rules see it, its bureau known; `history` are fields of `History`.

    Media are present unless `media_state` says otherwise by id, the history is whole, and the
    unit keeps an access register, with lines where the extract has some. Raises on any invalid
    page.
    """
    media = _pages(raw, "media", lambda _: Sidecar)
    states: dict[str, MediaState] = {page.id: "present" for page in media}
    for item, state in (media_state or {}).items():
        assert item in states, f"there is no medium {item}"
        assert state in get_args(MediaState), f"{state} is no state of a medium"
        states[item] = state
    case = _page(raw, "case", Case)
    extract = _page(raw, "bureau", BureauExtract)
    return CaseSnapshot(
        name=name,
        case=Page("case.yaml", "case.yaml", case) if case else None,
        persons=_entries(raw, "persons", Person),
        declarations=_entries(raw, "declarations", Declaration),
        originals=_entries(raw, "originals", Original),
        attestations=_entries(raw, "attestations", Attestation),
        acts=_pages(raw, "acts", lambda _: Act),
        records=_pages(raw, "records", _record_model),
        media=media,
        media_state=states,
        archived=_page(raw, "archived", Archived),
        bureau=_bureau(extract, known=known, register=register),
        history=History(**{"state": "whole", **history}),
    )


def _bureau(extract: BureauExtract | None, *, known: bool, register: bool) -> Bureau:
    bureau = Bureau.from_extract(extract, known=known) if extract else Bureau()
    return replace(bureau, access=(bureau.access or ()) if register else None)


def _record_model(data: Mapping[str, Any]) -> type[Record]:
    return KINDS[data["kind"]].model


def _page(raw: Mapping[str, dict[str, Any]], name: str, model: type[M]) -> M | None:
    data = raw.get(f"{name}.yaml")
    return None if data is None else model.model_validate(data)


def _entries(raw: Mapping[str, dict[str, Any]], name: str, model: type[M]) -> dict[str, M]:
    data = raw.get(f"{name}.yaml", {})
    return {key: model.model_validate(value) for key, value in data.items()}


_TYPED: dict[tuple[int, str], tuple[dict[str, Any], Page[Any]]] = {}
"""Pages of the base cases, typed once; the raw page is kept beside, so that its id stays."""


def _typed_page(item: str, path: str, data: dict[str, Any], model_of: Any) -> Page[Any]:
    known = _TYPED.get((id(data), path))
    if known is not None:
        return known[1]
    page = Page(item, path, model_of(data).model_validate(data))
    if id(data) in _SHARED:
        _TYPED[id(data), path] = data, page
    return page


def _pages(raw: Mapping[str, dict[str, Any]], folder: str, model_of: Any) -> tuple[Page[Any], ...]:
    pages: dict[str, Page[Any]] = {}
    for path, data in raw.items():
        if path.startswith(f"{folder}/"):
            item = id_of(path.removeprefix(f"{folder}/"))
            assert item is not None, f"{path} has no id"
            assert item not in pages, f"{item} is there twice"
            pages[item] = _typed_page(item, path, data, model_of)
    return tuple(pages[item] for item in sorted(pages, key=sort_key))
