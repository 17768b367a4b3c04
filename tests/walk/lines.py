"""Command lines that no command may stumble over, made from the command tree itself.

A command that is added is walked without a change here. Whatever a line does, it does below the
folder that `Ground` names; paths of the machine itself are never among the values.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

Path_ = tuple[str, ...]
BLANK = "a required parameter that is blank"

# Not walked in full, with the reason; they are called wrongly all the same.
LONG = {
    ("demo",): "plays whole cases, some seconds each; tests/demo runs it",
}
STAYS = {"watch": "stays until it is ended; tests/commands/test_watch.py ends it"}

# What a parameter of that name takes where it is not the one that is walked.
PLAUSIBLE = {
    "case": "1",
    "record": "R01",
    "records": "R01",
    "item": "R01",
    "items": "M01",
    "media": "M01",
    "act": "A01",
    "name": "林某",
    "person": "赵某甲",
    "device": "DSJ-01",
    "lead": "L2026-0001",
    "clause": "14a",
    "clauses": "14a",
    "request": "R01",
    "answers": "overdue=no",
    "one": "panjin",
    "other": "national",
    "file": "scan.pdf",
    "where": "card",
    "folder": "new",
    "on": "2026-03-11",
    "retention": "30年",
}
KINDS = {("add-record",): "询问笔录", ("log-act",): "询问", ("unit", "add"): "培训记录"}


@dataclass(frozen=True)
class Ground:
    """The folder on which a walk happens: files and folders of every odd sort lie in it."""

    root: Path

    @property
    def office(self) -> Path:
        """The case repository, some folders down, so that `..` stays on the ground."""
        return self.root / "甲 乙" / "丙" / "案件库"

    @property
    def odd(self) -> Path:
        """Where the odd files lie."""
        return self.root / "odd"

    def prepare(self) -> None:
        """Put the odd files there."""
        odd = self.odd
        odd.mkdir(parents=True)
        (self.root / "outside").mkdir()
        (odd / "空 folder").mkdir()
        (odd / "empty.yaml").write_bytes(b"")
        (odd / "noise.yaml").write_bytes(bytes(range(256)) * 8)
        (odd / "deep.yaml").write_bytes(b"[" * 5000)
        (odd / "中文.yaml").write_text("content: 记录\n无此字段: 1\n", encoding="utf-8")
        (odd / "gbk.csv").write_bytes("姓名,性质\n赵某,当事人\n".encode("gb18030"))
        (odd / "locked.yaml").write_text("content: x\n")
        (odd / "locked.yaml").chmod(0)
        if hasattr(os, "mkfifo"):
            os.mkfifo(odd / "pipe")
        (odd / "loop").symlink_to(odd / "loop")
        (odd / "nowhere").symlink_to(odd / "gone")

    def values(self) -> tuple[str, ...]:
        """What is given for any parameter."""
        odd = [str(path) for path in sorted(self.odd.iterdir())]
        return (
            *("", " ", "\t", "，", "-", "--", "=", "a=b", "=b", "a=", "[0]=1", "a[9]=1"),
            *("a[99999999999]=1", "steps[0].opinion=x", "a.b.c.d=1", "content=\x00"),
            *("99999999999999999999", "-1", "0", "3", "1/0", "2026/0001", "9999/9999", "NaN"),
            *("2026-02-30", "2026-13-01T25:00", "0000-01-01", "9999-12-31", "2026-03-11 10:00"),
            *("１２", "执法", "当事人", "yes", "{x}", "%s %(x)s", "${HOME}", "$(touch pwned)"),
            *("\x1b[31m红\x1b[0m", "\u202e反", "\ud800", "\udcff", "a\nb", "长" * 20_000),
            *("../../../outside/x", "../../../outside", str(self.office), "R99", "M01", "*"),
            *("1e999", ";", "x" * 300),
            *(str(self.odd / "没有这个文件"), str(self.root / "outside" / "新.html"), *odd),
        )  # fmt: skip


def leaves(command: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every command that does something, with the words that call it."""
    below = getattr(command, "commands", None)
    if not below:
        yield path, command
        return
    for name, sub in below.items():
        yield from leaves(sub, (*path, name))


def options(command: Any) -> list[Any]:
    """Its options, but for those that are not walked."""
    found = [p for p in command.params if p.param_type_name == "option"]
    return [p for p in found if p.name not in STAYS]


def base(path: Path_, command: Any, without: str = "") -> list[str]:
    """The shortest line that is meant to work, or nearly."""
    line = list(path)
    for param in command.params:
        if param.name == without:
            continue
        value = KINDS.get(path) if param.name == "kind" else None
        value = value or PLAUSIBLE.get(param.name, "说明")
        if param.param_type_name == "argument" and (param.required or param.name in PLAUSIBLE):
            line.append(value)
        elif param.param_type_name == "option" and param.required:
            line += [param.opts[0], value]
        elif param.name == "as_who":
            line += [param.opts[0], "林某"]
    return line


def wrongly(path: Path_, command: Any) -> Iterator[list[str]]:
    """Calls that are wrong in their form."""
    yield [*path, "--无此选项"]
    yield [*path, "-Z"]
    yield [*path, "--", "--json", "多余", "多余", "多余", "多余"]
    for option in options(command):
        # A flag takes no value, anything else needs one.
        last = f"{option.opts[0]}=x" if option.is_flag else option.opts[0]
        yield [*base(path, command), last]


def rightly(path: Path_, command: Any) -> Iterator[list[str]]:
    """Calls that are right or lack something."""
    yield list(path)
    yield base(path, command)
    yield [*base(path, command), "多余"]
    for param in command.params:
        if param.param_type_name == "argument" or param.required or param.name == "as_who":
            yield base(path, command, without=param.name)
        if param.param_type_name == "option" and param.is_flag and param.name not in STAYS:
            yield [*base(path, command), param.opts[0], param.opts[0]]


def hostile(
    path: Path_, command: Any, values: tuple[str, ...], each: int | None
) -> Iterator[tuple[str, list[str]]]:
    """One parameter after the other with hostile values: all, or `each` of them by turns."""
    for param in command.params:
        if param.name in STAYS or getattr(param, "is_flag", False):
            continue
        if param.required:  # what must be said is not said by a blank
            yield BLANK, _with(path, command, param, " ")
        start = crc32(f"{path} {param.name}".encode())
        step = 1 if each is None else max(1, len(values) // each)
        for turn in range(len(values) if each is None else each):
            value = values[(start + turn * step) % len(values)]
            line = _with(path, command, param, value)
            if param.param_type_name == "option" and turn % 5 == 4:
                line += [param.opts[0], value]  # given twice
            yield param.name, line


def _with(path: Path_, command: Any, param: Any, value: str) -> list[str]:
    """The base line with that value for one parameter."""
    line = base(path, command, without=param.name)
    if param.param_type_name == "argument":
        line.insert(min(len(path) + _before(command, param.name), len(line)), value)
    else:
        line += [param.opts[0], value]
    return line


def _before(command: Any, name: str) -> int:
    """How many arguments stand before that one in a base line."""
    count = 0
    for param in command.params:
        if param.name == name:
            return count
        if param.param_type_name == "argument" and (param.required or param.name in PLAUSIBLE):
            count += 1
    return count
