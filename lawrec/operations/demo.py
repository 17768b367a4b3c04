"""The demonstration: a made-up bureau with three cases, built by the commands of the example."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path

from lawrec.errors import EnvironmentTrouble, RefusedError
from lawrec.i18n import _
from lawrec.operations.demo_steps import Step, read_steps, worker_of
from lawrec.operations.listing import list_cases
from lawrec.resources import examples
from lawrec.store import layout
from lawrec.store.files import os_errors
from lawrec.store.load import load_case

EXAMPLE = "illegal-land-occupation"


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


@contextmanager
def example_folder() -> Iterator[Path]:
    """The example's folder as it travels with lawrec."""
    with as_file(examples() / EXAMPLE) as folder:
        yield folder.resolve()


def demo(
    into: Path,
    run: Runner,
    example: Path,
    *,
    own_computer: bool = True,
    until: str | None = None,
    told: Callable[[Step, Ran], None] = lambda _step, _ran: None,
) -> Demo:
    """Run the steps of an example in `into`, each through `run`, and say what has come of it.

    Without `own_computer` this computer does not take the case repository for its bureau's own.
    `until` ends before that chapter; `told` is called after each command. Raises RefusedError
    where a demonstration lies there already, EnvironmentTrouble where a command answers
    otherwise than the example says.
    """
    into = into.resolve()
    repository = into / "repository"
    if repository.exists() or (into / "media").exists():
        raise RefusedError(_("There is a demonstration in this folder already"), where=str(into))
    with os_errors(into):
        into.mkdir(parents=True, exist_ok=True)
    steps = read_steps(example / "steps.sh", {"HERE": str(example), "INTO": str(into)})
    settings = {"LAWREC_AS": worker_of(example / "steps.sh")}
    if not own_computer:
        settings["LAWREC_HOME"] = str(into / "computer")
    with _settings(settings), chdir(into):
        for step in steps:
            if step.chapter == until:
                break
            _take(step, run, told, example)
        cases = cases_of(repository)
    return Demo(repository, cases)


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
def _settings(values: Mapping[str, str]) -> Iterator[None]:
    """Environment variables for the time of the demonstration; afterwards all is as it was."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


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
