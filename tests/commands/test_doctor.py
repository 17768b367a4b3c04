"""lawrec doctor: what is wrong is said with what to do; nothing is written or waited for."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lawrec.i18n import set_language
from lawrec.operations.doctor import Named, within
from lawrec.report.doctor_text import Checked
from tests.commands.conftest import Answer, Office


def topics(office: Office, code: int | None = None) -> dict[str, Any]:
    """What the doctor found, by topic; of several answers the worst."""
    found = office.json("doctor", code=code)
    order = ("ok", "attention", "broken")
    worst: dict[str, Any] = {}
    for check in found["checks"]:
        old = worst.get(check["topic"])
        if old is None or order.index(check["state"]) > order.index(old["state"]):
            worst[check["topic"]] = check
    return worst


def test_a_sound_office_needs_only_its_backup(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWREC_AS", "林某")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        found = topics(office, code=1)
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert {"git", "log", "history", "cases", "locks", "unfinished", "clock"} <= {
        topic for topic, check in found.items() if check["state"] == "ok"
    }, found
    assert found["backup"]["state"] == found["drill"]["state"] == "attention"
    assert all(check["do"] for check in found.values() if check["state"] != "ok")


def test_it_changes_nothing(office: Office) -> None:
    def seen() -> list[tuple[str, int, bytes]]:
        files = sorted(p for p in office.root.rglob("*") if p.is_file())
        return [(str(p), p.stat().st_mtime_ns, p.read_bytes()) for p in files]

    before = seen()
    office.run("doctor", code=1)
    assert seen() == before


def _promise(office: Office) -> None:
    (office.case / ".git" / "lawrec-journal").write_bytes(b"x")


def _dead_holder(office: Office) -> None:
    told = {
        "who": "林某",
        "host": socket.gethostname(),
        "pid": 2**22 - 3,
        "since": "x",
        "doing": "y",
    }
    path = office.case / ".git" / "lawrec-lock-holder"
    path.write_text(json.dumps(told), encoding="ascii")


def _edited(office: Office) -> None:
    path = office.root / "roster" / "staff.yaml"
    path.write_text(path.read_text("utf-8") + "\n# x\n", encoding="utf-8")


def _stranger(office: Office) -> None:
    (office.root / "roster" / "private.yaml").write_text("a: b\n", encoding="utf-8")


def _log_is_cut(office: Office) -> None:
    path = office.root / "log" / "leaves.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))


def _other_clock(office: Office) -> None:
    path = office.root / "log" / "leaves.jsonl"
    os.utime(path, (time.time() + 7200, time.time() + 7200))


def _no_history(office: Office) -> None:
    (office.case / ".git").rename(office.root / "taken")


def _gone_bureau(office: Office) -> None:
    known = Path(os.environ["LAWREC_HOME"]) / "bureaus"
    known.write_text(known.read_text("utf-8") + "/nowhere/at/all\n", encoding="utf-8")


def _foreign_lock(office: Office) -> None:
    (office.root / ".git" / "index.lock").touch()


def _old_copy(office: Office) -> None:
    path = office.case / "media" / ".tmp-0011"
    path.write_bytes(b"x")
    os.utime(path, (time.time() - 200_000, time.time() - 200_000))


@pytest.mark.parametrize(
    ("harm", "topic", "state"),
    [
        (_promise, "unfinished", "attention"),
        (_old_copy, "unfinished", "attention"),
        (_dead_holder, "locks", "attention"),
        (_foreign_lock, "locks", "attention"),
        (_edited, "history", "attention"),
        (_stranger, "history", "attention"),
        (_log_is_cut, "log", "broken"),
        (_other_clock, "clock", "attention"),
        (_no_history, "cases", "broken"),
        (_gone_bureau, "home", "attention"),
    ],
)
def test_each_harm_has_its_line(
    office: Office,
    harm: Callable[[Office], None],
    topic: str,
    state: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LAWREC_AS", "林某")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert topics(office)[topic]["state"] == "ok"
        harm(office)
        found = topics(office, code=1)[topic]
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert found["state"] == state
    assert found["do"]


def test_a_store_that_is_gone_is_broken(office: Office, tmp_path: Path) -> None:
    place = tmp_path / "nas"
    place.mkdir()
    office.run("store", "add", "nas", "--type", "unit_dedicated", "--url", place, "--as", "林某")
    assert topics(office)["store:nas"]["state"] == "ok"
    place.rmdir()
    assert topics(office)["store:nas"]["state"] == "broken"


def test_without_git_it_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(office.root))
    found = topics(office, code=1)
    assert found["git"]["state"] == "broken"
    assert found["ssh-keygen"]["state"] == "attention"


def test_outside_of_a_repository_the_computer_is_still_looked_at(
    commands: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = commands("doctor", "--json")
    found = {check["topic"]: check for check in json.loads(answer.out)["checks"]}
    assert found["repository"]["state"] == "attention"
    assert "git" in found
    assert answer.code == 1


def test_what_never_answers_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "dead"
    os.mkfifo(pipe)

    def hang() -> tuple[Checked, ...]:
        with pipe.open("rb"):
            return ()

    began = time.monotonic()
    found = within(Named(("store:nas", "store nas"), hang), 0.3)
    assert time.monotonic() - began < 3
    assert [check.state for check in found] == ["broken"]
    with pipe.open("wb"):  # lets the thread go
        pass


def test_it_speaks_chinese(office: Office) -> None:
    set_language("zh")
    said = office.run("doctor", code=1).out
    assert "libmediainfo：" in said
