"""What all tests share: a computer of their own, without network, and where samples lie."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from lawrec.i18n import set_language

ROOT = Path(__file__).parents[1]

# The same examples on every run, and no limit that a busy machine could break.
settings.register_profile("lawrec", derandomize=True, deadline=None)
settings.load_profile("lawrec")

_KEPT = ("LAWREC_SAMPLES", "LAWREC_FAULTS", "LAWREC_SERVERS", "LAWREC_ONLY_ARTICLE")
_LANGUAGES = ("LC_ALL", "LC_MESSAGES", "LANGUAGE")
_HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_XDG = ("CONFIG", "DATA", "CACHE", "STATE")


@pytest.fixture(scope="session", autouse=True)
def _own_computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home folder, git settings and lawrec settings that are nobody's."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "LAWREC_")) and name not in _KEPT:
                patch.delenv(name)
        for name in _LANGUAGES:
            patch.delenv(name, raising=False)
        for name in _HOMES:
            patch.setenv(name, str(home))
        for name in _XDG:
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("LAWREC_LANG", "en")
        patch.setattr(socket.socket, "connect", _connect_nearby)
        yield


_connect = socket.socket.connect


def _connect_nearby(self: socket.socket, address: Any) -> None:
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(f"tests use no network, but something connects to {address[0]}")
    _connect(self, address)


@pytest.fixture(autouse=True)
def _language_of_the_environment() -> Iterator[None]:
    """No test leaves its language to the next one."""
    yield
    set_language(None)


@pytest.fixture
def git_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name and address for tests that make histories with plain git; lawrec needs none."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Tester")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "tester@example.invalid")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real media files, else the test is skipped."""
    return _folder("LAWREC_SAMPLES", "samples")


@pytest.fixture(scope="session")
def faults() -> Path:
    """The folder of tools that inject faults, else the test is skipped."""
    return _folder("LAWREC_FAULTS", "faults")


def _folder(variable: str, name: str) -> Path:
    named = os.environ.get(variable)
    folder = Path(named) if named else ROOT.parent / "shared" / name
    if folder.is_dir():
        return folder
    if named:
        pytest.fail(f"{variable} names no folder: {named}")
    pytest.skip(f"no folder of {name}: set {variable}, or put it at ../shared/{name}")
