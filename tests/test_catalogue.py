"""Every message has its Chinese, with the same placeholders, and the compiled file is current."""

from __future__ import annotations

from string import Formatter

import pytest
from babel.messages.mofile import read_mo

from lawrec.i18n import translate
from tests.tools import catalogue

MESSAGES = [str(message.id) for message in catalogue.template() if message.id]


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    """The translations that count: neither empty nor marked as fuzzy."""
    return {
        str(message.id): str(message.string)
        for message in catalogue.read()
        if message.id and message.string and not message.fuzzy
    }


# A library's own English words, which a Chinese sentence has no use for.
LEFT_OUT = {"Invalid value for {name}: Unable to parse input string as an integer, {why}": {"why"}}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def wanted(message: str) -> set[str]:
    return placeholders(message) - LEFT_OUT.get(message, set())


def test_every_message_has_its_chinese(chinese: dict[str, str]) -> None:
    missing = [message for message in MESSAGES if message not in chinese]
    assert not missing, "\n".join(missing)


def test_placeholders_are_the_same(chinese: dict[str, str]) -> None:
    wrong = [
        f"{message!r}: {chinese[message]!r}"
        for message in MESSAGES
        if message in chinese and wanted(message) != placeholders(chinese[message])
    ]
    assert not wrong, "\n".join(wrong)


def test_placeholders_have_names() -> None:
    wrong = [m for m in MESSAGES if not all(name.isidentifier() for name in placeholders(m))]
    assert not wrong, "\n".join(wrong)


def test_compiled_file_is_current(chinese: dict[str, str]) -> None:
    with catalogue.MO.open("rb") as file:
        compiled = {str(m.id): str(m.string) for m in read_mo(file) if m.id}
    assert compiled == chinese, "run `make catalogue`"


def test_lawrec_finds_its_chinese(chinese: dict[str, str]) -> None:
    for message, text in chinese.items():
        assert translate(message, "zh") == text
        assert translate(message, "en") == message


def test_marks_are_seen_wherever_they_stand() -> None:
    source = """
text = _("plain {n}").format(n=1)
yield violated("code", "unmarked", None, reason=N_("inside"))
inner = f"{_('in a text')}"
table = {"a": N_("one " "message")}
_(variable)
"""
    assert sorted(catalogue.gather(source)) == ["in a text", "inside", "one message", "plain {n}"]
    assert "unmarked" in set(catalogue.gather(source, rules=True))
