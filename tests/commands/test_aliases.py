"""Commands by their Chinese names, and what is said to a name that there is not."""

from __future__ import annotations

import pytest

from lawrec.commands.aliases import ALIASES, alias_of
from lawrec.commands.app import MODULES
from lawrec.i18n import set_language
from tests.commands.conftest import Office

DAILY = (
    *("new-case", "log-act", "add-record", "import-media", "archive", "audit", "deadlines"),
    *("attach", "seen", "declare", "attest", "status", "close-case", "verify", "list", "show"),
)


def test_each_daily_command_has_one_chinese_name() -> None:
    assert len(set(ALIASES.values())) == len(ALIASES)
    for command in DAILY:
        alias = alias_of(command)
        assert alias is not None, command
        assert not any(letter.isascii() for letter in alias), alias
    assert not set(ALIASES) & set(MODULES)


def test_every_command_there_is_has_a_chinese_name() -> None:
    assert [command for command in MODULES if alias_of(command) is None] == []


def test_a_chinese_name_does_what_the_command_does(office: Office) -> None:
    assert office.json("待办") == office.json("deadlines")
    assert office.json("案件", "--bureau", office.root) == office.json("list")
    made = office.json(
        "记活动", "1", "询问", "--start", "2026-03-11 10:00", "--officer", "林某,高某",
        "--as", "林某",
    )  # fmt: skip
    assert made["content"]["kind"] == "inquiry"
    assert office.json("设备", "list") == office.json("device", "list")


def test_help_shows_the_chinese_names_in_both_languages(office: Office) -> None:
    for language in ("zh", "en"):
        set_language(language)
        shown = office.run("--help").out
        for command in DAILY:
            assert alias_of(command) in shown, (language, command)
        assert "归档" in office.run("归档", "--help").out


@pytest.mark.parametrize(
    ("typed", "near"),
    [("归挡", "归档 (archive)"), ("导入影像", "导入音像 (import-media)"), ("审", "审查 (audit)")],
)
def test_a_mistyped_name_is_answered_with_the_nearest(
    office: Office, typed: str, near: str
) -> None:
    set_language("en")
    assert near in office.run(typed, "1", code=2).err


def test_a_chinese_name_that_is_near_to_nothing(office: Office) -> None:
    set_language("en")
    said = office.run("咖啡", code=2).err
    assert "There is no command 咖啡" in said
    assert "lawrec --help" in said


def test_a_mistyped_english_name_is_answered_with_the_nearest(office: Office) -> None:
    set_language("en")
    assert "Did you mean 'archive'" in office.run("archiv", code=2).err


@pytest.mark.parametrize(
    ("message", "msgid"),
    [
        (
            "'--a': Value error, 'x' is not one of 'zh', 'en'.",
            "{name}: Value error, {value} is not one of {names}.",
        ),
        (
            "'--a': Input should be less than or equal to 5",
            "{name}: Input should be less than or equal to {most}",
        ),
        ("'--p': file 'nope' does not exist.", "{name}: file {path} does not exist."),
        (
            "'--a': Unable to parse input string as an integer, exceeded maximum size",
            "{name}: Unable to parse input string as an integer, {why}",
        ),
    ],
)
def test_words_of_the_libraries_are_known(message: str, msgid: str) -> None:
    """Each is found as one of our messages, so that the catalogue has its Chinese."""
    from lawrec.commands.typer_texts import _ERRORS, _pattern

    found = next(m for m in _ERRORS if _pattern(m).fullmatch(f"Invalid value for {message}"))
    assert found == f"Invalid value for {msgid}"
