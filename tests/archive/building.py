"""A small bureau and a whole lawful case in it, made by the operations, with real histories."""

from __future__ import annotations

import atexit
import hashlib
import shutil
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from lawrec.operations.case_writer import write_case
from lawrec.operations.opening import open_case
from lawrec.operations.pages import attest
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.session import Session, open_session
from lawrec.operations.setup import commit_bureau, init_bureau
from lawrec.schema.moments import BEIJING
from lawrec.store import layout
from lawrec.store.yaml_io import dump
from tests.rules.loading import Raw, load_raw

BASE = Path(__file__).parents[1] / "rules" / "base"
LEAD = "L2026-0012"
REPORTER = "不愿透露姓名的邻居"
CLERK = "林某"
CHECKER = "罗某"
ARCHIVING = ("R34", "R35")
CLOSING = "R32"
YEAR = str(datetime.now(BEIJING).year)
LABEL = f"{YEAR}/0001"


def session(bureau: Path, who: str = CLERK) -> Session:
    """Somebody at work in the bureau, on a case of its one lead."""
    return open_session(bureau, bureau=bureau, as_who=who, leads=(LEAD,))


def make_bureau(folder: Path) -> Path:
    """A case repository with the profile, the staff and the devices of the lawful base case."""
    extract = load_raw(BASE)["bureau.yaml"]
    profile = {k: v for k, v in extract["profile"].items() if k != "schema_version"}
    init_bureau(folder, profile, CLERK)
    known = extract["lead"][LEAD]
    lead = {
        **{key: value for key, value in known.items() if not key.endswith("_recorded")},
        "outcome": {**known["outcome"], "case": LABEL},
        "content": "来电反映有人占用耕地建房",
        "reporter": {"name": REPORTER, "contact": "虚构-电话-01"},
    }
    pages: dict[str, bytes | None] = {
        layout.STAFF: dump(extract["officers"]),
        layout.DEVICES: dump(extract["devices"]),
        f"leads/2026/{LEAD}.yaml": dump(lead),
    }
    commit_bureau(folder, session(folder), pages, "roster")
    return folder


def make_case(bureau: Path, *, without: tuple[str, ...] = ARCHIVING) -> Path:
    """The lawful base case, entered in one go, without the records of these ids."""
    raw = load_raw(BASE)
    given = {k: v for k, v in raw["case.yaml"].items() if k != "number"}
    opened = open_case(session(bureau), given, {})
    pages, contents = _pages(raw, without)
    with write_case(opened.folder, session(bureau), "fill") as case:
        moves = []
        for number, (path, content) in enumerate(contents.items()):
            temporary = opened.folder / "media" / f".tmp-{number}"
            temporary.write_bytes(content)
            moves.append((temporary.relative_to(opened.folder).as_posix(), path))
        case.commit(pages, moves=tuple(moves), event="record", message="fill")
    return opened.folder


def _pages(raw: Raw, without: tuple[str, ...]) -> tuple[dict[str, bytes | None], dict[str, bytes]]:
    pages: dict[str, bytes | None] = {}
    contents: dict[str, bytes] = {}
    for path, data in raw.items():
        if path in ("case.yaml", "bureau.yaml") or path.split("/")[-1][:3] in without:
            continue
        page: Mapping[str, Any] = data
        if path == "originals.yaml":
            page = {key: value for key, value in data.items() if key not in without}
        if path.startswith("media/"):
            content = f"content of {path}\n".encode() * 40
            contents[path.removesuffix(".yaml")] = content
            digest = hashlib.sha256(content).hexdigest()
            page = {**data, "size_bytes": str(len(content)), "sha256": digest}
        pages[path] = dump(dict(page))
    return pages, contents


def attest_all(folder: Path, bureau: Path) -> None:
    """A checker's answer to every clause that a machine cannot judge."""
    book, _rules = load_rulebook()
    clauses = tuple(row.id for row in book.clauses)
    attest(folder, session(bureau, CHECKER), clauses, basis="逐条看过原件", at="2026-09-10 09:00")


@lru_cache
def _ready() -> Path:
    folder = mkdtemp(prefix="lawrec-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    bureau = make_bureau(Path(folder) / "bureau")
    attest_all(make_case(bureau), bureau)
    return bureau


def ready(folder: Path) -> tuple[Path, Path]:
    """A copy of a bureau whose one case the gate lets through: the bureau and the case."""
    bureau = folder / "bureau"
    shutil.copytree(_ready(), bureau)
    layout.remember_bureau(bureau)
    return bureau, bureau / layout.CASES / LABEL


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content, locks and their texts left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }
