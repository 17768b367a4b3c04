"""What a watching station shows: the screen, lines, JSON; and how it is ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from lawrec.commands.big_letters import big, known_characters
from lawrec.commands.watch_board import Board, look_of
from lawrec.commands.watch_picture import picture
from lawrec.commands.watch_texts import amount, as_object, clock, sentence
from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import set_language
from lawrec.media.finder import Found as FoundFile
from lawrec.media.plugged import Volume
from lawrec.operations.handover import Handover
from lawrec.operations.import_models import Imported
from lawrec.operations.intake import Taken
from lawrec.operations.watch_events import (
    Card,
    Done,
    Empty,
    Event,
    Failed,
    Found,
    Held,
    OfCard,
    Ours,
    Owner,
    Pulled,
    Queued,
    Reading,
    Stopped,
    Stopping,
    Waiting,
)
from lawrec.report.lines import width
from tests.commands.conftest import Office
from tests.commands.test_watch import plug

NOW = datetime(2026, 3, 11, 9, 30)
SIZES = [(80, 24), (200, 50), (40, 10), (20, 5), (132, 43), (1, 1)]


def card(name: str = "DSJ_CARD", number: int = 1) -> Card:
    """A card of a known recorder."""
    return Card(
        Volume(Path(f"/media/{name}"), name), number, 20, 4_000_000, Owner("DSJ-01", "林某")
    )


def imported(missing: tuple[str, ...] = ()) -> Imported:
    """Twenty files stored, one refused."""
    files = [
        Taken(FoundFile(f"/media/{n}.mp4".encode()), "stored", item=f"M{n}") for n in range(20)
    ]
    files.append(Taken(FoundFile(b"/media/x\xff.jpg"), "refused", code="link"))
    return Imported("2026/0001", tuple(files), Handover("R07"), missing=missing)


TROUBLE = EnvironmentTrouble("The disk is full", where="/srv/x", fix="Free some space")
EVERY: list[OfCard] = [
    Found(card()),
    Empty(card(), ("notes.xyz",)),
    Ours(card()),
    Queued(card()),
    Reading(card(), 1_000_000, 4_000_000, 5, 30_000_000, 125),
    Held(card(), TROUBLE),
    Done(card(), imported()),
    Done(card(), imported(("a second verified copy in vault2",))),
    Done(card(), imported(), grown=True),
    Failed(card(), TROUBLE, 30),
    Pulled(card(), early=True, imported=imported(("x",))),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_the_screen_is_always_filled_exactly(size: tuple[int, int], language: str) -> None:
    set_language("zh" if language == "zh" else "en")
    for event in EVERY:
        for blocks in (True, False):
            lines = picture(
                look_of(event), "局", ["另一张卡"] * 5, ["上一张卡"] * 3, size, blocks=blocks
            )
            assert len(lines) == size[1]
            assert {width(line) for line in lines} == {size[0]}


def test_state_is_told_by_colour_sign_and_words() -> None:
    looks = {type(event).__name__: look_of(event) for event in EVERY}
    signs = [look_of(event).sign for event in EVERY]
    assert (looks["Reading"].colour, looks["Reading"].big) == ("red", "DON'T PULL")
    assert looks["Reading"].below == "25% 2:05"
    clear, missing, grown = (look_of(event) for event in EVERY if isinstance(event, Done))
    assert (clear.colour, clear.big, clear.below) == ("green", "TAKE OUT", "MAY CLEAR")
    for not_clear in (missing, grown):
        assert (not_clear.colour, not_clear.below) == ("yellow", "DON'T CLEAR")
    assert "a second verified copy" in missing.facts
    assert looks["Pulled"].sign == "▲"
    assert len({clear.sign, missing.sign, looks["Reading"].sign, looks["Failed"].sign}) == 4
    assert len(set(signs)) >= 7


def test_the_large_words_are_large_in_both_languages() -> None:
    for language in ("zh", "en"):
        set_language("zh" if language == "zh" else "en")
        for event in EVERY:
            for text in (look_of(event).big, look_of(event).below):
                assert not text or big(text, 78, 8) is not None, text
                assert not text or len(big(text, 198, 20) or ()) > 8, text


def test_letters_have_one_width_and_grow_with_the_room() -> None:
    for char in known_characters():
        lines = big(char, 80, 8) or []
        assert lines, char
        assert len({len(line) for line in lines}) == 1
        assert char == " " or any(line.strip() for line in lines), char
    small, large = big("不要拔卡", 80, 8) or [], big("不要拔卡", 200, 20) or []
    assert (len(small), len(large)) == (8, 16)
    assert big("不要拔卡", 30, 8) is None
    assert big("龘", 80, 8) is None


def test_the_card_that_matters_is_shown_large() -> None:
    board = Board()
    assert board.look().big == "PLUG IN"
    board.take(Done(card("A", 1), imported()), NOW)
    assert board.look().big == "TAKE OUT"
    board.take(Reading(card("B", 2), 1, 2), NOW)
    assert board.look().big == "DON'T PULL"
    (other,) = board.others()
    assert "A" in other
    assert "may be pulled out" in other
    board.take(Pulled(card("B", 2), early=True), NOW)
    assert board.look().big == "PLUG AGAIN"
    board.take(Reading(card("B", 2), 2, 2), NOW)  # told by its thread before it knew
    assert board.look().big == "PLUG AGAIN"
    board.take(Found(card("B", 3)), NOW)
    assert board.look().big == "DON'T PULL"
    board.take(Stopping(), NOW)
    assert "Ctrl-C again" in board.look().facts
    for number in range(5):
        board.take(Done(card(f"C{number}", 10 + number), imported()), NOW)
    assert [text.split(" · ")[0] for text in board.last] == ["09:30 C2", "09:30 C3", "09:30 C4"]


def test_hostile_names_stay_on_their_line() -> None:
    nasty = card("\x1b[31m\u202egpj\nDo not clear")
    for event in (Found(nasty), Done(nasty, imported()), Failed(nasty, TROUBLE)):
        for line in picture(look_of(event), "t", [], [], (80, 24)):
            assert line.isprintable()
        assert "\n" not in sentence(event)


@pytest.mark.parametrize("event", [*EVERY, Waiting(), Stopping(), Stopped(cut_short=True)])
def test_every_event_has_a_line_and_an_object(event: Event) -> None:
    assert sentence(event)
    told = json.loads(json.dumps(as_object(event, "2026-03-11T09:30:00+08:00")))
    assert told["event"] == event.kind
    assert told["schema_version"] == "1"


def test_the_object_of_a_receipt() -> None:
    told = as_object(Done(card(), imported(("x",))), "")
    assert (told["stored"], told["refused"], told["record"]) == (20, 1, "R07")
    assert told["safe_to_clear"] == {"answer": "no", "missing": ["x"]}
    assert told["refusals"][0]["code"] == "link"


def test_numbers_as_people_read_them() -> None:
    assert [amount(n) for n in (999, 1_500, 2_000_000, 32_000_000_000)] == [
        "999 B", "2 kB", "2 MB", "32.0 GB",
    ]  # fmt: skip
    assert [clock(n) for n in (5, 65, 3700)] == ["0:05", "1:05", "1:01:40"]


COMMAND = [sys.executable, "-c", "from lawrec.cli import main; main()", "import-media", "--watch"]


@pytest.fixture
def cards(tmp_path: Path, office: Office) -> Path:
    """A watched folder beside the office."""
    assert office.root.is_dir()
    (tmp_path / "cards").mkdir()
    return tmp_path / "cards"


def start(cards: Path, *more: str) -> subprocess.Popen[str]:
    """The command as a person starts it, without a terminal."""
    return subprocess.Popen(
        [*COMMAND, *more, "--watch-folder", str(cards)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def events(process: subprocess.Popen[str]) -> Iterator[dict[str, object]]:
    """The JSON lines as they come."""
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_json_lines_and_a_clean_end(cards: Path, tmp_path: Path) -> None:
    receipts = tmp_path / "receipts"
    receipts.mkdir()
    with start(cards, "1", "--json", "--receipt", str(receipts)) as process:
        seen = events(process)
        assert next(seen)["event"] == "waiting"
        plug(cards, "card<b>")
        done = next(event for event in seen if event["event"] == "done")
        assert done["safe_to_clear"] == {"answer": "yes", "missing": []}
        assert done["record"] == "R01"
        process.send_signal(signal.SIGINT)
        assert [event["event"] for event in seen] == ["stopping", "stopped"]
        assert process.wait(30) == 0
    (page,) = receipts.iterdir()
    text = page.read_text(encoding="utf-8")
    assert "R01" in text
    assert "<b>" not in text


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_lines_where_there_is_no_terminal_and_130_in_the_middle(cards: Path) -> None:
    with start(cards, "1") as process:
        assert process.stderr is not None
        assert process.stdout is not None
        assert "Waiting for a card" in process.stderr.readline()
        plug(cards, "card", films=40, padding=20_000_000)
        while "% read" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(30) == 130
        assert process.stdout.read() == ""
    assert "Ending after the file under way" in rest
    assert "do not clear it" in rest
    assert "Traceback" not in rest


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo terminals")
def test_the_screen_on_a_real_terminal(cards: Path) -> None:
    import pty

    master, slave = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [*COMMAND, "--watch-folder", str(cards)], stderr=slave, stdout=slave, env=environment
    )
    os.close(slave)
    try:
        assert "Waiting for a card" in _read_until(master, "Waiting for a card")
        plug(cards, "card")
        assert "DSJ-01" in _read_until(master, "Stored 2")
        process.send_signal(signal.SIGTERM)
        assert "\x1b[?1049l" in _read_until(master, "\x1b[?1049l"), "the terminal is given back"
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(master)


def _read_until(master: int, wanted: str) -> str:
    seen, until = "", time.monotonic() + 60
    while wanted not in seen and time.monotonic() < until:
        try:
            seen += os.read(master, 65536).decode("utf-8", "replace")
        except OSError:
            break
    return seen


def test_only_the_case_is_named(office: Office, tmp_path: Path) -> None:
    answer = office.run("import-media", "--watch", "1", tmp_path, code=2)
    assert "cards come by themselves" in answer.err
    assert "no folder" in office.run(
        "import-media", "--watch", "1", "--receipt", tmp_path / "none", code=2
    ).err  # fmt: skip
    assert "no case" in office.run("import-media", "--watch", "77", code=3).err
