"""import-media --watch: cards come and go, and every trouble of one card is survived."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lawrec.media.sample_maker import jpeg, mp4
from lawrec.operations import card_run
from lawrec.operations.card_run import Ask
from lawrec.operations.importing import ImportOptions
from lawrec.operations.watch_events import (
    Done,
    Empty,
    Event,
    Failed,
    Found,
    Held,
    Ours,
    Pulled,
    Queued,
    Reading,
    Stopped,
)
from lawrec.operations.watching import WatchOptions, watch
from lawrec.store.locks import hold
from tests.commands.conftest import Office

BEIJING = ZoneInfo("Asia/Shanghai")
LONG = 60.0
pytestmark = pytest.mark.slow


def recent(hours: float) -> datetime:
    """A moment some hours ago."""
    return (datetime.now(BEIJING) - timedelta(hours=hours)).replace(microsecond=0)


class Seen:
    """A station that runs in a thread, and what it has told so far."""

    def __init__(self, given: WatchOptions) -> None:
        self.ask = Ask()
        self.all: list[Event] = []
        self._new: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, args=(given,), daemon=True)
        self._thread.start()

    def _run(self, given: WatchOptions) -> None:
        for event in watch(given, self.ask):
            self.all.append(event)
            self._new.put(event)

    def until(self, kind: type, **wanted: Any) -> Any:
        """The next event of that kind; fails when none comes."""
        while True:
            try:
                event = self._new.get(timeout=LONG)
            except queue.Empty:
                pytest.fail(f"no {kind.__name__} after {self.all}")
            if isinstance(event, Failed) and event.trace and kind is not Failed:
                pytest.fail(event.trace)
            if isinstance(event, kind) and all(getattr(event, k) == v for k, v in wanted.items()):
                return event

    def end(self) -> Stopped:
        """Ask for the end, and wait for it."""
        self.ask.end()
        stopped: Stopped = self.until(Stopped)
        self._thread.join(LONG)
        return stopped


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A watched folder: what is put into it counts as plugged in."""
    (tmp_path / "cards").mkdir()
    return tmp_path / "cards"


@pytest.fixture
def station(office: Office, cards: Path) -> Iterator[Callable[..., Seen]]:
    """Starts stations; all are ended."""
    started: list[Seen] = []

    def start(**changes: Any) -> Seen:
        given = WatchOptions(roots=(), folders=(str(cards),), every_s=0.1)
        started.append(Seen(replace(given, **changes)))
        started[-1].until(object)
        return started[-1]

    yield start
    for seen in started:
        seen.ask.end()
        seen._thread.join(LONG)
    assert office.root.is_dir()


def plug(cards: Path, name: str, *, films: int = 2, seed: int = 1, padding: int = 0) -> Path:
    """A card that appears all at once, with films of the registered recorder."""
    hidden = cards.parent / f"{name}-{seed}-coming"
    folder = hidden / "DCIM" / "100"
    folder.mkdir(parents=True)
    for number in range(films):
        film = folder / f"DSJ-01_{number:04}.MP4"
        mp4(film, start=recent(3), seconds=9, apple_creationdate=True, seed=seed * 100 + number)
        if padding:
            with film.open("ab") as file:
                file.write(b"\0\0\0\0free")
                file.truncate(file.tell() + padding)
    return hidden.rename(cards / name)


def test_a_card_goes_to_the_inbox_and_may_be_cleared(
    station: Callable[..., Seen], cards: Path, office: Office
) -> None:
    seen = station()
    card = plug(cards, "card")
    found: Found = seen.until(Found)
    assert (found.card.files, found.card.owner.device) == (2, "DSJ-01")
    assert found.card.owner.officer is None
    done: Done = seen.until(Done)
    assert done.clear
    assert done.imported.count("stored") == 2
    assert all(t.sidecar and t.sidecar.operator is None for t in done.imported.files)
    assert len(list((office.root / "inbox" / "media").glob("*.mp4"))) == 2
    shutil.rmtree(card)
    assert not seen.until(Pulled).early
    assert not seen.end().cut_short


def test_with_a_case_it_goes_there_with_a_hand_over(
    station: Callable[..., Seen], cards: Path, office: Office
) -> None:
    seen = station(case="1", options=ImportOptions(officer="虚构-2"))
    plug(cards, "card")
    done: Done = seen.until(Done)
    assert done.imported.handover.record == "R01"
    assert done.imported.handover.from_ == "高某"
    seen.end()
    office.run("verify", "1")


def test_the_same_card_again_is_known(station: Callable[..., Seen], cards: Path) -> None:
    seen = station()
    card = plug(cards, "card")
    seen.until(Done)
    aside = card.rename(cards.parent / "aside")
    seen.until(Pulled)
    aside.rename(card)
    done: Done = seen.until(Done)
    assert (done.imported.count("stored"), done.imported.count("duplicate")) == (0, 2)
    assert done.clear


