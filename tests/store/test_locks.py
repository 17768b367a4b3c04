"""The lock: one holder, named to who waits, gone with the process."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lawrec.errors import EnvironmentTrouble, LockedError
from lawrec.store.locks import hold, holder_of

PACKAGE = Path(__file__).parents[2]
HOLDING = """
import sys, time
from pathlib import Path
from lawrec.store.locks import hold
with hold(Path(sys.argv[1]), "钱某乙", "录入 A03"):
    print("held", flush=True)
    time.sleep(60)
"""


def holding(lock: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(lock)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_waits_is_told_who_holds_and_a_killed_holder_frees(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    process = holding(lock)
    try:
        start = time.monotonic()
        with pytest.raises(LockedError) as told, hold(lock, "赵某甲", "x", timeout_s=0.2):
            pass
        assert 0.1 < time.monotonic() - start < 5
        assert "钱某乙" in told.value.what
        assert "录入 A03" in told.value.what
        assert told.value.where == str(tmp_path)
        holder = holder_of(lock)
        assert holder is not None
        assert holder.pid == process.pid
        process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        process.wait()
        # The text of the dead is still there, and harms nobody.
        assert holder_of(lock) is not None
        with hold(lock, "赵某甲", "x", timeout_s=5):
            now = holder_of(lock)
            assert now is not None
            assert (now.who, now.pid) == ("赵某甲", os.getpid())
        assert holder_of(lock) is None
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def test_the_same_process_does_not_enter_twice(tmp_path: Path) -> None:
    with (
        hold(tmp_path / "lock", "赵某甲", "first"),
        pytest.raises(LockedError, match="first"),
        hold(tmp_path / "lock", "赵某甲", "second", timeout_s=0),
    ):
        pass


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(KeyError), hold(tmp_path / "lock", "赵某甲", "x"):
        raise KeyError
    with hold(tmp_path / "lock", "赵某甲", "x", timeout_s=0):
        pass


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"{", b"[" * 4000, b'{"who": 1}', b"null"])
def test_an_unreadable_text_names_nobody(tmp_path: Path, text: bytes) -> None:
    with hold(tmp_path / "lock", "赵某甲", "x"):
        (tmp_path / "lock-holder").write_bytes(text)
        assert holder_of(tmp_path / "lock") is None
        with (
            pytest.raises(LockedError, match="Someone else"),
            hold(tmp_path / "lock", "钱某乙", "y", timeout_s=0),
        ):
            pass


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    with hold(tmp_path / "lock", "赵\x1b[31m甲\udc80", "x" * 5000):
        holder = holder_of(tmp_path / "lock")
    assert holder is not None
    assert "\x1b" not in holder.who
    assert len(holder.doing) < 100


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble), hold(tmp_path / "none" / "lock", "赵某甲", "x"):
        pass


def test_a_disk_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_arguments: object) -> None:
        raise OSError(errno.ENOSYS, "none")

    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(fcntl, "flock", none)
    with (
        pytest.raises(EnvironmentTrouble, match="no locks"),
        hold(tmp_path / "lock", "赵某甲", "x", timeout_s=0.2),
    ):
        pass
