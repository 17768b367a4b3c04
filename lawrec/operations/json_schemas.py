"""The JSON Schemas in the bureau's folder, by which editors check pages while they are typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lawrec import __version__
from lawrec.schema.json_pages import PAGE_TYPES, schema_of
from lawrec.store import git
from lawrec.store.schema_line import FOLDER, all_pointed

_README = f"{FOLDER}/README.md"
_SAYS = f"""# JSON Schema

lawrec {__version__}

每种页面一份，由 lawrec 写入，不手工改。编辑器（装有 YAML 扩展）凭每页第一行找到它，
提示字段和限定值，并标出写错的地方。更新：`lawrec schema --refresh`

One for each kind of page, written by lawrec. An editor finds it by the first line of a page.

"""


@lru_cache(maxsize=1)
def schema_files() -> Mapping[str, bytes]:
    """Path below the bureau's folder -> content, for every kind of page, and what they are."""
    files = {
        f"{FOLDER}/{page.name}.json": json.dumps(
            schema_of(page.name), ensure_ascii=False, indent=1
        ).encode()
        + b"\n"
        for page in PAGE_TYPES
    }
    lines = [f"- `{page.name}.json` {page.zh}（{page.en}）\n" for page in PAGE_TYPES]
    return {_README: (_SAYS + "".join(lines)).encode(), **files}


def stale(bureau: Path) -> bool:
    """Whether the bureau's schemas are those of another version of lawrec, or there are none."""
    try:
        return f"lawrec {__version__}\n".encode() not in (bureau / _README).read_bytes()
    except OSError:
        return True


def fresh_schemas(bureau: Path) -> dict[str, bytes | None]:
    """The schemas that differ from what is there; what somebody changed by hand is left alone."""
    if not (bureau / ".git").exists():
        return dict(schema_files())
    known = git.files_at(bureau, git.head(bureau))
    found: dict[str, bytes | None] = {}
    for path, content in schema_files().items():
        there = _read(bureau / path)
        entry = known.get(path)
        ours = there is None if entry is None else there is not None
        if entry is not None and there is not None:
            ours = git.blob_id(there) == entry.id
        if ours and there != content:
            found[path] = content
    return found


def _read(path: Path) -> bytes | None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return b""  # not ours, and in the way
    try:
        return path.read_bytes()
    except OSError:
        return None


def bureau_pages(bureau: Path, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    """A change of the bureau's pages as it is written: each page points to its schema.

    After lawrec itself has changed, the schemas are brought up to date along with it.
    """
    also = fresh_schemas(bureau) if stale(bureau) else {}
    return {**also, **all_pointed(files, in_case=False)}
