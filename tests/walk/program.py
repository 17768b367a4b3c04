"""Walks a share of all command lines in one process and tells what went wrong, as JSON.

`python -m tests.walk.program TEMPLATE GROUND SHARE OF EACH`: it walks the lines whose number is
SHARE modulo OF; EACH is how many hostile values each parameter gets, 0 for all. Standard input is
closed; language and encoding are those that it was started with.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from lawrec import trace
from lawrec.cli import run
from lawrec.commands import typer_texts
from lawrec.commands.app import build
from tests.walk.lines import BLANK, LONG, Ground, hostile, leaves, rightly, wrongly
from tests.walk.words import english_words, known_words

LIMIT_S = 20
CALM = {0, 1, 2, 3}
# What these list are names that makers gave.
NAMED_BY_OTHERS = {("device", "profiles")}


class TooLong(BaseException):
    """A command took longer than any may; no `except Exception` of its own catches this."""


def lines(ground: Ground, each: int | None) -> Iterator[tuple[str, list[str]]]:
    """Every line of the walk, with the parameter that it is about ("" for none)."""
    tree = typer.main.get_command(build())
    yield "", []
    yield "", ["--version"]
    yield "", ["无此命令"]
    yield "", ["--help", "audit"]
    for path, command in leaves(tree):
        yield from (("", line) for line in wrongly(path, command))
        yield "", [*path, "--help"]
        if path in LONG:
            continue
        yield from (("", line) for line in rightly(path, command))
        yield from hostile(path, command, ground.values(), each)


class Walker:
    """Runs lines one after the other, each on ground as it was prepared."""

    def __init__(self, template: Path, ground: Ground) -> None:
        self.template, self.ground = template, ground
        self.traces: list[str] = []
        self.known = known_words(typer.main.get_command(build()))
        trace.save_trace = self._keep  # type: ignore[assignment]
        self.lay()
        self.before, self.outside = self.office_state(), self.outside_state()

    def _keep(self, text: str) -> Path:
        self.traces.append(text)
        return self.ground.root / "trace.txt"

    def lay(self) -> None:
        """A fresh office, and nothing outside of it but the odd files."""
        os.chdir(self.ground.root)
        for old in (self.ground.office, self.ground.root / "home"):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(self.template, self.ground.office, symlinks=True)
        home = self.ground.root / "home"
        home.mkdir()
        (home / "bureaus").write_text(f"{self.ground.office.resolve()}\n", encoding="utf-8")
        os.chdir(self.ground.office)

    def office_state(self) -> dict[str, tuple[int, int]]:
        return _state(self.ground.office)

    def outside_state(self) -> dict[str, tuple[int, int]]:
        return _state(self.ground.root, (str(self.ground.office), str(self.ground.root / "home")))

    def walk(self, about: str, line: list[str]) -> list[str]:
        """What is wrong with the answer to one line."""
        self.traces.clear()
        out, err = io.StringIO(), io.StringIO()
        begun = time.monotonic()
        code: int | None = None
        try:
            signal.setitimer(signal.ITIMER_REAL, LIMIT_S)
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run(list(line))
        except TooLong:
            pass
        except BaseException as escaped:
            self.traces.append(repr(escaped))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        wrong = [] if code is not None or self.traces else [f"no answer within {LIMIT_S} s"]
        wrong += [f"trace: {text[-1500:]}" for text in self.traces]
        if code is not None and code not in CALM:
            wrong.append(f"exit code {code}")
        if code == 0 and about == BLANK:
            wrong.append("a blank was taken for what must be said")
        if code == 0 and not (out.getvalue() or err.getvalue()):
            wrong.append("done without a word")
        wrong += self._english(line, out.getvalue(), err.getvalue())
        wrong += self._written(about, line, code)
        self.longest = time.monotonic() - begun
        return wrong

    def _english(self, line: list[str], out: str, err: str) -> list[str]:
        if os.environ.get("LAWREC_LANG") != "zh" or tuple(line[:2]) in NAMED_BY_OTHERS:
            return []
        said = err if "--json" in line else out + "\n" + err
        words = english_words(said, line, self.known)
        return [f"English: {sorted(set(words))} in {said[:600]!r}"] if words else []

    def _written(self, about: str, line: list[str], code: int | None) -> list[str]:
        office, outside = self.office_state(), self.outside_state()
        wrong = []
        if office != self.before and (code not in (0, 1) or "--dry-run" in line):
            changed = [k for k in {*office, *self.before} if office.get(k) != self.before.get(k)]
            wrong.append(f"exit code {code}, but it wrote {changed[:5]}")
        if outside != self.outside:
            fresh = sorted({*outside} - {*self.outside})
            lost = sorted(k for k in self.outside if outside.get(k) != self.outside[k])
            if lost or code not in (0, 1) or not _meant(fresh, line):
                wrong.append(f"about {about}: wrote outside {fresh[:5]}, changed {lost[:5]}")
            for name in fresh:
                path = Path(name)
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(
                    missing_ok=True
                )
            self.outside = self.outside_state() if not lost else outside
        if office != self.before:
            self.lay()
            self.before = self.office_state()
        return wrong


def _meant(fresh: list[str], line: list[str]) -> bool:
    """Whether every new file lies at, below or above a path that the line names."""
    named = [
        os.path.realpath(word) for word in line if word and "\0" not in word and len(word) < 999
    ]
    return all(
        any(name == path or name.startswith(path + "/") or path.startswith(name + "/")
            for path in named)
        for name in fresh
    )  # fmt: skip


def _state(folder: Path, without: tuple[str, ...] = ()) -> dict[str, tuple[int, int]]:
    """Every file and folder below with its size and time; locks and git's own index left out."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.path in without or entry.name.startswith(("lawrec-", "lock")):
                    continue
                status = entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    found[entry.path] = (0, 0)
                    waiting.append(entry.path)
                else:
                    found[entry.path] = (status.st_size, status.st_mtime_ns)
    return found


def _too_long(_signal: int, _frame: Any) -> None:
    raise TooLong


def main() -> None:
    """Walk the share that the command line names."""
    template, root, share, of, each = sys.argv[1:]
    ground = Ground(Path(root))
    ground.prepare()
    signal.signal(signal.SIGALRM, _too_long)
    sys.stdin = None  # type: ignore[assignment]
    real = sys.stdout
    walker = Walker(Path(template), ground)
    walked, wrong, longest = 0, [], (0.0, [""])
    for number, (about, line) in enumerate(lines(ground, int(each) or None)):
        if number % int(of) == int(share):
            walked += 1
            found = walker.walk(about, line)
            shown = [word[:80] for word in line]
            longest = max(longest, (walker.longest, shown))
            wrong += [{"line": shown, "what": what} for what in found]
    json.dump({"walked": walked, "wrong": wrong, "longest": longest}, real)


if __name__ == "__main__":
    assert typer_texts
    main()