def test_who_handed_over_last_is_the_officer(
    station: Callable[..., Seen], cards: Path, office: Office
) -> None:
    first = plug(cards.parent, "first", seed=1)
    office.run("import-media", "--inbox", first, "--officer", "林某")
    seen = station()
    card = plug(cards, "second", seed=2)
    assert seen.until(Found).card.owner.officer == "林某"
    assert all(t.sidecar.operator == "林某" for t in seen.until(Done).imported.files)
    shutil.rmtree(card)
    seen.until(Pulled)
    third = plug(cards.parent, "third", seed=3)
    office.run("import-media", "--inbox", third, "--officer", "高某")
    plug(cards, "fourth", seed=4)
    assert seen.until(Found).card.owner.officer is None, "two people use it"


def test_whoever_left_the_unit_is_not_taken_for_the_officer(
    station: Callable[..., Seen], cards: Path, office: Office
) -> None:
    office.run("import-media", "--inbox", plug(cards.parent, "first"), "--officer", "林某")
    office.run("officer", "leave", "林某", "--on", recent(48).date().isoformat())
    seen = station()
    plug(cards, "second", seed=2)
    assert seen.until(Found).card.owner.officer is None


def test_the_register_names_the_card(
    station: Callable[..., Seen], cards: Path, office: Office
) -> None:
    office.run("device", "add", "CAM-77", "--type", "camera", "--set", "volume=EOS_DIGITAL")
    from lawrec.media.finder import find
    from lawrec.media.plugged import Volume
    from lawrec.operations.card_owner import owner_of
    from lawrec.operations.session import open_session

    plain = cards.parent / "plain"
    plain.mkdir()
    jpeg(plain / "IMG_0001.JPG", taken=recent(1), seed=1)
    session = open_session(office.root)

    def owner(folder: Path, label: str) -> tuple[str | None, bool]:
        volume = Volume(folder, "1", label=label)
        told = owner_of(volume, tuple(find([str(folder)])), session, ImportOptions(), None)
        return told.device, told.declared

    assert owner(plain, "eos digital") == ("CAM-77", True)
    assert owner(plain, "another") == (None, False)
    other = plug(cards.parent, "other")
    assert owner(other, "EOS_DIGITAL") == (None, False), "the files name another recorder"
    mixed = plug(cards.parent, "mixed", seed=9)
    jpeg(mixed / "CAM-77_1.JPG", taken=recent(1), seed=5)
    assert owner(mixed, "another") == (None, False), "two recorders: none for sure"


def test_pulled_out_too_early_loses_nothing(
    station: Callable[..., Seen], cards: Path, office: Office
) -> None:
    seen = station(case="1")
    card = plug(cards, "card", films=12, padding=20_000_000)
    while seen.until(Reading).share < 0.1:
        pass
    aside = card.rename(cards.parent / "aside")
    pulled = seen.until(Pulled)
    assert pulled.early
    aside.rename(card)
    done: Done = seen.until(Done)
    assert done.clear
    assert done.imported.count("stored") + done.imported.count("duplicate") == 12
    seen.end()
    office.run("verify", "1")
    assert len(list((office.case / "media").glob("*.mp4"))) == 12


def test_a_card_without_footage_and_our_own_disk(
    station: Callable[..., Seen], cards: Path, office: Office
) -> None:
    seen = station()
    (cards / "empty").mkdir()
    assert seen.until(Empty).others == ()
    texts = cards.parent / "texts"
    texts.mkdir()
    (texts / "notes.xyz").write_bytes(b"nothing known")
    texts.rename(cards / "texts")
    assert seen.until(Empty).others == ("notes.xyz",)
    shutil.copytree(office.root, cards.parent / "copy")
    (cards.parent / "copy").rename(cards / "backup")
    seen.until(Ours)
    assert not (office.root / "inbox" / "media").exists()


def test_what_is_there_at_the_start_is_left_alone_unless_asked(
    station: Callable[..., Seen], cards: Path
) -> None:
    plug(cards, "old", seed=1)
    seen = station()
    plug(cards, "new", seed=2)
    seen.until(Done)
    time.sleep(1)
    seen.end()
    assert {e.card.volume.name for e in seen.all if isinstance(e, Found | Done)} == {"new"}
    asked = station(already_there=True)
    names = {asked.until(Done).card.volume.name for _n in range(2)}
    assert names == {"old", "new"}


