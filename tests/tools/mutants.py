"""Mutants of the rules: each comparison, constant and condition changed once, run on the fixtures.

`python -m tests.tools.mutants` changes the rules of every article, and the facts that they use,
one place at a time in the process, and judges the fixtures of that article again. A change that
no fixture notices survives and is listed, whether or not it could make a difference at all.

    python -m tests.tools.mutants                 all, on two processes
    python -m tests.tools.mutants --article 14    the rules and facts of one article
    python -m tests.tools.mutants --rules-only    without the shared facts
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from lawrec.checks.base import Rule
from lawrec.checks.facts.case import Facts
from lawrec.operations.rulebook import load_rulebook
from tests.rules.fixtures import (
    FIXTURES,
    Fixture,
    article_of,
    check,
    check_next,
    facts,
    judge,
    read,
)
from tests.tools.mutation import Mutant, applied, called, modules_of, mutants_of

GOAL = 0.9
WHOLE = 60
"""How many fixtures are judged by the whole rulebook for a mutant that lives on."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One fixture made ready: its snapshot is read once and judged many times.

    `runs` are the functions that judging it calls; only they can make a difference to it. Most
    fixtures need the rules of their article alone, some the `whole` rulebook.
    """

    fixture: Fixture
    case: Facts
    article: int
    runs: frozenset[str]
    whole: bool = False


Reached = tuple[frozenset[str], bool]

_reached: dict[Path, Reached] = {}
"""Fixture -> the functions that judging it calls, and whether it needs the whole rulebook."""


def _know(reached: dict[Path, Reached]) -> None:
    _reached.update(reached)


def reach(path: Path) -> tuple[Path, Reached]:
    """The functions that judging a fixture calls; fails for one that fails without any mutant."""
    trial = Trial(read(path), facts(read(path)), article_of(path), frozenset())
    if notices(trial):
        trial = replace(trial, whole=True)
    assert not notices(trial), f"{path.stem} fails without any mutant"
    return path, (called(partial(notices, trial)), trial.whole)


@lru_cache(maxsize=64)
def trials(article: int) -> list[Trial]:
    """The fixtures of an article; the one that killed last comes first."""
    return [
        Trial(read(path), facts(read(path)), article, runs, whole)
        for path, (runs, whole) in _reached.items()
        if article_of(path) == article
    ]


@lru_cache(maxsize=64)
def rules_of(article: int) -> tuple[Rule, ...]:
    """The rules of an article."""
    book, rules = load_rulebook()
    return tuple(r for r in rules if (row := book.clause(r.clause)) and row.article == article)


def notices(trial: Trial) -> bool:
    """Whether the fixture fails now, in a verdict or by a crash."""
    fresh = replace(trial.case, cache={})
    rules = load_rulebook()[1] if trial.whole else rules_of(trial.article)
    try:
        check(trial.fixture, judge(fresh, rules), None if trial.whole else trial.article)
        check_next(trial.fixture, fresh)
    except Exception:  # a mutant may break anything in any way
        return True
    return False


def killed(mutant: Mutant, articles: Iterable[int]) -> bool:
    """Whether any fixture of these articles notices the change.

    The rows of its own article are asked first, because that is quick; then all that a fixture
    expects of the whole rulebook, for as many fixtures as time allows, spread over them all.
    What runs in no fixture runs when the tables of steps are made: any fixture may notice.
    """
    place = f"{mutant.module}:{mutant.function}"
    runs = any(place in trial.runs for article in articles for trial in trials(article))
    try:
        with applied(mutant):
            return _noticed(articles, place if mutant.function and runs else "")
    except Exception:  # the tables of steps cannot even be made
        return True


def _noticed(articles: Iterable[int], place: str) -> bool:
    reaching: list[Trial] = []
    for article in articles:
        waiting = trials(article)
        for position, trial in enumerate(waiting):
            if place and place not in trial.runs:
                continue
            reaching.append(trial)
            if notices(trial):
                waiting.insert(0, waiting.pop(position))
                return True
    step = max(1, len(reaching) // WHOLE)
    return any(notices(replace(trial, whole=True)) for trial in reaching[::step])


def survivors(module: str, articles: tuple[int, ...]) -> tuple[int, list[Mutant]]:
    """How many mutants a module has, and those that no fixture of these articles notices."""
    for article in articles:
        trials(article)  # read before anything is changed
    found = mutants_of(module)
    return len(found), [mutant for mutant in found if not killed(mutant, articles)]


def main() -> int:
    """Run them and list the survivors; 1 if fewer are killed than the goal asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--article", type=int, action="append")
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    begun = time.monotonic()
    work = modules_of(asked.article, rules_only=asked.rules_only)
    wanted = {article for articles in work.values() for article in articles}
    paths = [path for path in FIXTURES if article_of(path) in wanted]
    with ProcessPoolExecutor(asked.jobs) as pool:
        reached = dict(pool.map(reach, paths, chunksize=16))
    print(f"# {len(paths)} fixtures, {len(work)} modules", flush=True)
    total = alive = 0
    with ProcessPoolExecutor(asked.jobs, initializer=_know, initargs=(reached,)) as pool:
        runs = {pool.submit(survivors, name, articles): name for name, articles in work.items()}
        for done in as_completed(runs):
            count, left = done.result()
            total += count
            alive += len(left)
            for mutant in left:
                print(mutant)
            short = runs[done].removeprefix("lawrec.checks.")
            print(f"# {short}: {count - len(left)} of {count} killed", flush=True)
    share = 1 - alive / total if total else 1.0
    minutes = (time.monotonic() - begun) / 60
    print(f"{total} mutants, {alive} survive, {share:.1%} killed, {minutes:.1f} minutes")
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
