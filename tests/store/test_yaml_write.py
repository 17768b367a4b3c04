"""Writing YAML: what it looks like, and that it is read back equal whatever the texts are."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lawrec.errors import InputError
from lawrec.store.yaml_io import Plain, YamlError, dump, parse
from lawrec.store.yaml_text import refused_character

RECORD = {
    "kind": "penalty_decision",
    "made_at": Plain("2025-07-21T10:30:00+08:00"),
    "template": "2024",
    "reason": "该地为一般耕地，你未经批准：占用。",
    "evidence": ["R03", "M01"],
    "present": [],
    "captured": {"start": Plain("2025-06-19"), "raw": "2025-06-19 09:28:05", "zone": ""},
    "orders": [
        {"number": Plain("1"), "type": "fine", "text": "罚款，缴至“专户”。", "paid": Plain("no")},
        {"number": Plain("2"), "rights": ["statement", "defence"], "text": "甲"},
    ],
    "content": "问：好？\n答：好。\n",
}  # fmt: skip

WRITTEN = """\
# 行政处罚决定书
kind: penalty_decision
made_at: 2025-07-21T10:30:00+08:00
template: "2024"
reason: 该地为一般耕地，你未经批准：占用。
evidence: [R03, M01]
present: []
captured:
  start: 2025-06-19
  raw: "2025-06-19 09:28:05"
  zone: ""
orders:
  - {number: 1, type: fine, text: 罚款，缴至“专户”。, paid: no}
  - number: 2
    rights: [statement, defence]
    text: 甲
content: |
  问：好？
  答：好。
"""

# Pieces that meet every rule of writing, in every order.
SIGNS = ": # - --- ... ? , [ ] { } & * ! | > ' \" \\ % @ ` ~ = <<"
WORDS = "0 0123 12:30 1.10 1e5 0x1F .inf 2025-01-01 no Yes null a kind C:\\x 赵某甲"
BLANKS = (" ", "  ", "\n", "\n\n", "\t", ": ", " #", "- ", "\u3000", "\u00a0", "\u200d")
PIECES = st.sampled_from(
    [*SIGNS.split(), *WORDS.split(), *BLANKS, *"：，、。“”【】［｝＃－某😀𠀀\ue000"]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=6).map("".join),
    st.text(max_size=20).filter(lambda text: refused_character(text) is None),
)
DATA = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(TEXTS, inner, max_size=7)),
    max_leaves=25,
)


def test_pages_look_as_people_write_them() -> None:
    assert dump(RECORD, "行政处罚决定书").decode() == WRITTEN
    assert parse(dump(RECORD), "R23.yaml").data == RECORD


@given(DATA)
@example({"a": "\n"}).via("only newlines")
@example({"a": " \n \n\n", "b": [" x\ny", "\n x", "\tx\n", [["a\n\nb"]]]}).via("blank lines")
@example([{"a": {}, "b": [], "c": [[], {}]}, [], {}]).via("empty things")
def test_what_is_written_is_read_back(data: object) -> None:
    if data == "":
        return
    assert parse(dump(data, "注释 # a: b\n- x"), "any.yaml").data == data


@given(TEXTS.filter(bool))
def test_bare_values_are_read_back_too(text: str) -> None:
    data = {"a": Plain(text), "b": [Plain(text), "x"], "c": [{"d": Plain(text)}]}
    assert parse(dump(data), "any.yaml").data == data


@given(st.dictionaries(TEXTS, TEXTS, max_size=8))
def test_other_readers_find_texts_as_well(data: dict[str, str]) -> None:
    assert yaml.safe_load(dump(data)) == data


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_file_is_answered_and_what_is_read_can_be_written(text: str) -> None:
    try:
        data = parse(text.encode(), "any.yaml").data
    except YamlError as error:
        assert error.what and error.fix  # noqa: PT017, PT018 - most texts end here, some do not
        return
    assert parse(dump(data), "any.yaml").data == data


def test_every_character_is_read_back() -> None:
    codes = [*range(0x3400), *range(0xD7F0, 0xE010), *range(0xFE00, 0x10100), 0x1F600, 0x10FFFF]
    clean = [chr(code) for code in codes if refused_character(chr(code)) is None]
    data = {f"甲{one}": [one, f"{one}乙", f"丙{one}", f"丁{one} \n{one}"] for one in clean}
    assert parse(dump(data), "all.yaml").data == data


@pytest.mark.parametrize(
    "text", ["0123", "12:30", "2025", "no", "~", "1.5", "0x1f", "1e3", "=", ""]
)
def test_what_looks_like_another_type_is_quoted_unless_plain(text: str) -> None:
    assert dump({"a": text}).decode() == f'a: "{text}"\n'
    if text not in ("~", "=", ""):
        assert dump({"a": Plain(text)}).decode() == f"a: {text}\n"


def test_long_things_are_not_folded() -> None:
    text = "赵某甲说 " * 200 + "完"
    assert dump({"a": text}).decode() == f"a: {text}\n"
    assert dump({"a": ["字" * 60, "字" * 60]}).decode().count("\n") == 3


@pytest.mark.parametrize(
    "text",
    ["\x1b[2J", "a\x00", "\r\n", "\x85", "\u2028", "甲\u202e乙", "\u2066", "\ufeff", "\ud800"],
)
def test_a_text_that_no_record_may_hold_is_refused(text: str) -> None:
    for data in ({"a": [text]}, {text: "a"}, text):
        with pytest.raises(InputError) as caught:
            dump(data)
        assert "U+" in caught.value.what
        assert text not in caught.value.what
    with pytest.raises(InputError):
        dump({}, comment=text)


def test_too_much_is_refused() -> None:
    deep: object = "a"
    for _ in range(33):
        deep = [deep]
    endless: list[object] = []
    endless.append(endless)
    for data in (
        deep,
        endless,
        {"k" * 1001: "a"},
        ["a" * 1_048_577],
        ["a" * 1_000_000] * 3,
        ["a"] * 200_000,
    ):
        with pytest.raises(InputError):
            dump(data)


@pytest.mark.parametrize("data", [{"a": 1}, [None], {1: "a"}, b"a", {"a": b"x"}, True])
def test_only_texts_are_written(data: object) -> None:
    with pytest.raises(TypeError):
        dump(data)
