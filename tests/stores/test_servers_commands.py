"""The commands of an office against stores on real servers, from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.faults.bench import Bench
from tests.faults.running import picture
from tests.stores.conftest import Declared

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A bureau with a case and three media."""
    bench = Bench(tmp_path_factory.mktemp("office"))
    sizes = (900, 70_000, 6_000_000)
    return bench.make({f"{n}.jpg": picture(n, size) for n, size in enumerate(sizes)})


def asked(office: Bench, *arguments: str | Path, code: int = 0) -> Any:
    done = office.run(*arguments, "--bureau", office.bureau, "--json")
    assert "Traceback" not in done.said, done
    assert done.code == code, done
    return json.loads(done.out)


def test_an_office_with_a_store_on_a_server(office: Bench, place_of: Declared) -> None:
    office.fresh()
    options = place_of.store.options
    endpoint = ["--endpoint", options.endpoint] if options and options.endpoint else []
    add = ("store", "add", place_of.name, "--type", "system", "--url", str(place_of.store.url))
    asked(office, *add, *endpoint)
    checked = asked(office, "store", "check", place_of.name)["stores"][0]
    assert (checked["reachable"], checked["writable"], checked["clock_ahead_s"]) == (True, True, 0)
    done = office.importing_now()
    assert "The card may be cleared." in done.said, done
    located = asked(office, "store", "where", office.case)["media"]
    assert [(m["have"], [*m["stores"]]) for m in located] == [(2, [place_of.name])] * 3
    assert asked(office, "store", "verify", place_of.name)["read"] == 3

    files = sorted(p for p in (office.case / "media").iterdir() if p.suffix != ".yaml")
    kept = {path: path.read_bytes() for path in files}
    for path in files:
        path.unlink()
    assert asked(office, "verify", office.case)["findings"] == []
    if place_of.server is not None:
        place_of.server.kill()
        fetched = asked(office, "store", "fetch", office.case, "M01", code=1)["media"]
        assert "answer" in fetched[0]["reason"]
        done = office.run("store", "verify", place_of.name, "--bureau", office.bureau)
        assert done.code == 3, done
        place_of.server.start()
    if place_of.root is None and place_of.server is not None:
        pytest.skip("this server keeps nothing when it dies")
    asked(office, "store", "fetch", office.case)
    assert {path: path.read_bytes() for path in files} == kept
    listed = {store["name"]: store for store in asked(office, "store", "list")["stores"]}
    assert listed[place_of.name]["copies"] == 3
    assert asked(office, "verify", office.case)["findings"] == []
