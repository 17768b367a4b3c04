"""A small bureau on disk, changed as a fixture says, and judged."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from lawrec.checks.facts.unit import UnitFacts
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.session import typed_moment
from lawrec.operations.unit_audit import judge_unit
from lawrec.schema.moments import BEIJING, last_instant
from lawrec.schema.report import Report
from lawrec.store.unit_load import load_unit

HERE = Path(__file__).parent
AS_OF = "2026-07-01"


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def edit(bureau: Path, change: Mapping[str, Any]) -> None:
    """`file` and one of: `page` (its whole content, none removes it), `text` (raw), `set` with
    `to`, `drop`; `set` and `drop` are paths such as 执法大队/posts/0/to. What does not fit raises.
    """
    path = bureau / change["file"]
    if "page" in change:
        _write(path, change["page"])
        return
    if "text" in change:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(change["text"], encoding="utf-8")
        return
    data = read(path)
    *steps, last = str(change.get("set") or change["drop"]).split("/")
    here = data
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    if isinstance(here, list):
        last = int(last)  # type: ignore[assignment]
    if "set" in change:
        here[last] = change["to"]
    else:
        del here[last]
    _write(path, data)


def _write(path: Path, data: Any) -> None:
    if data in (None, ""):
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def judge(bureau: Path, as_of: str = AS_OF, *, known: bool = True) -> Report:
    when = last_instant(typed_moment(as_of, BEIJING))
    return judge_unit(load_unit(bureau, known=known), when).report


def facts(bureau: Path, as_of: str = AS_OF) -> UnitFacts:
    when = last_instant(typed_moment(as_of, BEIJING))
    return UnitFacts(load_unit(bureau, known=True), load_rulebook()[0], when)


def judge_fixture(fixture: Mapping[str, Any], folder: Path) -> Report:
    bureau = folder / "bureau"
    shutil.copytree(HERE / "base", bureau)
    for change in fixture.get("edits", ()):
        edit(bureau, change)
    known = fixture.get("known", "yes") == "yes"
    return judge(bureau, fixture.get("as_of", AS_OF), known=known)


def verdicts(report: Report) -> dict[str, str]:
    """The verdict on every row that has a unit-level rule."""
    return {r.clause.id: r.verdict for r in report.clauses if r.implemented}
