"""The JSON Schemas say of every page what lawrec says of it, as another program reads them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lawrec.cli import run
from lawrec.errors import LawrecError
from lawrec.operations.json_schemas import schema_files, stale
from lawrec.operations.schema_example import example
from lawrec.operations.schema_topics import PAGES, of_act, of_kind
from lawrec.schema.bureau import Device, Lead, Officer, Profile
from lawrec.schema.case import Act, Attestation, Case, Declaration, Original, Person
from lawrec.schema.device_profile import DeviceProfile
from lawrec.schema.json_pages import PAGE_TYPES, schema_for, schema_of
from lawrec.schema.media import Sidecar
from lawrec.schema.records.kinds import KINDS, find_kind
from lawrec.store import layout
from lawrec.store.schema_line import MARK, pointed, schema_line
from lawrec.store.validate import typed
from lawrec.store.yaml_io import Plain, dump, parse
from tests.walk.office import make_office

pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
ENTRIES: dict[str, Any] = {
    "persons": Person,
    "declarations": Declaration,
    "originals": Original,
    "attestations": Attestation,
    "staff": Officer,
    "devices": Device,
}
WHOLE: dict[str, Any] = {
    "case": Case,
    "act": Act,
    "media": Sidecar,
    "profile": Profile,
    "lead": Lead,
    "device-profile": DeviceProfile,
}
# Where there are many mutants every so many are tried; FAULTS=full tries all.
STEPS = {"record": 197, "media": 5, "profile": 5, "lead": 5, "act": 3, "device-profile": 3}
if os.environ.get("FAULTS") == "full":
    STEPS = {"record": 7}
# What a text may become; bare ones are what a YAML reader may take for another type.
TEXTS: tuple[object, ...] = (
    *("", "x", "case", "R01", "M1", "A001", "L2026-0001", "boss", "officer", "yes", "0" * 64),
    *("2026-02-30", "2026-02-29", "2028-02-29", "2100-02-29", "1899-12-31", "20260311"),
    *("2026-03-11T25:00:00+08:00", "2026-03-11T09:30:00", "2026-03-11T09:30+08:00"),
    *("2026-03-11T09:30:00.5Z", "2026-03-11 09:30:00+14:59", "2026-03-11T09:30:00+15:00"),
    *("１２", " 12 ", "1.", "-0", "1e3", "12345678901234567890", "1.50"),
    *("https://u:p@h/x", "https://u@h/x", "s3://b/x?y=1", "file:///x?y", "D:\\库"),
    *(Plain("12"), Plain("-1"), Plain("1.5"), Plain("yes"), Plain("true"), Plain("null")),
    *(Plain("2026-03-11"), ["x"], {"x": "y"}, [], {}),
)


def check(files: list[Path], schema: Path) -> set[Path]:
    """The files that check-jsonschema does not accept."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", schema, *files],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    said = json.loads(done.stdout)
    assert not said.get("parse_errors"), said["parse_errors"][:3]
    return {Path(error["filename"]) for error in said.get("errors", ())}


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    for path, content in schema_files().items():
        (folder / Path(path).name).write_bytes(content)
    return folder


def refused_by_us(name: str, raw: bytes) -> bool:
    """Whether lawrec refuses a page of that kind."""
    try:
        document = parse(raw, "x.yaml")
        data = document.data
        if name in ENTRIES:
            if not isinstance(data, dict):
                return True
            for key, value in data.items():
                typed(ENTRIES[name], value, "x.yaml", document.lines, prefix=(key,))
            return False
        model = WHOLE.get(name)
        if model is None:
            kind = find_kind(data.get("kind", "")) if isinstance(data, dict) else None
            if kind is None or kind.id != data.get("kind"):
                return True
            model = kind.model
        typed(model, data, "x.yaml", document.lines)
    except (LawrecError, AttributeError):
        return True
    return False


def examples(name: str) -> list[Any]:
    """Whole pages of that kind, made from the models."""
    if name == "record":
        seen: dict[Any, Any] = {kind.model: kind for kind in KINDS.values() if kind.scope == "case"}
        return [example(of_kind(kind)) for kind in seen.values()]
    if name == "act":
        return [example(of_act("onsite_inspection"))]
    if name == "device-profile":
        return [
            {
                "id": "own-camera",
                "title": "示例",
                "confidence": "assumed",
                "source": "试拍",
                "names": ["CAM{seq:4}"],
                "segments": {"by": "seq", "first": Plain("1"), "same": ["seq"]},
                "examples": [{"name": "CAM0001", "named": {"seq": "0001"}}],
            }
        ]
    topic = {"persons": "person", "staff": "officer", "devices": "device"}.get(name, name)
    topic = topic.removesuffix("s") if topic not in PAGES else topic
    page = example(PAGES[topic])
    return [page] if name in WHOLE or _is_entries(page) else [{"甲": page}]


def _is_entries(page: Any) -> bool:
    return isinstance(page, dict) and bool(page) and all(isinstance(v, dict) for v in page.values())


def mutants(page: Any) -> Iterator[Any]:
    """The page with one thing changed, at every place."""
    yield page
    for path in list(places(page)):
        for value in TEXTS:
            yield changed(page, path, value)
        yield changed(page, path, None)
    for path in [(), *places(page)]:
        node = at(page, path)
        if isinstance(node, dict):
            yield changed(page, (*path, "没有这个字段"), "x")


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(items):
        yield (*path, key)
        if isinstance(value, (dict, list, tuple)):
            yield from places(value, (*path, key))


