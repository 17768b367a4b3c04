"""Reading YAML: only text, with lines; what is refused; files that are not what they seem."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from lawrec.i18n import set_language
from lawrec.store.yaml_errors import explain
from lawrec.store.yaml_io import Document, YamlError, load, parse

FAULTS = Path(
    os.environ.get("LAWREC_FAULTS", Path(__file__).parents[2].parent / "shared" / "faults")
)

RECORD = """\
# 现场检查笔录
kind: onsite_inspection_record
made_at: 2025-06-19T10:20:00+08:00
officers: [赵某甲, 钱某乙]
identification:
  officer_count: 02
  cert_shown: yes
note:
content: |
  地块东至机耕路：长“23.30”米，
  没有异议。
signatures:
  - {who: 赵某甲, as: officer}
  - who: 钱某乙
    as: officer
"""


def read(text: str) -> Document:
    return parse(text.encode(), "R01.yaml")


def refusal(text: str | bytes) -> YamlError:
    with pytest.raises(YamlError) as caught:
        parse(text if isinstance(text, bytes) else text.encode(), "R01.yaml")
    return caught.value


def test_every_scalar_is_the_text_that_was_written() -> None:
    data = read(RECORD).data
    assert isinstance(data, dict)
    assert data["made_at"] == "2025-06-19T10:20:00+08:00"
    assert data["identification"] == {"officer_count": "02", "cert_shown": "yes"}
    assert data["content"] == "地块东至机耕路：长“23.30”米，\n没有异议。\n"
    assert list(data) == [
        "kind", "made_at", "officers", "identification", "note", "content", "signatures"
    ]  # fmt: skip
    assert read("a: ~\nb: null\nc:\nd: ''\ne: 1.10\nf: 9:30\nno: on\n").data == {
        "a": "~", "b": "null", "c": "", "d": "", "e": "1.10", "f": "9:30", "no": "on"
    }  # fmt: skip


def test_every_key_and_entry_has_its_line() -> None:
    document = read(RECORD)
    assert document.lines[()] == 2
    assert document.lines["identification", "cert_shown"] == 7
    assert document.line("officers", 1) == 4
    assert document.line("signatures", 0, "as") == 13
    assert document.line("signatures", 1, "as") == 15
    assert document.line("signatures", 1, "at", "zone") == 14
    assert document.line("nowhere") == 2


def test_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain = read(RECORD)
    assert parse(b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode(), "R01.yaml") == plain


def test_other_shapes_than_a_mapping_are_read() -> None:
    assert read("---\n- a\n- [b, {c: d}]\n...\n").data == ["a", ["b", {"c": "d"}]]
    assert read("只是一句话").data == "只是一句话"
    assert read('""').data == ""


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "empty", None, None),
        ("# 只有注释\n", "empty", None, None),
        ("a: 1\nb: 2\na: 3\n", "duplicate_key", 3, 1),
        ("x:\n  a: &one 1\n", "anchor", 2, 6),
        ("a: *one\n", "alias", 1, 4),
        ("<<: {a: b}\n", "merge_key", 1, 1),
        ("a: !!str 1\n", "tag", 1, 4),
        ("a: !own 1\n", "tag", 1, 4),
        ("a: ! 1\n", "tag", 1, 4),
        ("a: 1\n---\nb: 2\n", "second_document", 2, 1),
        ("a: 1\n...\nb: 2\n", "second_document", 3, 1),
        ("? [a]\n: b\n", "key_not_text", 1, 3),
        ("{a: b}: c\n", "key_not_text", 1, 1),
        (": b\n", "key_not_text", 1, 1),
        ("a: 1\nb: x\x1b[2J\n", "control", 2, 5),
        ("a: x\rb: y\n", "control", 1, 5),
        ("甲: 乙\u202e丙\n", "control", 1, 5),
        ('a: "\\e[2J"\n', "control", 1, 4),
        ('a: "\\u2066"\n', "control", 1, 4),
        ('a: "\\r"\n', "control", 1, 4),
        ('a: "\\0"\n', "control", 1, 4),
        ('"\\e": a\n', "control", 1, 1),
        ('a: "\\uD800"\n', "bad_escape", 1, 7),
        ('a: "C:\\Windows"\n', "bad_escape", 1, 7),
        ("[" * 40, "too_deep", 1, 33),
        ("- " * 40, "too_deep", 1, 65),
        ("a: [1\nb: 2\n", "open_bracket", 1, 4),
        ('a: "一\nb: 2\n', "open_quote", 1, 4),
        ("a: *重点*\n", "reserved_start", 1, 4),
        ("a: @某\n", "reserved_start", 1, 4),
        ("a:\n\tb: 1\n", "tab", 2, 1),
        ("a: 1\n- b\n", "bad_indent", 2, 1),
        ('a: "一"二\n', "after_quote", 1, 7),
        ("a: b: c\n", "colon_misplaced", 1, 5),
        ("a: 1\nb\nc: 2\n", "no_colon", 2, 1),
        ("a:1\nb: 2\n", "colon_space", 1, 2),
        ("a:1\nb:2\n", "colon_space", 1, 2),
        ("a: >x\n", "syntax", 1, 5),
    ],
)
def test_what_is_refused_is_named_with_its_place(
    text: str, code: str, line: int | None, column: int | None
) -> None:
    error = refusal(text)
    assert (error.code, error.line, error.column) == (code, line, column)
    where = "R01.yaml" if line is None else f"R01.yaml:{line}:{column}"
    assert error.where == where
    assert error.what
    assert error.fix


def test_a_file_in_gbk_is_recognised() -> None:
    error = refusal("# a\ntitle: 联通公司占地案\n".encode("gbk"))
    assert (error.code, error.line, error.column) == ("gbk", 2, 8)
    assert "GBK" in error.what
    assert "UTF-8" in str(error.fix)


def test_damaged_utf8_is_not_taken_for_gbk() -> None:
    error = refusal("title: 示例市占地案\nb: 张".encode()[:-1])
    assert (error.code, error.line, error.column) == ("bad_utf8", 2, 4)
    assert refusal(b"a: \xff\n").code == "bad_utf8"
    assert refusal(b"a: \xed\xa0\x80\n").code == "bad_utf8"  # a lone surrogate


def test_wide_encodings_are_recognised() -> None:
    for encoding in ("utf-16", "utf-16-be", "utf-16-le", "utf-32"):
        assert refusal("a: 1\n".encode(encoding)).code == "utf16"


def test_too_much_is_refused() -> None:
    assert refusal(b"a: " + b"x" * 2_097_152).code == "too_large"
    assert refusal(b"a: " + b"x" * 1_048_577).code == "long_text"
    assert refusal(b"a: " + "字".encode() * 349_526).code == "long_text"
    assert refusal("[" + "a," * 200_000 + "]").code == "too_many_nodes"


def test_messages_follow_the_language_and_errors_travel() -> None:
    error = refusal("a: 1\na: 2\n")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.code, copy.where, copy.what) == (error.code, error.where, error.what)
    set_language("en")
    try:
        assert "already in line 1" in explain(error.code, error.params)[0]
    finally:
        set_language(None)


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    page = tmp_path / "记录.yaml"
    page.write_bytes(RECORD.encode())
    assert load(page) == read(RECORD)
    assert _load_code(tmp_path) == "is_folder"
    assert _load_code(tmp_path / "absent.yaml") == "missing"
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 2_097_153)
    assert _load_code(large) == "too_large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and links")
def test_links_and_pipes_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.yaml"
    page.write_bytes(b"a: b\n")
    link = tmp_path / "link.yaml"
    link.symlink_to(page)
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert _load_code(link) == "is_link"
    assert _load_code(pipe) == "special_file"


def _load_code(path: Path) -> str:
    with pytest.raises(YamlError) as caught:
        load(path)
    assert str(path) in str(caught.value.where)
    return caught.value.code


PROBE = """
import sys
from pathlib import Path
from lawrec.store.yaml_io import YamlError, load
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))
except ImportError:
    pass
