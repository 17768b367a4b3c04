"""Judging all cases of a repository, one line each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lawrec.errors import LawrecError
from lawrec.operations.audit import audit
from lawrec.report.audit_list import JudgedCase
from lawrec.store import layout


def audit_all(
    bureau: Path | None = None,
    *,
    as_of: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[list[JudgedCase], tuple[str, ...]]:
    """Every case of that repository, judged; and the traces of rules that crashed.

    A case that cannot be read is listed with the reason and never left out.
    """
    root = layout.require_bureau(bureau or Path.cwd())
    folders = layout.judged_folders(root)
    rows: list[JudgedCase] = []
    crashes: list[str] = []
    for done, folder in enumerate(folders):
        progress(done, len(folders))
        label = f"{folder.parent.name}/{folder.name}"  # unresolved: a link is named as itself
        try:
            judged = audit(folder, as_of=as_of, bureau=bureau)
        except LawrecError as error:
            rows.append(JudgedCase(label, None, problem=error.what))
            continue
        crashes += judged.run.crashes
        rows.append(JudgedCase(label, judged.report))
    return rows, tuple(crashes)
