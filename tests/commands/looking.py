"""Case folders to look at: the lawful base cases, patched, inside a small case repository."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from lawrec.cli import run
from lawrec.store.yaml_io import dump
from tests.rules.loading import apply_patch, load_raw

BASE = Path(__file__).parents[1] / "rules" / "base"
SUMMARY = Path(__file__).parents[1] / "rules" / "base_summary"
PROFILE = 'schema_version: "1"\nbureau: {name: 明湖县自然资源局}\n'


class Desk:
    """A case repository in a folder, and commands run in it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys
        self.err = ""
        root.mkdir(parents=True)
        (root / "lawrec.yaml").write_text(PROFILE, encoding="utf-8")

    def add(self, number: str, base: Path = BASE, patch: Iterable[Mapping[str, Any]] = ()) -> Path:
        """A case under cases/2026, a base case with these changes."""
        folder = self.root / "cases" / "2026" / number
        changes = list(patch)
        if not changes:
            shutil.copytree(base, folder)
        for path, page in apply_patch(load_raw(base), changes).items() if changes else ():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(dump(page))
        return folder

    def text(self, *arguments: str, code: int = 0) -> str:
        """What a command says on standard output."""
        self._capsys.readouterr()
        answer = run(list(arguments))
        seen = self._capsys.readouterr()
        self.err = seen.err
        assert answer == code, (arguments, answer, seen)
        return seen.out

    def json(self, *arguments: str, code: int = 0) -> Any:
        """What a command answers with --json."""
        return json.loads(self.text(*arguments, "--json", code=code))
