"""Several people import into one case at the same time: one after the other, and all is counted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lawrec.store.locks import hold
from tests.faults.bench import CLERK, FULL, Bench
from tests.faults.running import Done, ended, picture

pytestmark = pytest.mark.slow

ROUNDS = int(os.environ.get("ROUNDS", "100" if FULL else "1"))
SHARED = ("S0.JPG", "S1.JPG")
"""These have everybody's cards in common."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The card of the bench is the one that all share."""
    content = {name: picture(90 + n, 40_000 + n) for n, name in enumerate(SHARED)}
    return Bench(tmp_path_factory.mktemp("importers")).make(content)


def cards(bench: Bench, many: int, number: int) -> Iterator[tuple[Path, set[str]]]:
    """A card for each importer, with files of its own and the shared ones; and its digests."""
    from hashlib import sha256

    for who in range(many):
        card = bench.work / f"card-{number}-{many}-{who}"
        card.mkdir()
        content = {
            f"P{who}-{n}.JPG": picture(1000 * number + 10 * who + n, 30_000 + n) for n in (0, 1)
        }
        content |= {name: (bench.card / name).read_bytes() for name in SHARED}
        for name, data in content.items():
            (card / name).write_bytes(data)
        yield card, {sha256(data).hexdigest() for data in content.values()}


def at_once(bench: Bench, sources: list[Path]) -> list[Done]:
    """All of them started together, each to its end."""
    started = [bench.start(*bench.importing(source), "--json") for source in sources]
    return [ended(process) for process in started]


def commits(bench: Bench) -> list[str]:
    return bench.git("rev-list", "--reverse", "HEAD").out.split()


@pytest.mark.parametrize("many", [2, pytest.param(8, marks=pytest.mark.faults)])
def test_nothing_is_lost_or_doubled(bench: Bench, many: int) -> None:
    waited = 0
    for number in range(ROUNDS):
        bench.fresh()
        before = len(commits(bench))
        given = list(cards(bench, many, number))
        done = at_once(bench, [card for card, _digests in given])
        waited += _gave_up(done, bench)
        for one, (card, _digests) in zip(tuple(done), given, strict=True):
            if one.code == 3:
                again = bench.run(*bench.importing(card), "--json")
                assert again.code == 0, again
                done.append(again)
        answers = [json.loads(one.out) for one in done if one.code == 0]
        _counted(bench, answers, before)
        wanted = set().union(*(digests for _card, digests in given))
        kept = [digest for _name, digest, _sidecar in bench.media()]
        assert sorted(kept) == sorted(wanted)
        assert list(bench.unsound()) == []
    print(f"{many} importers, {ROUNDS} rounds, {waited} gave up waiting and came again")


def _gave_up(done: list[Done], bench: Bench) -> int:
    """How many waited in vain; each of them is told for whom, and that nothing is hurt."""
    late = [one for one in done if one.code != 0]
    for one in late:
        assert one.code == 3, one
        assert f"{CLERK} is writing here: " in one.err, one
        assert str(bench.case) in one.err or str(bench.bureau) in one.err
        assert "run the command again" in one.err
    return len(late)


def _counted(bench: Bench, answers: list[Any], before: int) -> None:
    """What the importers say they stored and handed over is what the history has."""
    stored = [f["id"] for a in answers for f in a["files"] if f["outcome"] == "stored"]
    assert len(set(stored)) == len(stored), "two importers say that they stored the same"
    outcomes = {f["outcome"] for a in answers for f in a["files"]}
    assert outcomes == {"stored", "duplicate"}
    records = [a["handover"]["record"] for a in answers if a["handover"]["record"]]
    # Each importer with something new makes one commit for its media and one for the record.
    assert len(commits(bench)) - before == 2 * len(records)
    assert len(set(records)) == len(records)


@pytest.mark.faults
def test_who_waits_too_long_is_told_for_whom(bench: Bench) -> None:
    bench.fresh()
    with hold(bench.case / ".git" / "lawrec-lock", "周某", "import footage"):
        done = bench.run(*bench.importing())
    assert done.code == 3
    assert "周某 is writing here: import footage" in done.err
    assert bench.run(*bench.importing()).code == 0
    assert bench.wrong() == []
