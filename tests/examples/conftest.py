"""The examples, each built once by its own steps for all tests of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from lawrec.commands.demo import run_command
from lawrec.operations.audit import bureau_facts
from lawrec.operations.demo import demo
from lawrec.resources import examples
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.load import load_case

STORIES = (
    "licence-oral-application",
    "inspection-plan-120-spots",
    "sealing-then-court",
    "expropriation-80-households",
)
LARGE = ("inspection-plan-120-spots", "expropriation-80-households")
"""Stories with hundreds of pages: what looks at each page does so with `make faults`."""


def each_story() -> list[Any]:
    """The stories as parameters of a test that looks at every page."""
    return [
        pytest.param(
            story,
            marks=[pytest.mark.xdist_group(story), *([pytest.mark.faults] * (story in LARGE))],
        )
        for story in STORIES
    ]


def folder_of(story: str) -> Path:
    return Path(str(examples() / story)).resolve()


@dataclass(frozen=True)
class Built:
    """A story as its steps left it: the case repository, its only case, how that ended."""

    story: str
    repository: Path
    case: Path
    number: str
    state: str
    outcome: str | None

    def snapshot(self) -> CaseSnapshot:
        """The case, with the facts of its bureau."""
        return load_case(self.case, bureau=bureau_facts(self.case, self.repository))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], Built]:
    """Builds a story unless another worker of the same test run has."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def build(story: str) -> Built:
        into, kept = shared / story, shared / f"{story}.json"
        with FileLock(shared / f"{story}.lock"):
            if not kept.is_file():
                made = demo(into, run_command, folder_of(story), own_computer=False)
                (case,) = made.cases
                told = [str(made.repository), str(case.path), case.number, case.state, case.outcome]
                kept.write_text(json.dumps(told), encoding="utf-8")
        repository, path, number, state, outcome = json.loads(kept.read_text(encoding="utf-8"))
        return Built(story, Path(repository), Path(path), number, state, outcome)

    return build
