"""Every command that a finding proposes exists, with these options, and takes these fields."""

from __future__ import annotations

import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from lawrec.checks.messages import argument
from lawrec.commands.app import build
from lawrec.operations.amend import _MEDIA_FIELDS
from lawrec.schema.records.kinds import KINDS
from tests.rules.fixtures import FIXTURES, facts, judge

APP = typer.main.get_command(build())
TUPLES = ("about", "persons", "evidence")


def proposed() -> dict[str, str]:
    """Every remedy in the reports of all fixtures, with the name of one that gives it."""
    found: dict[str, str] = {}
    for path in FIXTURES:
        fixture = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for finding in judge(facts(fixture)).findings:
            if finding.remedy:
                found.setdefault(finding.remedy, f"{path.parent.name}/{path.stem}")
    return found


def command(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the first words name, and the rest."""
    assert words[0] == "lawrec", words
    here: Any = APP
    rest = words[1:]
    while hasattr(here, "commands"):
        found = here.commands.get(rest[0])
        assert found is not None, words
        here, rest = found, rest[1:]
    return here, rest


def test_they_exist() -> None:
    for remedy, fixture in proposed().items():
        found, rest = command(shlex.split(remedy))
        options = {name for p in found.params for name in p.opts if name.startswith("-")}
        used = {word for word in rest if word.startswith("--")}
        assert used <= options, (remedy, fixture)
        _check_fields(found.name or "", rest, f"{remedy} ({fixture})")


def _check_fields(name: str, rest: list[str], where: str) -> None:
    sets = [word for one, word in pairwise(rest) if one == "--set"]
    for field, sign, value in (text.partition("=") for text in sets):
        assert sign, where
        assert field not in TUPLES or value.startswith(("[", "...")), where
    if name == "amend":
        assert rest[1] == "case" or rest[1][0] in "RAM", where
        if rest[1].startswith("M"):
            assert {text.partition("=")[0] for text in sets} <= set(_MEDIA_FIELDS), where
    if name == "add-record":
        assert rest[1] in {*KINDS, "..."}, where
    if name == "declare":
        assert "=" in rest[1], where


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("林某", "林某"),
        ("周某（二）", '"周某（二）"'),
        ("about=[M01]", '"about=[M01]"'),
        ("13.1(4)a", '"13.1(4)a"'),
        ("--json", "..."),
        ("$(touch x)", "..."),
        ('a" && b', "..."),
        ("a\nb", "..."),
    ],
)
def test_a_name_from_a_case_file_is_one_argument(text: str, word: str) -> None:
    assert argument(text) == word


def test_the_fixtures_are_found() -> None:
    assert all(isinstance(path, Path) for path in FIXTURES)
    assert len(FIXTURES) > 200
