"""--as-of judges the case as its history had it then."""

from __future__ import annotations

import subprocess
import time

from tests.commands.conftest import Office


def test_the_case_as_it_stood(office: Office) -> None:
    time.sleep(1.1)
    git = ["git", "-C", str(office.case), "log", "-1", "--format=%cI"]
    opened = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    time.sleep(1.1)
    hours = ("--start", "2026-03-11 09:00", "--end", "2026-03-11 10:00")
    office.run("log-act", "1", "inquiry", *hours, "--present", "赵某甲", "--as", "林某")
    now = office.json("audit", "1", code=1)
    then = office.json("audit", "1", "--as-of", opened, code=1)
    verdict = {row["id"]: row["verdict"] for row in then["clauses"]}
    assert verdict["13.1(1)"] == "not_applicable"
    assert {r["id"]: r["verdict"] for r in now["clauses"]}["13.1(1)"] != "not_applicable"
    assert then["as_of"] == opened.replace("Z", "+00:00") or then["as_of"][:10] == opened[:10]
    again = office.run("audit", "1", "--as-of", opened, "--json", code=1).out
    assert again == office.run("audit", "1", "--as-of", opened, "--json", code=1).out


def test_before_the_case_is_one_sentence(office: Office) -> None:
    answer = office.run("audit", "1", "--as-of", "2020-01-01", code=3)
    assert "was not yet in the repository" in answer.err
    office.run("audit", "1", "--as-of", "yesterday", code=2)
