"""One demonstration for all tests of it: built once, read by many."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from lawrec.cli import run
from lawrec.operations.audit import bureau_facts
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.load import load_case


@dataclass(frozen=True)
class Built:
    """What `lawrec demo --into FOLDER --json` answered."""

    into: Path
    answer: dict[str, Any]

    @property
    def repository(self) -> Path:
        return Path(self.answer["repository"])

    def snapshot(self, number: int) -> CaseSnapshot:
        """The case of that number, with the facts of its bureau."""
        folder = Path(self.answer["cases"][number - 1]["path"])
        return load_case(folder, bureau=bureau_facts(folder, self.repository))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Built:
    """Shared by all workers of one test run."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    into, kept = shared / "demo", shared / "demo.json"
    with FileLock(shared / "demo.lock"):
        if not kept.is_file():
            shown = io.StringIO()
            with contextlib.redirect_stdout(shown):
                code = run(["demo", "--into", str(into), "--json"])
            assert code == 0
            kept.write_text(shown.getvalue(), encoding="utf-8")
    return Built(into, json.loads(kept.read_text(encoding="utf-8")))
