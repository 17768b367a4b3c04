"""Whether the commands that findings propose exist, with these options and fields."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import typer

from lawrec.commands.app import build
from lawrec.operations.amend import _MEDIA_FIELDS
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.report import Finding

TUPLES = ("about", "persons", "evidence")


def check_remedies(findings: Iterable[Finding]) -> None:
    """Fail for a finding whose proposed command nobody could type."""
    for finding in findings:
        if finding.remedy:
            check_command(finding.remedy)


@lru_cache(maxsize=4096)
def check_command(remedy: str) -> None:
    """The command is there, and so are its options, fields and kinds."""
    found, rest = command(shlex.split(remedy))
    options = {name for p in found.params for name in p.opts if name.startswith("-")}
    used = {word for word in rest if word.startswith("--")}
    assert used <= options, remedy
    _check_fields(found.name or "", rest, remedy)


@lru_cache(maxsize=1)
def _app() -> Any:
    return typer.main.get_command(build())


def command(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the first words name, and the rest."""
    assert words[0] == "lawrec", words
    here: Any = _app()
    rest = words[1:]
    while hasattr(here, "commands"):
        found = here.commands.get(rest[0])
        assert found is not None, words
        here, rest = found, rest[1:]
    return here, rest


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
