"""attach --sort at a real terminal: whose a page is, and signatures seen with one key."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

from lawrec.store.yaml_io import load
from tests.commands.conftest import Office
from tests.forms.scans import jpeg, mark_of, scanned, sheet
from tests.guide.terminal import Terminal

for needed in ("segno", "zxingcpp", "pypdfium2", "PIL"):
    pytest.importorskip(needed)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def answer(terminal: Terminal, keys: str) -> None:
    """Press these keys; what is expected next must come after them."""
    terminal._from = len(terminal.seen)
    terminal.send(keys)


def press(terminal: Terminal, key: str) -> None:
    """One key, once the terminal waits for a single one: what is typed before is thrown away."""
    import termios

    until = time.monotonic() + 20
    while termios.tcgetattr(terminal._handle)[3] & termios.ICANON:
        assert time.monotonic() < until, terminal.seen
        time.sleep(0.02)
    answer(terminal, key)


def papers(office: Office) -> None:
    for number in range(2):
        add = ["add-record", "1", "inquiry_transcript", "--at", f"2026-07-0{number + 1}"]
        signed = ["--signed", "林某,高某,赵某甲", "--as", "林某"]
        office.run(*add, "--set", f"content=第{number}次询问", *signed)


def test_a_clerk_sorts_a_heap(office: Office, tmp_path: Path) -> None:
    papers(office)
    heap = tmp_path / "heap"
    old = mark_of(office.case, "R02")
    jpeg(scanned(sheet(mark_of(office.case, "R01")), random.Random(1)), heap / "a.jpg")
    jpeg(sheet(), heap / "b.jpg")
    jpeg(sheet(old), heap / "c.jpg")
    office.run("amend", "1", "R02", "--set", "content=改过", "--reason", "笔误", "--as", "林某")
    terminal = Terminal("attach", "--sort", str(heap), "--as", "林某", where=office.root)
    terminal.expect("b.jpg: no code of a form can be read", "R02", "Of which paper?")
    answer(terminal, "7\r")
    terminal.expect("Type a number of the list")
    answer(terminal, "r02\r")
    terminal.expect("c.jpg: R02 was changed after this was printed", "File it all the same?")
    answer(terminal, "n\r")
    terminal.expect("R01: M01 from a.jpg", "R02: M02 from b.jpg")
    terminal.expect("R01 inquiry transcript (M01)", "林某, 高某, 赵某甲", "All seen on this scan?")
    press(terminal, "y")
    terminal.expect("Where do the papers lie?")
    answer(terminal, "1号柜\r")
    terminal.expect("R01: signatures seen by 林某", "R02 inquiry transcript (M02)")
    press(terminal, "l")
    assert terminal.ends() == 1
    entries = load(office.case / "originals.yaml").data
    assert isinstance(entries, dict)
    assert list(entries) == ["R01"]
    assert entries["R01"]["pages"] == "扫描件 M01"

    # What was put off is asked again, and a file that somebody sorted is known as there.
    again = Terminal("attach", "--sort", str(heap), "--as", "林某", where=office.root)
    again.expect("b.jpg: no code", "Of which paper?")
    answer(again, "\x04")
    again.expect("The rest is left as it is.", "R01: M01 is there already")
    assert again.ends() == 1


def test_without_a_terminal_nothing_is_asked(office: Office, tmp_path: Path) -> None:
    papers(office)
    jpeg(sheet(mark_of(office.case, "R01")), tmp_path / "heap" / "a.jpg")
    answer = office.run("attach", "--sort", tmp_path / "heap", "--as", "林某")
    assert "All seen" not in answer.out + answer.err
    assert not (office.case / "originals.yaml").exists()
