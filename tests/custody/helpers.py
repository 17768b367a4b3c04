"""A made-up case, and what the tests of changes do with it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lawrec.custody import evidence_log, journal
from lawrec.custody.change import Change, Writing, writing
from lawrec.errors import LawrecError, RefusedError
from lawrec.store import git

NAME = "cases/2031/0007"
BY = "赵某甲"
FIRST: dict[str, bytes | None] = {
    ".gitignore": b"/media/*\n!/media/*.yaml\n",
    "case.yaml": b"a: 1\n",
    "records/R01-note.yaml": b"b: 1\n",
}


def make_case(bureau: Path) -> Path:
    folder = bureau / NAME
    folder.mkdir(parents=True)
    git.init_repository(folder)
    with held(folder) as writer:
        writer.commit(Change(FIRST, (), "open", "open", BY))
    return folder


@contextmanager
def held(case: Path, *, log: bool = True) -> Iterator[Writing]:
    with writing(
        case,
        by=BY,
        doing="test",
        name=NAME,
        log_dir=case.parents[2] / "log" if log else None,
        manifest=lambda: "ab" * 32,
    ) as writer:
        yield writer


def add(files: dict[str, bytes | None], moves: tuple[tuple[str, str], ...] = ()) -> Change:
    return Change(files, moves, "message", "record", BY)


def log_of(case: Path) -> list[tuple[str, str]]:
    facts = evidence_log.read(case.parents[2] / "log")
    assert facts.problems == ()
    return [(leaf.event, leaf.head) for leaf in facts.leaves]


def run(case: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(case), *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def sound(case: Path) -> None:
    assert run(case, "status", "--porcelain") == ""
    run(case, "fsck", "--full", "--strict")
    assert not journal.is_promised(case)
    assert log_of(case)[-1][1] == git.head(case)


def refused(case: Path, change: Change, kind: type[LawrecError] = RefusedError) -> LawrecError:
    before = (git.head(case), log_of(case))
    with pytest.raises(kind) as told, held(case) as writer:
        writer.commit(change)
    assert (git.head(case), log_of(case)) == before
    assert not journal.is_promised(case)
    return told.value
