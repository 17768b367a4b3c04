"""Every command and option with missing, wrong and hostile arguments: no trace, no hang, no harm.

Commands are found in the command tree, so that a new one is walked too. The short form gives each
parameter some of the hostile values by turns; `make faults` gives it all, and lines by chance.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.walk.lines import Ground
from tests.walk.office import make_office

ROOT = Path(__file__).parents[2]
SHARES = 4
EACH = 2
LIMIT_S = 900


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The office that every walk begins with, made once for all workers of a test run."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    made = shared / "walked-office"
    with FileLock(shared / "walked-office.lock"):
        if not (made / "done").exists():
            make_office(made)
            (made / "done").touch()
    return made / "案件库"


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """What a program finds in its environment: little, and nothing of this computer."""
    for name in ("home2", "home", "tmp"):
        (tmp_path / "ground" / name).mkdir(parents=True)
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "HOME": str(tmp_path / "ground/home2"),
        "LAWREC_HOME": str(tmp_path / "ground/home"),
        "TMPDIR": str(tmp_path / "ground/tmp"),
        "LOGNAME": "某人",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "COLUMNS": "80",
        "PYTHONPATH": str(ROOT),
    }


def walk(
    template: Path, ground: Path, surroundings: dict[str, str], share: int, of: int, each: int
) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.walk.program", template, ground]
        + [str(number) for number in (share, of, each)],
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT_S,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def told(wrong: list[dict[str, Any]]) -> str:
    return "\n".join(f"{entry['line']}\n    {entry['what']}" for entry in wrong[:30])


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_no_line_is_stumbled_over(
    template: Path, tmp_path: Path, surroundings: dict[str, str], share: int
) -> None:
    """In Chinese, and every word of every answer is Chinese or a name."""
    surroundings["LAWREC_LANG"] = "zh"
    found = walk(template, tmp_path / "ground", surroundings, share, SHARES, EACH)
    assert found["walked"] > 400
    assert not found["wrong"], told(found["wrong"])


@pytest.mark.faults
@pytest.mark.parametrize("share", range(SHARES))
def test_no_value_is_stumbled_over(
    template: Path, tmp_path: Path, surroundings: dict[str, str], share: int
) -> None:
    """Every parameter with every hostile value."""
    surroundings["LAWREC_LANG"] = "zh"
    found = walk(template, tmp_path / "ground", surroundings, share, SHARES, 0)
    assert not found["wrong"], told(found["wrong"])


# How a terminal or a service may start the program.
TERMINALS: dict[str, dict[str, str | None]] = {
    "C": {"LC_ALL": "C", "LAWREC_LANG": None},
    "C in Chinese": {"LC_ALL": "C", "LAWREC_LANG": "zh"},
    "C without UTF-8": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
        "LAWREC_LANG": "zh",
    },
    "GBK": {"PYTHONIOENCODING": "gbk", "LAWREC_LANG": "zh"},
    "UTF-8": {"LC_ALL": "C.UTF-8", "LAWREC_LANG": "zh"},
    "no home": {"HOME": None, "LAWREC_HOME": None, "LAWREC_LANG": "zh"},
    "no such home": {"HOME": "/没有/这个", "LAWREC_HOME": None, "LAWREC_LANG": "en"},
    "odd encoding": {"PYTHONIOENCODING": "latin-1:strict", "LAWREC_LANG": "zh"},
}
ALWAYS: tuple[list[str], ...] = (
    [],
    ["待办"],
    ["add-record", "1", "询问笔录", "--set", "content=记录 😀", "--as", "林某"],
)
BY_TURNS: tuple[list[str], ...] = (
    ["--help"],
    ["审查", "1"],
    ["show", "1", "R01"],
    ["add-record", "1", "无此文书"],
    ["import-media", "1", "没有 这张卡", "--as", "林某"],
    ["me"],
    ["me", "林某"],
    ["schema", "--list", "--json"],
    ["log-act", "1"],
    ["new-case"],
)


@pytest.mark.slow
@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_terminal_gets_an_answer(
    template: Path,
    tmp_path: Path,
    surroundings: dict[str, str],
    terminal: str,
    copied: Callable[[Path], Path],
) -> None:
    """Real processes, with standard input closed, in a folder with a Chinese name."""
    office = copied(template)
    for name, value in TERMINALS[terminal].items():
        surroundings.pop(name, None)
        if value is not None:
            surroundings[name] = value
    asked = surroundings.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    asked = "utf-8" if asked == "ascii" else asked  # nobody reads rows of question marks
    turn = list(TERMINALS).index(terminal)
    for line in (*ALWAYS, *(BY_TURNS * 2)[turn : turn + 2]):
        done = subprocess.run(
            [sys.executable, "-c", CLOSED, *line],
            env=surroundings,
            capture_output=True,
            timeout=60,
            check=False,
            cwd=office,
        )
        said = done.stdout.decode(asked) + done.stderr.decode(asked)
        assert done.returncode in (0, 1, 2, 3), (line, said)
        assert "Traceback" not in said, (line, said)
        assert said, line
        if asked in ("utf-8", "gbk") and surroundings.get("LAWREC_LANG") == "zh":
            assert "?" * 4 not in said, (line, said)


CLOSED = "import os, sys; os.close(0); sys.stdin = None; from lawrec.cli import main; main()"


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path], Path]:
    """Copies the office into a folder with blanks and Chinese in its name."""

    def copy(template: Path) -> Path:
        import shutil

        ground = Ground(tmp_path / "ground 甲")
        shutil.copytree(template, ground.office, symlinks=True)
        return ground.office

    return copy
