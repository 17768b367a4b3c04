"""Full-width punctuation: named where it stands for ASCII, left alone where it is text."""

from __future__ import annotations

import pytest

from lawrec.store.yaml_io import Document, YamlError, parse


def read(text: str) -> Document:
    return parse(text.encode(), "R01.yaml")


@pytest.mark.parametrize(
    ("text", "found", "line", "column"),
    [
        ("kind：penalty", "：", 1, 5),
        ("kind：penalty\nunit：某科\n", "：", 1, 5),
        ("kind: penalty\ntitle：某案\nunit: 某科\n", "：", 2, 6),
        ("a：1\nb：2\nc: 3\n", "：", 1, 2),
        ("赵某甲：\n  capacity: party\n", "：", 1, 4),
        ("certificate:\n  number：1\n  from：2\n", "：", 2, 9),
        ("a: 1\ncertificate：{number: 1}\n", "：", 2, 12),
        ("steps:\n  - role: handler\n    who：赵某甲\n", "：", 3, 8),
        ("- who：赵某甲\n", "：", 1, 6),
        ("- {who：赵某甲，as：officer}\n", "：", 1, 7),
        ("content: |\n  问：好？\n  答：好\nkind：x\nz: 1\n", "：", 4, 5),
        ("officers: [赵某甲，钱某乙]\n", "，", 1, 15),
        ("officers: [赵某甲、钱某乙]\n", "、", 1, 15),
        ("about: [R03，R04, R05]\n", "，", 1, 12),
        ("- {who: 赵某甲，as: officer}\n", "，", 1, 12),
        ("- {who: 赵某甲, opinion: 建议，同意，decision: approved}\n", "，", 1, 28),
        ("officers: 【赵某甲，钱某乙】\n", "【", 1, 11),
        ("officers: ［赵某甲, 钱某乙]\n", "［", 1, 11),
        ("officers: [赵某甲, 钱某乙】\nb: 1\n", "】", 1, 20),
        ("- {who: 赵某甲｝\n- a\n", "｝", 1, 12),
        ("kind: “penalty”\n", "“", 1, 7),
        ("a: “b: c”\n", "“", 1, 4),
        ("a: [“b, c”]\n", "“", 1, 5),
        ("“kind”: penalty\n", "“", 1, 1),
        ("＃ 注释\nkind: penalty\n", "＃", 1, 1),
        ("a:\n  － 甲\n  － 乙\n", "－", 2, 3),
        ("\u3000kind: penalty\n", "U+3000", 1, 1),
    ],
)
def test_full_width_punctuation_is_named(text: str, found: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as caught:
        read(text)
    error = caught.value
    assert error.code == "full_width"
    assert (error.params["found"], error.line, error.column) == (found, line, column)
    assert found in error.what


@pytest.mark.parametrize(
    "value",
    [
        "说明：他说“不去”，然后走了。",
        "“绿野”合作社，示例市",
        "GPS：信号丢失",
        "【补充】现场检查（勘验）",
        "－",
        "＃3地块",
    ],
)
def test_full_width_punctuation_in_texts_is_fine(value: str) -> None:
    assert read(f"content: {value}\n").data == {"content": value}
    assert read(f"- {{content: {value}, a: b}}\n").data == [{"content": value, "a": "b"}]
    assert read(f'"{value}": ["甲，乙"]\n').data == {value: ["甲，乙"]}
    assert read(f"a:\n  {value}\n").data == {"a": value}
    assert read("a: [《示例法》第一条、第二条, 钢棚，已拆]\n").line("a", 1) == 1
