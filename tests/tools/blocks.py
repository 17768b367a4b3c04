"""The commands that the documentation shows: found in the pages, checked, and run."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from functools import lru_cache
from pathlib import Path
from typing import Any

import typer

from lawrec.commands.aliases import ALIASES
from lawrec.commands.app import build
from tests.tools.recording import answer

_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(lawrec [^`]+)`")
_EXPECTED = re.compile(r"#.*(?:code|返回) (\d)\s*$")
_LEFT_OUT = ("…", "...")


def lines(page: str) -> Iterator[str]:
    """The lines of the blocks marked `sh`, continued ones put together."""
    for block in _BLOCK.findall(page):
        kept = ""
        for line in block.splitlines():
            kept += line.strip()
            if kept.endswith("\\"):
                kept = kept[:-1]
            elif kept:
                yield kept
                kept = ""


def named(page: str) -> Iterator[str]:
    """Every command line of lawrec that a page shows, run or not."""
    yield from (line for line in lines(page) if line.startswith("lawrec "))
    yield from _INLINE.findall(page)


def run(page: str, folder: Path) -> list[str]:
    """Run the blocks in that folder; what did not answer as the page says, one line each."""
    wrong = []
    with chdir(folder):
        for line in lines(page):
            words = shlex.split(line, comments=True)
            if not words:
                continue
            if words[0] == "cd":
                os.chdir(words[1])
                continue
            expected = _EXPECTED.search(line)
            done = answer(words[1:])
            if words[0] != "lawrec" or done.code != (int(expected[1]) if expected else 0):
                wrong.append(f"{line}\n  answered {done.code}: {done.output}")
    return wrong


@lru_cache(maxsize=1)
def _commands() -> Any:
    return typer.main.get_command(build())


def trouble(line: str) -> str | None:
    """Why lawrec would not understand a command line; None where it would.

    Words that stand for something else (`...`, CASE) are taken as they are.
    """
    words = _words(line)[1:]
    command = _commands()
    while words and hasattr(command, "commands") and not words[0].startswith("-"):
        name, *words = words
        name = ALIASES.get(name, name)
        if name in ("COMMAND",):
            return None
        if name not in command.commands:
            return f"no command {name}: {line}"
        command = command.commands[name]
    known = {"--help"} | {option for item in command.params for option in item.opts}
    for word in words:
        option = word.partition("=")[0]
        if option.startswith("-") and option not in known:
            return f"no option {option}: {line}"
    return _answers(command.name, words, line)


def _answers(name: str, words: list[str], line: str) -> str | None:
    """`declare` takes question=answer, which is easily written otherwise."""
    if name != "declare":
        return None
    for word in words[1:]:
        if word.startswith("-"):
            break
        if "=" not in word and word not in _LEFT_OUT and not word.isupper():
            return f"{word} is no answer: {line}"
    return None


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()