def at(node: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        node = node[key]
    return node


def changed(page: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy with another value there; None takes the place away."""
    copy = _copy(page)
    above = at(copy, path[:-1])
    if value is None:
        del above[path[-1]]
    else:
        above[path[-1]] = value
    return copy


def _copy(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _copy(value) for key, value in node.items()}
    return [_copy(value) for value in node] if isinstance(node, (list, tuple)) else node


@pytest.mark.parametrize("name", [*WHOLE, *ENTRIES, "record"])
def test_wrong_pages_fail_as_they_fail_here(name: str, schemas: Path, tmp_path: Path) -> None:
    files: dict[Path, bool] = {}
    for number, page in enumerate(examples(name)):
        # Where there are many, every so many: another one of each kind.
        step = STEPS.get(name, 1)
        for turn, mutant in enumerate(mutants(page)):
            if step == 1 or turn == 0 or (turn + number) % step == 0:
                raw = dump(mutant)
                path = tmp_path / f"{number}-{turn}.yaml"
                path.write_bytes(raw)
                files[path] = refused_by_us(name, raw)
    refused = check(list(files), schemas / f"{name}.json")
    wrong = {path: ours for path, ours in files.items() if (path in refused) != ours}
    told = [f"we refuse: {ours}\n{path.read_text()}" for path, ours in list(wrong.items())[:4]]
    assert not wrong, f"{len(wrong)} of {len(files)}:\n" + "\n".join(told)
    assert any(files.values()), "no mutant is wrong"
    assert not all(files.values()), "no mutant is right"


def test_every_page_that_lawrec_writes_points_to_its_schema(tmp_path: Path) -> None:
    office = make_office(tmp_path)
    case = next((office / "cases").glob("*/*"))
    assert (
        run(
            [
                "amend",
                str(case),
                "R01",
                "--reason",
                "写错",
                "--set",
                "content=堆土二",
                "--as",
                "林某",
            ]
        )
        == 0
    )
    assert (
        run(
            [
                "unit",
                "add",
                "training_record",
                "--set",
                "title=培训",
                "--as",
                "林某",
                "--bureau",
                str(office),
            ]
        )
        == 0
    )
    pages = [p for p in office.rglob("*.yaml") if ".git" not in p.parts and "card" not in p.parts]
    by_schema: dict[Path, list[Path]] = {}
    for page in pages:
        first = page.read_bytes().split(b"\n", 1)[0]
        assert first.startswith(MARK), page
        schema = (page.parent / first.removeprefix(MARK).decode()).resolve()
        assert schema.parent == office / "schemas", page
        by_schema.setdefault(schema, []).append(page)
    for schema, found in by_schema.items():
        assert not check(found, schema)
    assert len(by_schema) >= 8
    assert run(["verify", str(case)]) in (0, 1)


def test_schemas_are_renewed_with_the_next_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "局"
    assert run(["init", str(office), "--name", "示例市自然资源局", "--unit", "执法科"]) == 0
    assert not stale(office)
    for path in (office / "schemas").glob("[a-l]*.json"):
        path.unlink()
    changed_by_hand = office / "schemas" / "staff.json"
    changed_by_hand.write_text("{}")
    readme = office / "schemas" / "README.md"
    monkeypatch.setattr("lawrec.operations.json_schemas.stale", lambda bureau: True)
    add = ["device", "add", "D1", "--type", "camera", "--as", "林某", "--bureau", str(office)]
    assert run(add) == 0
    assert changed_by_hand.read_text() == "{}"
    assert readme.is_file()
    assert len(list((office / "schemas").glob("*.json"))) < len(PAGE_TYPES)  # removed by hand
    monkeypatch.undo()
    assert run(["schema", "--refresh", "--as", "林某", "--bureau", str(office)]) == 0
    tracked = subprocess.run(
        ["git", "-C", office, "status", "--porcelain"], capture_output=True, text=True, check=True
    )
    assert "devices.yaml" not in tracked.stdout


def test_existing_pages_keep_their_bytes() -> None:
    line = schema_line("records/R01-x.yaml", in_case=True)
    assert line == MARK + b"../../../../schemas/record.json\n"
    assert schema_line("notes.txt", in_case=True) is None
    whole = pointed("case.yaml", "# 案件\nnumber: x\n".encode(), in_case=True)
    assert whole.startswith(MARK)
    assert pointed("case.yaml", whole, in_case=True) == whole
    assert pointed("case.yaml", b"number: x\n", in_case=True) == b"number: x\n"


def test_every_page_of_a_case_and_of_a_bureau_has_a_schema() -> None:
    for path in (
        layout.CASE_PAGE,
        layout.PERSONS,
        layout.EXTRACT,
        layout.ARCHIVED,
        "acts/A01.yaml",
    ):
        assert schema_for(path, in_case=True), path
    for path in (layout.PROFILE, layout.STAFF, layout.DEVICES, "leads/2026/L2026-0001.yaml"):
        assert schema_for(path, in_case=False), path


def test_everything_has_a_chinese_name() -> None:
    for page in PAGE_TYPES:
        for where, node in _nodes(schema_of(page.name), page.name):
            for text in (node.get("title"), *node.get("enumDescriptions", ())):
                if isinstance(text, str):
                    assert any("\u4e00" <= sign <= "\u9fff" for sign in text), (where, text)


def _nodes(node: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            yield from _nodes(value, f"{where}/{key}")
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value, where)