try:
    load(Path(sys.argv[1]))
except YamlError:
    pass
"""


@pytest.mark.skipif(not (FAULTS / "nasty_yaml.py").exists(), reason="no fault tools here")
def test_nasty_files_are_answered(tmp_path: Path) -> None:
    files = tmp_path / "files"
    subprocess.run([sys.executable, FAULTS / "nasty_yaml.py", files], check=True, timeout=60)
    pages = sorted(files.iterdir())
    assert pages
    root = str(Path(__file__).parents[2])
    for page in pages:
        subprocess.run(
            [sys.executable, "-c", PROBE, page],
            check=True,
            timeout=10,  # with the start of Python on a busy machine; the reading is timed below
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": root},
        )
        started = time.monotonic()
        with suppress(YamlError):
            load(page)
        assert time.monotonic() - started < 2, page.name
    assert not list(tmp_path.rglob("lawrec-pwned"))


def test_speed_of_a_usual_record() -> None:
    raw = "".join(
        f"part{number}:\n" + "".join(f"  {line}\n" for line in RECORD.splitlines())
        for number in range(4)
    ).encode()
    started = time.perf_counter()
    for _ in range(50):
        parse(raw, "R01.yaml")
    spent = (time.perf_counter() - started) / 50
    print(f"{len(raw.splitlines())} lines: {spent * 1000:.2f} ms")
