"""A program for the fault tests: makes one change to a made-up case, unless it is made already.

usage: one_change.py BUREAU template|change|recover
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lawrec.custody.change import Change, Writing, writing
from lawrec.errors import LawrecError
from lawrec.store.files import write_durable
from lawrec.store.git import init_repository

NAME = "cases/2031/0007"
BY = "赵某甲"
FIRST = {
    ".gitignore": b"/media/*\n!/media/*.yaml\n",
    "case.yaml": "title: 示例市明湖县的案子\n".encode(),
    "bureau.yaml": b"profile: old\n",
    "records/R01-note.yaml": b"to: be removed\n",
}
FILM = bytes(range(256)) * 300
CHANGED = {
    "acts/A01-inspection.yaml": "place: 明湖县\n".encode() * 20,
    "bureau.yaml": b"profile: new\n",
    "media/M01-film.mp4.yaml": f"sha256: {hashlib.sha256(FILM).hexdigest()}\n".encode(),
    "records/R01-note.yaml": None,
}


def manifest(case: Path) -> str:
    lines = []
    for path in sorted(case.rglob("*")):
        name = path.relative_to(case).as_posix()
        if path.is_file() and not name.startswith(".git/"):
            data = path.read_bytes()
            lines.append(f"{hashlib.sha256(data).hexdigest()}  {len(data)}  {name}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@contextmanager
def held(bureau: Path) -> Iterator[Writing]:
    case = bureau / NAME
    with writing(
        case,
        by=BY,
        doing="test",
        name=NAME,
        log_dir=bureau / "log",
        manifest=lambda: manifest(case),
    ) as writer:
        yield writer


def template(bureau: Path) -> None:
    (bureau / NAME).mkdir(parents=True)
    init_repository(bureau / NAME)
    with held(bureau) as writer:
        writer.commit(Change(FIRST, (), "open", "open", BY))


def change(bureau: Path) -> None:
    case = bureau / NAME
    with held(bureau) as writer:
        if (case / "acts/A01-inspection.yaml").exists():
            return
        (case / "media").mkdir(exist_ok=True)
        write_durable(case / "media/.tmp-film", FILM)
        moves = (("media/.tmp-film", "media/M01-film.mp4"),)
        writer.commit(Change(CHANGED, moves, "import", "import", BY))


def main() -> int:
    bureau = Path(sys.argv[1])
    try:
        if sys.argv[2] == "recover":
            with held(bureau):
                pass
        else:
            {"template": template, "change": change}[sys.argv[2]](bureau)
    except (LawrecError, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