def test_a_folder_that_grows_is_read_again(station: Callable[..., Seen], cards: Path) -> None:
    seen = station()
    card = plug(cards, "phone", films=1)
    assert seen.until(Done).imported.count("stored") == 1
    jpeg(card / "later.jpg", taken=recent(1), seed=8)
    done = seen.until(Done)
    assert (done.imported.count("stored"), done.imported.count("duplicate")) == (1, 1)


def test_waits_for_whoever_writes_and_says_who(
    station: Callable[..., Seen], cards: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_run, "_LOCKED_S", 0.1)
    seen = station(case="1")
    with hold(office.case / ".git" / "lawrec-lock", "罗某", "写笔录"):
        plug(cards, "card")
        held: Held = seen.until(Held)
        assert "罗某" in held.trouble.what
    assert seen.until(Done).clear


def test_a_full_disk_is_said_and_tried_again(station: Callable[..., Seen], cards: Path) -> None:
    seen = station(again_s=0.3)
    card = plug(cards, "card", films=1)
    seen.until(Done)
    shutil.rmtree(card)
    seen.until(Pulled)
    huge = cards.parent / "huge"
    huge.mkdir()
    with (huge / "huge.mp4").open("wb") as file:
        file.truncate(10**12)
    huge.rename(cards / "huge")
    failed: Failed = seen.until(Failed)
    assert "not enough room" in failed.trouble.what
    seen.until(Failed)
    plug(cards, "next", seed=3)
    assert seen.until(Done).card.volume.name == "next"


def test_the_store_being_away_is_survived(
    station: Callable[..., Seen], cards: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = station(case="1", bureau=office.root, again_s=0.3)
    monkeypatch.chdir(cards.parent)
    away = office.root.rename(office.root.with_name("away"))
    plug(cards, "card")
    failed: Failed = seen.until(Failed)
    assert failed.trace is None
    away.rename(office.root)
    assert seen.until(Done).clear


def test_a_defect_met_at_one_card_does_not_end_the_station(
    station: Callable[..., Seen], cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = card_run.owner_of

    def broken(volume: Any, *more: Any) -> Any:
        if volume.name == "bad":
            raise ZeroDivisionError
        return real(volume, *more)

    monkeypatch.setattr(card_run, "owner_of", broken)
    seen = station()
    plug(cards, "bad")
    failed: Failed = seen.until(Failed)
    assert failed.trace is not None
    assert "ZeroDivisionError" in failed.trace
    plug(cards, "good", seed=2)
    assert seen.until(Done).clear


def test_one_card_at_a_time(station: Callable[..., Seen], cards: Path) -> None:
    seen = station()
    plug(cards, "a", films=8, padding=20_000_000, seed=1)
    seen.until(Reading)
    plug(cards, "b", films=1, seed=2)
    queued: Queued = seen.until(Queued)
    assert queued.card.volume.name == "b"
    assert [seen.until(Done).card.volume.name for _n in range(2)] == ["a", "b"]


@pytest.mark.faults  # it counts seconds, which a busy machine has not got
def test_the_end_comes_after_the_file_under_way(
    station: Callable[..., Seen], cards: Path, office: Office
) -> None:
    seen = station(case="1")
    plug(cards, "card", films=20, padding=20_000_000)
    while seen.until(Reading).files < 2:
        pass
    seen.ask.end()
    done: Done = seen.until(Done)
    assert not done.clear
    stored = done.imported.count("stored")
    assert 2 <= stored < 20
    assert {t.code for t in done.imported.files if t.result == "refused"} == {"stopped"}
    assert seen.until(Stopped).cut_short
    assert len(list((office.case / "media").glob("*.mp4"))) == stored
    office.run("verify", "1")


def test_a_card_is_read_without_a_trace(
    station: Callable[..., Seen], cards: Path, tmp_path: Path
) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("mounting a card needs root and mkfs.ext4")
    plug(tmp_path, "content")
    file, target = tmp_path / "card.img", cards / "mounted"
    make = ["mkfs.ext4", "-q", "-d", str(tmp_path / "content"), str(file), "16M"]
    subprocess.run(make, check=True, capture_output=True)
    target.mkdir()
    seen = station(roots=(str(target),), folders=())
    options = "loop,rw,strictatime"
    mounted = subprocess.run(
        ["mount", "-o", options, str(file), str(target)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine mounts no images")
    try:
        before = _times(target)
        time.sleep(0.01)
        assert seen.until(Done).clear
        assert _times(target) == before
    finally:
        subprocess.run(["umount", str(target)], check=True)
    assert not seen.until(Pulled).early


def _times(folder: Path) -> dict[str, int]:
    """When each file and folder was last read, asked without opening a folder."""
    names = ("", "DCIM", "DCIM/100", "DCIM/100/DSJ-01_0000.MP4", "DCIM/100/DSJ-01_0001.MP4")
    return {name: (folder / name).stat().st_atime_ns for name in names}
