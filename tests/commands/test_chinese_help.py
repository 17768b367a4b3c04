"""The help of every command, and usage errors, are whole in each language."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import typer

from lawrec.commands import typer_texts
from lawrec.commands.aliases import ALIASES
from lawrec.commands.app import build
from lawrec.schema import field_names, names, value_names
from lawrec.schema.case import Question
from tests.walk.words import NAMES

# Help texts are made while modules are loaded, so each language needs a process of its own.
PROGRAM = """
import contextlib, io, json, sys
from lawrec.cli import run
answers = []
for line in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(line)
    answers.append([code, out.getvalue(), err.getvalue()])
json.dump(answers, sys.stdout)
"""
MISTAKES = (
    ["nonsense"],
    ["audti"],
    ["audit"],
    ["audit", "1", "2"],
    ["audit", "--nonsense"],
    ["audit", "1", "--as-o", "x"],
    ["audit", "1", "--as-of"],
    ["audit", "1", "--json=x"],
    ["audit", "1", "--at", "x"],
    ["seen", "1", "R01"],
    ["deadlines", "--days", "three"],
)
WORD = re.compile(r"[A-Za-z][A-Za-z_-]*")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
OUR_OWN = {
    *("lawrec", "YAML", "JSON", "CSV", "PDF", "Markdown", "UTF-8", "inbox", "archive", "file"),
    *("panjin", "liaoning", "national"),
    # Names of stores' protocols and formats, and of what is set outside of lawrec.
    *("sftp", "webdavs", "HTML", "X", "LAWREC_STORE_X_USER", "LAWREC_STORE_X_PASSWORD"),
}
IDS = re.compile(r"[ALMR][0-9]+(-[0-9]+)?|[0-9.]+[a-z]\b|[sS]3\b|SM3|SHA-256")
# What people type is Chinese whatever the language.
TYPED_IN_CHINESE = re.compile("|".join(["30年", "第十三条第三款", *map(re.escape, ALIASES)]))


def tree() -> Iterator[tuple[tuple[str, ...], Any]]:
    """All commands with the words that call them."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), typer.main.get_command(build()))]
    while waiting:
        path, command = waiting.pop()
        yield path, command
        below = getattr(command, "commands", {})
        waiting += [((*path, name), sub) for name, sub in below.items()]


COMMANDS = dict(tree())
HELPS = [[*path, "--help"] for path in COMMANDS]


def answers(language: str, lines: list[list[str]]) -> list[tuple[int, str, str]]:
    """What these command lines answer in a fresh process of that language."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(lines),
        env=os.environ | {"LAWREC_LANG": language, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [(code, out, err) for code, out, err in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def chinese() -> list[tuple[int, str, str]]:
    return answers("zh", [*HELPS, *MISTAKES])


@pytest.fixture(scope="module")
def english() -> list[tuple[int, str, str]]:
    return answers("en", [*HELPS, *MISTAKES])


def allowed() -> set[str]:
    """What a Chinese text may name: commands, options, metavars, fields, values, questions."""
    known = [
        *OUR_OWN,
        *NAMES,
        *names._NAMES,
        *value_names._NAMES,
        *field_names._NAMES,
        *get_args(Question),
    ]
    for path, command in COMMANDS.items():
        known += path
        for param in command.params:
            known += [*param.opts, *param.secondary_opts, param.metavar or "", param.name]
            known.append((param.name or "").upper())
    known += ["--help", *(word for line in MISTAKES for word in line)]
    return {word for text in known for word in WORD.findall(text)}


def english_words(text: str) -> list[str]:
    return [word for word in WORD.findall(IDS.sub("", text)) if word not in allowed()]


def test_chinese_help_has_no_english(chinese: list[tuple[int, str, str]]) -> None:
    for line, (code, out, err) in zip(HELPS, chinese, strict=False):
        assert (code, err) == (0, ""), line
        assert not english_words(out), line
        assert out.startswith("用法：lawrec"), line
        assert "--help" in out, line


def test_english_help_has_no_chinese(english: list[tuple[int, str, str]]) -> None:
    for line, (code, out, err) in zip(HELPS, english, strict=False):
        assert (code, err) == (0, ""), line
        assert not CHINESE.search(TYPED_IN_CHINESE.sub("", out)), line
        assert out.startswith("Usage: lawrec"), line


def test_chinese_help_fits_a_terminal(chinese: list[tuple[int, str, str]]) -> None:
    from lawrec.report.lines import width

    for line, (_code, out, _err) in zip(HELPS, chinese, strict=False):
        assert max(width(shown) for shown in out.splitlines()) <= 80, line


def test_usage_errors_are_chinese(chinese: list[tuple[int, str, str]]) -> None:
    for line, (code, out, err) in zip(MISTAKES, chinese[len(HELPS) :], strict=True):
        assert (code, out) == (2, ""), line
        assert "错误：" in err, line
        assert not english_words(err), line


def test_usage_errors_are_english(english: list[tuple[int, str, str]]) -> None:
    for line, (code, out, err) in zip(MISTAKES, english[len(HELPS) :], strict=True):
        assert (code, out) == (2, ""), line
        assert "Error: " in err, line
        assert not CHINESE.search(err), line


def test_another_typer_keeps_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    class Unknown:
        def show(self, file: Any) -> None:
            file.write("Fault: of a new kind\n")

    command = object()
    assert typer_texts.localise(command) is command
    typer_texts.show(Unknown())
    assert capsys.readouterr().err == "Fault: of a new kind\n"
