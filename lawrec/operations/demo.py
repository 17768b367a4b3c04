"""The demonstration: a made-up bureau with three cases, built by the commands of the example."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _
from lawrec.operations.demo_steps import Step, read_steps
from lawrec.operations.listing import list_cases
from lawrec.resources import examples
from lawrec.store import layout
from lawrec.store.files import os_errors
from lawrec.store.load import load_case

EXAMPLE = "illegal-land-occupation"
WORKER = "苗某"
"""Who types in the example (LAWREC_AS), as the head of its steps.sh has it."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command answered: its exit code and what it showed."""

    code: int
    output: str


Runner = Callable[[list[str]], Ran]


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One case at the end: `outcome` and `package` only for an archived one."""

    path: Path
    number: str
    state: str
    outcome: str | None = None
    package: Path | None = None


@dataclass(frozen=True, slots=True)
class Demo:
    """Where everything lies after the demonstration."""

    repository: Path
    cases: tuple[DemoCase, ...]


def demo(
    into: Path,
    run: Runner,
    *,
    example: Path | None = None,
    until: str | None = None,
    told: Callable[[Step, Ran], None] = lambda _step, _ran: None,
) -> Demo:
    """Run the example's steps in `into`, each through `run`, and say what has come of it.

    `example` is another folder with `steps.sh` and inputs; `until` ends before that chapter.
    `told` is called after each command. Raises EnvironmentTrouble where a command answers
    otherwise than the example says.
    """
    with os_errors(into):
        into.mkdir(parents=True, exist_ok=True)
    into = into.resolve()
    with _folder(example) as folder, _working(into):
        steps = read_steps(folder / "steps.sh", {"HERE": str(folder), "INTO": str(into)})
        for step in steps:
            if step.chapter == until:
                break
            _take(step, run, told, folder)
    return Demo(into / "repository", cases_of(into / "repository"))


def _take(step: Step, run: Runner, told: Callable[[Step, Ran], None], folder: Path) -> None:
    if step.program == "cd":
        os.chdir(step.words[0])
        told(step, Ran(0, ""))
        return
    ran = run(list(step.words))
    told(step, ran)
    if ran.code != step.expected:
        raise EnvironmentTrouble(
            _("A step of the demonstration answered {code}: {command}").format(
                code=ran.code, command=step.shown
            ),
            where=f"{folder / 'steps.sh'}:{step.line}",
            fix=ran.output.strip() or None,
        )


@contextmanager
def _folder(example: Path | None) -> Iterator[Path]:
    if example is not None:
        yield example.resolve()
        return
    with as_file(examples() / EXAMPLE) as folder:
        yield folder.resolve()


@contextmanager
def _working(folder: Path) -> Iterator[None]:
    """Work there as the example's handler; afterwards everything is as it was."""
    before = os.environ.get("LAWREC_AS")
    os.environ["LAWREC_AS"] = WORKER
    try:
        with chdir(folder):
            yield
    finally:
        if before is None:
            os.environ.pop("LAWREC_AS", None)
        else:
            os.environ["LAWREC_AS"] = before


def cases_of(repository: Path) -> tuple[DemoCase, ...]:
    """The cases of a case repository with their packages."""
    found = []
    for listed in list_cases(repository).cases:
        path = Path(listed.path)
        package = _package(repository, path)
        found.append(
            DemoCase(
                path,
                listed.number or "",
                "archived" if listed.state == "archived" else "open",
                listed.outcome,
                package,
            )
        )
    return tuple(found)


def _package(repository: Path, case: Path) -> Path | None:
    if not (case / layout.ARCHIVED).is_file():
        return None
    archived = load_case(case).archived
    return repository / archived.package if archived else None
