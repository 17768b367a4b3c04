"""lawrec device profiles: shipped and own ones, and how a name is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lawrec.commands.device_profiles import profiles
from lawrec.i18n import set_language
from tests.commands.looking import PROFILE

OURS = """id: ours
title: 本局记录仪
confidence: verified
source: 本局试拍
names: ["{officer}_{device}_{yyyymmddhhmmss}"]
examples:
  - name: 012345_DSJ01_20250311093015.mp4
    named: {device: DSJ01, officer: "012345", start: "2025-03-11T09:30:15+08:00"}
"""


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "lawrec.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "roster" / "device-profiles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWREC_AS", "贺某")
    return tmp_path


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    def call(*names: str, as_json: bool = True) -> tuple[int, Any, str]:
        code = profiles(list(names) or None, None, as_json)
        seen = capsys.readouterr()
        return int(code), json.loads(seen.out) if as_json else seen.out, seen.err

    return call


def write(bureau: Path, name: str, text: str) -> None:
    (bureau / "roster" / "device-profiles" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_own_profiles_come_first_with_how_sure_they_are(
    bureau: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    write(bureau, "ours", OURS)
    code, answer, err = ask()
    assert (code, err, answer["problems"]) == (0, "", [])
    assert (answer["profiles"][0]["id"], answer["profiles"][0]["own"]) == ("ours", True)
    assert {p["confidence"] for p in answer["profiles"]} == {"verified", "reported", "assumed"}
    _code, text, _err = ask(as_json=False)
    assert "ours (own)" in text
    assert "bodycam-device" in text
    set_language("zh")
    assert "微信保存的图片" in ask(as_json=False)[1]


def test_a_name_is_tried(bureau: Path, ask: Callable[..., tuple[int, Any, str]]) -> None:
    write(bureau, "ours", OURS)
    names = ("012345_DSJ01_20250311093015.mp4", "GX010034.MP4", "nothing.mp4", "\udcff\udcfe.mp4")
    _code, answer, _err = ask(*names)
    assert [tried["profile"] for tried in answer["tried"]] == ["ours", "gopro", None, None]
    assert answer["tried"][0]["named"]["officer"] == "012345"
    _code, text, _err = ask(*names, as_json=False)
    assert "chapter: 01" in text
    assert "no profile knows it" in text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (OURS.replace("{officer}_", "{officer}"), "bad.yaml:5"),
        (OURS + "colour: red\n", "bad.yaml:9"),
        (OURS.replace("093015.mp4", "093016.mp4"), "bad.yaml"),
        (OURS + 'others: ["1_DSJ02_20250311093015.mp4"]\n', "bad.yaml"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_faulty_one_is_told_in_both_languages(
    bureau: Path, ask: Callable[..., tuple[int, Any, str]], text: str, place: str, language: Any
) -> None:
    set_language(language)
    write(bureau, "bad", text)
    code, answer, _err = ask()
    assert code == 3
    assert answer["problems"][0]["place"] == f"roster/device-profiles/{place}"
    code, _text, err = ask(as_json=False)
    assert code == 3
    assert f"roster/device-profiles/{place}" in err
