"""A card that misbehaves: what it did is told by name, nothing wrong is kept, the rest is taken."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.bench import CLEARED, FULL, KEEP, Bench
from tests.faults.forking import Forker, forker
from tests.faults.fuse_card import MODES, Defect, mounted, plugged, unavailable
from tests.faults.running import picture

_WHY_NOT = unavailable()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(_WHY_NOT is not None, reason=str(_WHY_NOT))]

MIB = 1024 * 1024
SIZE = 17 * MIB + 70_001
BAD = "F2.MP4"
SMALL = "F1.JPG"
CARD = {
    "F0.JPG": picture(0, 300_000),
    SMALL: picture(1, 2 * MIB),
    BAD: picture(2, SIZE),
    "F3.JPG": picture(3, 70_001),
    "DCIM/F4.JPG": picture(4, 5),
}
PLACES = {
    SMALL: (0, 1000, 256 * 1024, MIB - 1, 2 * MIB - 1),
    BAD: (0, 1000, MIB - 1, MIB, 2 * MIB, 2 * MIB + 1, 4 * MIB, 16 * MIB, SIZE - 1),
}
ANYWHERE = ("eio", "eio_once", "pull", "flip", "flip_read", "short")
SILENT = ("flip", "flip_read", "change", "eio_once", "touched")
"""Those that nobody notices who reads the file once."""
ONCE = "intake:\n  source_read: once\n"
SHORT = (
    Defect("eio", BAD, MIB),
    Defect("pull", BAD, 2 * MIB),
    Defect("flip", BAD, SIZE - 1),
    Defect("change", SMALL),
)


def cards() -> list[tuple[str, Defect]]:
    """How the bureau reads cards, and a defect."""
    if not FULL:
        return [*(("twice", defect) for defect in SHORT), ("once", Defect("change", SMALL))]
    modes = [mode for mode in MODES if mode not in ANYWHERE]
    fixed = [Defect(mode, name) for mode in modes for name in PLACES]
    moved = [Defect(mode, name, at) for mode in ANYWHERE for name in PLACES for at in PLACES[name]]
    every = [*fixed, *moved, Defect("slow", BAD, 3)]
    return [(policy, defect) for policy in ("twice", "once") for defect in every]


@dataclass
class Desk:
    """A bench, how its bureau reads cards, and a server that runs the commands."""

    bench: Bench
    server: Forker
    policy: str

    def take(self, source: Path) -> tuple[int, Any]:
        done = self.server.run(*self.bench.importing(source), "--json")
        assert done.code in (0, 1), done
        return done.code, json.loads(done.out)


@pytest.fixture(scope="module")
def desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    policy = str(request.param)
    bench = Bench(tmp_path_factory.mktemp("cards"))
    bench.make(CARD, profile=ONCE if policy == "once" else "")
    with forker(bench.work / "server", bench.environment()) as server:
        yield Desk(bench, server, policy)


@pytest.mark.parametrize(("desk", "defect"), cards(), indirect=["desk"], ids=str)
def test_a_bad_card(desk: Desk, defect: Defect) -> None:
    bench = desk.bench
    bench.fresh()
    with plugged(bench.card, bench.work / "mount", defect) as card:
        code, said = desk.take(card)
    outcomes = {Path(f["source"]).name: f["outcome"] for f in said["files"]}
    assert set(outcomes) == {Path(name).name for name in bench.wanted}
    refused = {name for name, outcome in outcomes.items() if outcome == "refused"}
    if refused:
        assert code == 1
        assert said["safe_to_clear"]["answer"] == "no"
        assert all(any(n in m for m in said["safe_to_clear"]["missing"]) for n in refused)
    _expected(desk, defect, refused)
    unseen = desk.policy == "once" and defect.mode in SILENT and not refused
    if unseen:
        _says_once(bench)
    else:
        assert bench.wrong(finished=False) == []
        assert len(list(bench.media())) == len(outcomes) - len(refused)
        again = desk.server.run(*bench.importing())
        assert again.code == 0, again
        assert CLEARED in again.out
        assert bench.wrong() == []
    assert list(bench.unsound()) == []


def _expected(desk: Desk, defect: Defect, refused: set[str]) -> None:
    """Which files must be refused: the bad one; of a card that was pulled, others too."""
    maybe = desk.policy == "once" and defect.mode in SILENT
    # A byte that can be read at another try is no trouble; that a file was touched may be missed.
    if maybe or defect.mode in ("eio_once", "touched"):
        assert refused <= {defect.name}
    elif defect.mode == "slow":
        assert refused == set()
    elif defect.mode == "pull":
        assert defect.name in refused
    else:
        assert refused == {defect.name}


def _says_once(bench: Bench) -> None:
    """A sidecar of such a bureau does not claim that the source was read twice."""
    for page in (bench.case / "media").glob("*.yaml"):
        assert "source_read: once" in page.read_text(encoding="utf-8"), page


@pytest.mark.parametrize("desk", ["twice"], indirect=True)
def test_the_receipt_says_it_in_words(desk: Desk) -> None:
    bench = desk.bench
    bench.fresh()
    with plugged(bench.card, bench.work / "mount", Defect("eio", BAD, MIB)) as card:
        done = desk.server.run(*bench.importing(card))
    assert done.code == 1
    assert KEEP in done.out
    assert f"refused: {BAD}" in done.out
    assert CLEARED not in done.out


@pytest.mark.parametrize("desk", ["twice"], indirect=True)
def test_a_card_with_a_single_file(desk: Desk) -> None:
    bench = desk.bench
    bench.fresh()
    with plugged(bench.card, bench.work / "mount", Defect("eio", BAD, SIZE - 1)) as card:
        code, said = desk.take(card / BAD)
    assert code == 1
    assert [f["outcome"] for f in said["files"]] == ["refused"]
    assert list(bench.media()) == []


@pytest.mark.faults
@pytest.mark.parametrize("desk", ["twice", "once"], indirect=True)
@pytest.mark.parametrize("mode", ["eio", "pull", "change", "short", "flip", "slow"])
@pytest.mark.parametrize("at", [0, 1000, MIB, 3 * MIB, 5 * MIB])
def test_the_card_of_the_fault_tools(desk: Desk, faults: Path, mode: str, at: int) -> None:
    """The misbehaving card that lies among the fault tools, whose count goes over all files."""
    bench = desk.bench
    bench.fresh()
    mount = bench.work / "mount"
    tool = [sys.executable, str(faults / "flakycard.py"), str(bench.card), str(mount)]
    with mounted(tool, mount, CARD_MODE=f"{mode}:{3 if mode == 'slow' else at}"):
        code, said = desk.take(mount)
    refused = [f for f in said["files"] if f["outcome"] == "refused"]
    assert code == (1 if refused else 0)
    if mode in ("eio", "pull"):
        assert refused
    if desk.policy == "once" and mode in ("flip", "change"):
        _says_once(bench)
        return
    assert bench.wrong(finished=False) == []
    assert len(list(bench.media())) == len(bench.wanted) - len(refused)
    again = desk.server.run(*bench.importing())
    assert (again.code, bench.wrong()) == (0, [])
