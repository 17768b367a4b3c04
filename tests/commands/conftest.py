"""A small office for command tests: a case repository with staff, stores and one case."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lawrec.cli import run
from tests.commands.half_done import HalfDone
from tests.commands.looking import Desk


@dataclass(frozen=True)
class Answer:
    """What one command answered."""

    code: int
    out: str
    err: str


@dataclass
class Office:
    """A case repository, and commands run in it as a person would."""

    root: Path
    run_command: Callable[..., Answer]

    @property
    def case(self) -> Path:
        """The folder of the first case."""
        return self.root / "cases" / YEAR / "0001"

    def run(self, *arguments: str | Path, code: int | None = 0) -> Answer:
        """Run a command and check its exit code (None: any)."""
        answer = self.run_command(*arguments)
        if code is not None:
            assert answer.code == code, answer
        return answer

    def json(self, *arguments: str | Path, code: int | None = 0) -> Any:
        """Run a command with --json and read its answer."""
        return json.loads(self.run(*arguments, "--json", code=code).out)


def _year() -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return str(datetime.now(ZoneInfo("Asia/Shanghai")).year)


YEAR = _year()
STAFF = (
    ("林某", "虚构-1", "enforcement"),
    ("高某", "虚构-2", "enforcement"),
    ("罗某", "虚构-3", "section_head"),
    ("谢某", None, "organ_head"),
    ("韩某", None, "custodian"),
)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office, set up once."""
    root = tmp_path_factory.mktemp("template") / "office"
    there = ["--bureau", str(root)]
    init = ["init", str(root), "--name", "示例市自然资源局", "--unit", "执法科"]
    steps = [[*init, "--store", "vault", "--effective-from", "2021-03-01"]]
    for name, cert, duty in STAFF:
        step = ["officer", "add", name, "--unit", "执法科", "--post", "岗位", "--duty", duty]
        cert_option = ["--cert", cert] if cert else []
        steps.append([*step, "--since", "2021-01-01", *cert_option, *there])
    device = ["device", "add", "DSJ-01", "--type", "body_camera", "--serial", "EX-0001"]
    steps.append([*device, "--clock", "local", "--unit", "执法科", *there])
    case = ["new-case", "--title", "赵某甲占地案", "--kind", "penalty", "--party", "赵某甲"]
    steps.append([*case, "--officer", "林某,高某", *there])
    for step in steps:
        assert run(step) == 0, step
    return root


@pytest.fixture
def commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Answer]:
    """Runs one command line in this process."""

    def call(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        seen = capsys.readouterr()
        return Answer(code, seen.out, seen.err)

    return call


@pytest.fixture
def office(
    _template: Path,
    tmp_path: Path,
    commands: Callable[..., Answer],
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    """A fresh copy of the office; the working folder is its root."""
    root = tmp_path / "office"
    shutil.copytree(_template, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("LAWREC_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "bureaus").write_text(f"{root}\n", encoding="utf-8")
    return Office(root, commands)


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """An empty case repository for ready-made cases; the working folder is its root."""
    desk = Desk(tmp_path / "desk", capsys)
    monkeypatch.chdir(desk.root)
    return desk


@pytest.fixture
def half_done(office: Office, tmp_path: Path) -> Iterator[HalfDone]:
    """An act whose pages are written and whose commit is not."""
    words = ("log-act", "1", "现场检查", "--start", "2026-08-05 09:00", "--as", "林某")
    doing = HalfDone(tmp_path / "half", *words)
    yield doing
    doing.finish()
