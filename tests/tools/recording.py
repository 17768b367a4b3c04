"""The demonstration run once more, for the documentation: what it shows, and what it answers as
JSON."""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from lawrec.commands.app import call
from lawrec.commands.demo import _json as demo_json
from lawrec.errors import LawrecError
from lawrec.i18n import set_language
from lawrec.operations.demo import Ran, demo, example_folder
from lawrec.operations.demo_steps import Step
from lawrec.schema.moments import BEIJING

CUT = "  ..."
"""Stands in a shown answer where lines are left out."""
_SHOWN = ("new-case", "import-media", "audit", "archive", "amend", "rectify", "verify")
_LAST_CHAPTER = "archive"


@dataclass
class Recording:
    """The session as the README shows it, and answers as JSON by the name of their contract."""

    session: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)


def record() -> Recording:
    """Run the whole demonstration in a scratch folder that is nobody's bureau."""
    made = Recording()
    with _scratch() as into, example_folder() as example:
        desk = _Desk(into, example, made)
        done = demo(into, desk.run, example, own_computer=False, told=desk.told)
        made.answers["demo"] = demo_json(done)
        first = str(done.cases[0].path)
        for name, words in {
            "audit": ["audit", first],
            "verify": ["verify", first],
            "verify --all": ["verify", "--all", "--bureau", str(done.repository)],
            "status": ["status", str(done.cases[2].path)],
            "list": ["list", "--bureau", str(done.repository)],
        }.items():
            if name == "verify":
                _alter(done.cases[0].path)
            made.answers[name] = json.loads(answer([*words, "--json"]).output)
    return made


def _alter(case: Path) -> None:
    """So that there is something to find."""
    medium = next((case / "media").glob("M01-*.jpg"))
    medium.write_bytes(medium.read_bytes() + b"x")


@contextmanager
def _scratch() -> Iterator[Path]:
    kept = {name: os.environ.get(name) for name in ("LAWREC_HOME", "LAWREC_AS")}
    os.environ.pop("LAWREC_AS", None)
    set_language("en")
    try:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["LAWREC_HOME"] = f"{folder}/computer"
            yield Path(folder).resolve() / "demo"
    finally:
        set_language(None)
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def answer(words: list[str]) -> Ran:
    """One command line in this process, with what it wrote to either stream."""
    shown = io.StringIO()
    with redirect_stdout(shown), redirect_stderr(shown):
        try:
            code = call(words)
        except LawrecError as error:
            code = error.exit_code
            shown.write(f"{error}\n")
    return Ran(int(code), shown.getvalue())


@dataclass
class _Desk:
    """Runs the steps of the example; some are asked for JSON, some are shown."""

    into: Path
    example: Path
    made: Recording
    _json: bool = False

    def run(self, words: list[str]) -> Ran:
        """One step: with --json where nothing of the session is shown."""
        name = words[0]
        self._json = name in ("import-media", "archive") and name not in self.made.answers
        self._json &= name != "archive" or "6号" in words[1]
        ran = answer([*words, "--json"] if self._json else words)
        if self._json:
            self.made.answers[name] = json.loads(ran.output)
        if name == "archive" and ran.code == 1:
            again = answer([*words, "--json"])
            self.made.answers["archive refused"] = json.loads(again.output)
        return ran

    def told(self, step: Step, ran: Ran) -> None:
        """Keep the step, if it belongs into the session."""
        done = any(" verify " in line for line in self.made.session)
        if self._json or done or step.words[0] not in _SHOWN:
            return
        if step.words[0] == "import-media" and "20260710" not in step.shown:
            return
        command = self._clean(step.shown)
        lines = self._clean(ran.output).strip("\n").splitlines()
        if step.words[0] == "audit":
            lines = audit_in_brief(lines)
        if self.made.session:
            self.made.session.append("")
        self.made.session += [f"$ {command}", *lines]

    def _clean(self, text: str) -> str:
        """Without the scratch folder, and with the year of the papers wherever it runs."""
        for folder in (self.example, self.into):
            text = text.replace(f"{folder}{os.sep}", "")
        year = datetime.now(BEIJING).year
        return re.sub(rf"\b{year}/(\d{{4}})\b", r"2026/\1", text)


def audit_in_brief(lines: list[str]) -> list[str]:
    """The first and the last line of an audit and the violations between; cuts are marked."""
    blocks = "\n".join(lines).split("\n\n")
    kept = [lines[0]]
    for block in blocks[1:-1]:
        if "[violated]" in block.splitlines()[0]:
            kept += ["", *block.splitlines()]
        elif kept[-1] != CUT:
            kept.append(CUT)
    return [*kept, "", *blocks[-1].splitlines()]
