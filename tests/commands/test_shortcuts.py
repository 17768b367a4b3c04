"""Shortcuts on the desktop: laid, renewed and removed, and really run as a desktop runs them.

The Windows and macOS files are looked at as text; they were not tried on those systems.
"""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lawrec.i18n import set_language
from lawrec.media.sample_jpeg import picture
from lawrec.operations.shortcut_files import Shortcut, content
from lawrec.operations.shortcuts import dropped
from tests.commands.conftest import Office

CARD = Shortcut("card", "把存储卡拖到这里", "Drag your card here", "x")
ODD = "甲 乙$HOME`id`%f\"q\\n'é"
posix = pytest.mark.skipif(os.name == "nt", reason="a desktop entry is for Linux")


def exec_words(entry: str, files: list[str]) -> list[str]:
    """The words of an Exec line as the Desktop Entry Specification reads them."""
    (raw,) = re.findall(r"^Exec=(.*)$", entry, re.MULTILINE)
    value = re.sub(r"\\(.)", lambda m: {"s": " ", "n": "\n", "t": "\t"}.get(m[1], m[1]), raw)
    words: list[str] = []
    for quoted, plain in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', value):
        if plain == "%F":
            words += files
        else:
            words.append(re.sub(r"\\(.)", r"\1", quoted or plain).replace("%%", "%"))
    return words


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The desktop of a Chinese computer, as XDG names it."""
    home = tmp_path / "家 目录"
    desktop = home / "桌面"
    desktop.mkdir(parents=True)
    (home / ".config").mkdir()
    (home / ".config/user-dirs.dirs").write_text(
        '# made by xdg-user-dirs\nXDG_DOWNLOAD_DIR="$HOME/下载"\nXDG_DESKTOP_DIR="$HOME/桌面"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    set_language("zh")
    return desktop


@pytest.fixture
def card(tmp_path: Path) -> Path:
    card = tmp_path / "卡 一" / "DCIM"
    card.mkdir(parents=True)
    (card / "IMG_0001.JPG").write_bytes(picture(1, 32, 24))
    return card.parent


@posix
def test_they_are_laid_renewed_and_removed(office: Office, desktop: Path) -> None:
    made = office.json("install-shortcuts")
    assert [entry["done"] for entry in made["files"]] == ["made"] * 3
    names = {"把存储卡拖到这里.desktop", "今日待办.desktop", "lawrec 菜单.desktop"}
    assert {path.name for path in desktop.iterdir()} == names
    assert all(os.access(path, os.X_OK) for path in desktop.iterdir())
    assert {entry["done"] for entry in office.json("install-shortcuts")["files"]} == {"renewed"}
    (desktop / "mine.desktop").write_text("[Desktop Entry]\n")
    office.run("install-shortcuts", "--remove")
    assert [path.name for path in desktop.iterdir()] == ["mine.desktop"]
    assert str(desktop) in office.run("install-shortcuts", "--remove").out


@posix
def test_a_foreign_file_is_left_alone(office: Office, desktop: Path, tmp_path: Path) -> None:
    foreign = desktop / "今日待办.desktop"
    foreign.write_text("[Desktop Entry]\nName=别人的\n", encoding="utf-8")
    target = tmp_path / "target"
    (desktop / "lawrec 菜单.desktop").symlink_to(target)
    said = office.run("install-shortcuts", code=1).out
    assert said.count("今日待办.desktop") == 1
    assert foreign.read_text(encoding="utf-8").endswith("别人的\n")
    assert not target.exists()
    office.run("install-shortcuts", "--remove", code=1)
    assert foreign.exists()
    assert (desktop / "lawrec 菜单.desktop").is_symlink()


@posix
def test_nothing_is_written_where_it_is_only_tried(office: Office, desktop: Path) -> None:
    assert "把存储卡拖到这里" in office.run("install-shortcuts", "--dry-run").out
    assert not list(desktop.iterdir())


@posix
def test_a_dropped_card_is_taken(office: Office, desktop: Path, card: Path) -> None:
    """What the desktop runs when a card with blanks and Chinese in its path is dropped."""
    office.run("me", "林某")
    office.run("install-shortcuts", "--case", "1")
    entry = (desktop / "把存储卡拖到这里.desktop").read_text(encoding="utf-8")
    done = subprocess.run(
        exec_words(entry, [str(card)]),
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done
    assert "存储卡可以清空" in done.stdout
    assert len(list((office.case / "media").glob("M01-*.yaml"))) == 1


@posix
def test_a_card_goes_to_the_inbox_without_a_case(office: Office, desktop: Path, card: Path) -> None:
    office.run("me", "林某")
    office.run("install-shortcuts")
    entry = (desktop / "把存储卡拖到这里.desktop").read_text(encoding="utf-8")
    words = exec_words(entry, [str(card), str(card / "没有这个")])
    done = subprocess.run(words, cwd="/", capture_output=True, check=False, timeout=60)
    said = done.stdout.decode() + done.stderr.decode()
    assert "还不能清空" in said, said
    assert done.returncode != 0
    done = subprocess.run(words[:-1], cwd="/", capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done
    assert list((office.root / "inbox/media").glob("*.yaml"))


@posix
def test_the_window_stays_until_a_key_is_pressed(office: Office, desktop: Path) -> None:
    import pty

    set_language("en")
    office.run("install-shortcuts")
    words = exec_words((desktop / "Drag your card here.desktop").read_text(encoding="utf-8"), [])
    ours, theirs = pty.openpty()
    process = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, cwd="/")
    os.close(theirs)
    seen = b""
    try:
        for wanted in ("then press Enter", "to close this window"):
            end = time.monotonic() + 30
            while wanted.encode() not in seen and time.monotonic() < end:
                if select.select([ours], [], [], 0.2)[0]:
                    seen += os.read(ours, 4096)
            assert wanted.encode() in seen, seen.decode("utf-8", "replace")
            assert process.poll() is None
            os.write(ours, b"\n")
        assert process.wait(20) == 2
    finally:
        process.kill()
        process.wait()
        os.close(ours)


@posix
def test_todays_page_is_made(
    office: Office, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", shutil.which("true") or "true")
    for _round in range(2):
        office.run("from-desktop", "today", "--bureau", office.root, code=None)
    page = Path(os.environ["LAWREC_HOME"]) / "今日待办.html"
    assert "<html" in page.read_text(encoding="utf-8").lower()


@posix
def test_every_word_comes_out_of_an_exec_line_as_it_went_in(tmp_path: Path) -> None:
    entry = content(CARD, ["/opt/我的 py/bin/python", "--bureau", ODD], "linux", "zh").decode()
    words = exec_words(entry, ["a b"])
    assert words == ["env", "LAWREC_LANG=zh", "/opt/我的 py/bin/python", "--bureau", ODD, "a b"]
    validate = shutil.which("desktop-file-validate")
    if validate is not None:
        path = tmp_path / "x.desktop"
        path.write_text(entry, encoding="utf-8")
        said = subprocess.run([validate, path], capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stdout


def test_the_batch_file_reads_the_same_under_gbk_until_it_says_utf_8() -> None:
    command = [r"C:\用户\张 三\python.exe", "-m", "lawrec", "--bureau", r"D:\案件库 100%"]
    raw = content(CARD, command, "windows", "zh")
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert not raw.startswith(b"\xef\xbb\xbf")
    at = lines.index(b"chcp 65001 >nul")
    assert all(line.isascii() for line in lines[: at + 1])
    (run,) = [line.decode() for line in lines if b"python.exe" in line]
    assert run.endswith(' "D:\\案件库 100%%" %*'.replace(" ", " "))
    assert run.startswith('"C:\\用户\\张 三\\python.exe" ')


@posix
def test_the_shell_file_of_macos_runs(tmp_path: Path) -> None:
    program = "import json, os, sys; print(json.dumps([os.environ['LAWREC_LANG'], *sys.argv[1:]]))"
    path = tmp_path / "x.command"
    path.write_bytes(content(CARD, [sys.executable, "-c", program, ODD], "macos", "zh"))
    path.chmod(0o755)
    done = subprocess.run([path, "卡 一"], capture_output=True, check=True)
    assert json.loads(done.stdout) == ["zh", ODD, "卡 一"]


def test_what_desktops_and_terminals_hand_over() -> None:
    given = ["'/media/卡 一'", '"E:\\DCIM"', "file:///media/%E5%8D%A1%20%E4%B8%80", "E:", " ", ""]
    assert dropped(given) == ["/media/卡 一", "E:\\DCIM", "/media/卡 一", "E:\\"]


@posix
def test_where_there_is_no_desktop(office: Office, tmp_path: Path, desktop: Path) -> None:
    desktop.rmdir()
    said = office.run("install-shortcuts", code=3).err
    assert "--desktop" in said
    office.run("install-shortcuts", "--system", "amiga", code=2)
    office.run("install-shortcuts", "--desktop", tmp_path, "--case", "77", code=3)
