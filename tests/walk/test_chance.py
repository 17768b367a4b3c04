"""Command lines by chance, for `make faults`: any parameters with any texts, in one process."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawrec import trace
from lawrec.commands.app import build
from tests.walk.lines import LONG, STAYS, Ground, base, leaves
from tests.walk.office import make_office
from tests.walk.program import Walker, _too_long

COMMANDS = [(path, command) for path, command in leaves(typer.main.get_command(build()))]
WORDS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789-:.T+Z /,=[]{}", max_size=25),
    st.sampled_from(["", "1", "R01", "A01", "M01", "2026-03-11", "林某", "yes", "14a", "-", "--"]),
)


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """A command with some of its parameters, each with a word by chance."""
    path, command = draw(st.sampled_from([c for c in COMMANDS if c[0] not in LONG]))
    line = base(path, command) if draw(st.booleans()) else list(path)
    for param in draw(st.lists(st.sampled_from(command.params), max_size=4)):
        if param.name in STAYS:
            continue
        if param.param_type_name == "argument":
            line.append(draw(WORDS))
        else:
            line += [param.opts[0], *([] if param.is_flag else [draw(WORDS)])]
    return line


@pytest.fixture(scope="module")
def walker(tmp_path_factory: pytest.TempPathFactory) -> Any:
    root = tmp_path_factory.mktemp("chance")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAWREC_HOME", str(root / "ground/home"))
        template = make_office(root / "template")
        ground = Ground(root / "ground")
        ground.prepare()
        patch.setattr(trace, "save_trace", trace.save_trace)
        patch.setattr(sys, "stdin", None)
        patch.setenv("TMPDIR", str(root))
        before, here = signal.signal(signal.SIGALRM, _too_long), Path.cwd()
        yield Walker(template, ground)
        os.chdir(here)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.faults
@settings(
    max_examples=int(os.environ.get("ROUNDS", "100")) * 20,
    suppress_health_check=list(HealthCheck),
)
@given(line=lines())
def test_no_line_by_chance_is_stumbled_over(walker: Walker, line: list[str]) -> None:
    assert not walker.walk("", line)
