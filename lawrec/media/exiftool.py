"""exiftool as the second reader, where the bureau wants it and this computer has it.

It is a program of its own, asked only for what the built-in readers left open. It gets no
configuration file, no name that could be an option, no way to write, and limited time.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

_SECONDS = 8.0
_LONGEST = 4 * 1024 * 1024
_READY = b"{ready}\n"
_TAGS = (
    *("DateTimeOriginal", "CreateDate", "ModifyDate", "CreationDate", "OffsetTimeOriginal"),
    *("GPSDateStamp", "GPSTimeStamp", "GPSDateTime", "GPSMeasureMode", "DateCreated"),
    *("GPSLatitude", "GPSLongitude", "GPSAltitude", "TimeCreated", "Make", "Model"),
    *("SerialNumber", "CameraSerialNumber", "InternalSerialNumber", "Duration"),
    *("ExifToolVersion", "Error"),
)
_OPTIONS = ("-j", "-G1", "-n", "-a", "-api", "LargeFileSupport=1")
_PERL_SETTINGS = ("PERL5LIB", "PERL5OPT", "PERLLIB", "EXIFTOOL_HOME")


class NoAnswer(Exception):
    """exiftool was asked and gave no answer in time, or none that can be read."""


class ExifTool:
    """A running exiftool; where it can be made to end with us it stays for many files."""

    def __init__(self, program: str) -> None:
        """Remember where the program is; it is started with the first question."""
        self._program = program
        self._stays = sys.platform == "linux"
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def found(cls) -> ExifTool | None:
        """Exiftool as the command path has it; None if it is not installed."""
        program = shutil.which("exiftool")
        # A relative find would be one in the folder that we happen to stand in.
        return cls(program) if program and Path(program).is_absolute() else None

    def read(self, path: bytes, handle: int, *, embedded: bool, fast: bool) -> dict[str, str]:
        """The tags of a file by "Group:Name", as texts; raises NoAnswer.

        `path` is absolute, `handle` the open file, `embedded` asks for the telemetry in tracks
        too, `fast` leaves out what lies behind the picture.
        """
        asked = [*_OPTIONS, *(f"-{tag}" for tag in _TAGS)]
        asked += ["-ee"] if embedded else []
        asked += ["-fast"] if fast else []
        if sys.platform == "win32":
            asked += ["-charset", "filename=utf8"]
        lines = [option.encode("ascii") for option in asked] + [_address(path, handle)]
        question = b"\n".join(lines) + b"\n"
        try:
            answer = self._ask(question) if self._stays else self._run(question)
            return _tags(answer)
        except (OSError, ValueError, TimeoutError, subprocess.SubprocessError) as error:
            self.end()
            raise NoAnswer from error

    def end(self) -> None:
        """End the program, if it runs."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()

    def _run(self, question: bytes) -> bytes:
        done = subprocess.run(
            [self._program, "-config", "", "-@", "-"],
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=_SECONDS,
            check=False,
        )
        return done.stdout[:_LONGEST]

    def _ask(self, question: bytes) -> bytes:
        if self._process is None:
            self._process = subprocess.Popen(
                [self._program, "-config", "", "-stay_open", "True", "-@", "-"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                bufsize=0,
                # Safe here: the process that reads for its parent has one thread only.
                preexec_fn=_die_with_parent,  # noqa: PLW1509
            )
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise OSError("no pipe")
        stdin.write(question + b"-execute\n")
        return _answer(stdout.fileno(), time.monotonic() + _SECONDS)


def _answer(handle: int, until: float) -> bytes:
    """What is written before the mark that ends an answer."""
    import select

    data = b""
    while not data.endswith(_READY):
        left = until - time.monotonic()
        if left <= 0 or not select.select([handle], [], [], left)[0]:
            raise TimeoutError
        part = os.read(handle, 65536)
        if not part or len(data) > _LONGEST:
            raise OSError("exiftool has ended or does not stop")
        data += part
    return data.removesuffix(_READY)


def _die_with_parent() -> None:
    """Linux ends this process with its parent; exiftool itself would wait for ever."""
    import ctypes

    death_signal = 1
    ctypes.CDLL(None).prctl(death_signal, signal.SIGKILL)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _PERL_SETTINGS}


def _address(path: bytes, handle: int) -> bytes:
    """The file in one line that is no option: an absolute path, or on Linux our open file."""
    if sys.platform == "linux":
        return b"/proc/%d/fd/%d" % (os.getpid(), handle)
    if b"\n" in path or b"\r" in path or not Path(os.fsdecode(path)).is_absolute():
        raise NoAnswer
    return path


def _tags(answer: bytes) -> dict[str, str]:
    """The one object of the answer, its values as the texts that they were."""
    data = json.loads(answer, parse_float=str, parse_int=str)
    if not isinstance(data, list) or len(data) != 1 or not isinstance(data[0], Mapping):
        raise ValueError("answer")
    return {
        key: value[:1000]
        for key, value in data[0].items()
        if isinstance(key, str) and isinstance(value, str)
    }
