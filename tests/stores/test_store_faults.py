"""Copying to a folder while its disk fails, or the process is killed at one of its calls.

The short form strikes at every seventh call, `FAULTS=full` at each of them.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lawrec.store.yaml_io import load
from tests.faults.bench import FULL, Bench
from tests.faults.running import picture, sha256
from tests.faults.shim import Fault, Shim, arm, build, counted

pytestmark = [pytest.mark.faults, pytest.mark.slow]
STEP = 1 if FULL else 7
FAULTS = {
    "kill": Fault("kill"),
    "killed after it": Fault("killafter"),
    "full disk": Fault("enospc", sticky=True),
    "I/O error": Fault("eio"),
    "read-only": Fault("erofs", sticky=True),
    "short write": Fault("short"),
}


@pytest.fixture(scope="module")
def shim(faults: Path, tmp_path_factory: pytest.TempPathFactory) -> Shim:
    return build(faults, tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A bureau whose case holds three media and that has a second store, empty."""
    bench = Bench(tmp_path_factory.mktemp("stores"))
    sizes = (900, 70_000, 3_000_000)
    bench.make({f"{n}.jpg": picture(n, size) for n, size in enumerate(sizes)})
    done = bench.run(*bench.importing())
    assert done.code in (0, 1), done
    store = bench.work / "nas"
    add = ("store", "add", "nas", "--type", "removable", "--url", store)
    done = bench.run(*add, "--bureau", bench.bureau)
    assert done.code == 0, done
    shutil.rmtree(bench.template)
    shutil.move(bench.bureau, bench.template)
    return bench


def afresh(bench: Bench) -> Path:
    """The bureau with its media, and the store empty."""
    bench.fresh()
    store = bench.work / "nas"
    shutil.rmtree(store, ignore_errors=True)
    store.mkdir()
    return store


def copying(bench: Bench) -> tuple[str | Path, ...]:
    return ("store", "copy", bench.case, "--to", "nas", "--bureau", bench.bureau, "--json")


def wrong(bench: Bench, store: Path) -> list[str]:
    """What lies under a final name and is not what the name says, or is falsely in the ledger."""
    kept = {path.name: path for path in (store / "sha256").rglob("*") if path.is_file()}
    finals = {name: path for name, path in kept.items() if not name.startswith(".tmp-")}
    told = [f"{name} is half" for name, path in finals.items() if sha256(path) != name]
    for page in (bench.bureau / "copies").rglob("*.yaml"):
        data = load(page).data
        for item, entry in data.items() if isinstance(data, dict) else ():
            for copy in entry["stores"].values():
                if copy["state"] == "fine" and entry["sha256"] not in finals:
                    told.append(f"the ledger has {item}, and the store has not")
    return told


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_at_any_call_on_the_store(
    office: Bench, shim: Shim, tmp_path: Path, name: str
) -> None:
    fault = FAULTS[name]
    counter = tmp_path / "count"
    store = afresh(office)
    environment = shim.environment(counter, store, fault)
    arm(counter, 0)
    assert office.run(*copying(office), **environment).code == 0
    total = counted(counter)
    assert total > 20
    faults = []
    for n in range(1, total + 1, STEP):
        store = afresh(office)
        arm(counter, n)
        done = office.run(*copying(office), **environment)
        if "Traceback" in done.said:
            faults.append(f"{n}: a traceback: {done.err}")
        if done.code == 0 and len(_finals(store)) < 3:
            faults.append(f"{n}: said done, and is not")
        faults += [f"{n}: {text}" for text in wrong(office, store)]
        again = office.run(*copying(office))
        if again.code != 0:
            faults.append(f"{n}: the next run fails: {again.said}")
        faults += [f"{n}, next run: {text}" for text in wrong(office, store)]
        if len(_finals(store)) != 3 or list(store.rglob(".tmp-*")):
            faults.append(f"{n}: something is missing or left over")
        if {e["outcome"] for e in json.loads(again.out)["copies"]} - {"copied", "there_already"}:
            faults.append(f"{n}: not all was copied")
    assert not faults, "\n".join(faults)


def _finals(store: Path) -> list[Path]:
    found = (store / "sha256").rglob("*") if (store / "sha256").is_dir() else ()
    return [path for path in found if path.is_file() and not path.name.startswith(".tmp-")]
