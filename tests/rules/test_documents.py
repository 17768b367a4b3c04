"""Citations as papers carry them, sums in a conclusion, and what can still be put right (18-20)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lawrec.checks.facts.citations import Citation, best, number, parse, precision
from lawrec.checks.facts.discussions import amounts
from tests.rules.fixtures import facts, judge

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《甲法》第五十四条第二款", [("甲法", (54,))]),
        ("《甲法》（2019年修正）第44条、第七十七条", [("甲法", (44, 77))]),
        (
            "依据《甲法》第一百零三条之一和《乙条例》第二十条的规定",
            [("甲法", (103,)), ("乙条例", (20,))],
        ),
        ("《〈甲法〉实施办法》第三条", [("〈甲法〉实施办法", (3,))]),
        ("《甲法》和《乙条例》第二条", [("乙条例", (2,))]),
        ("甲法第五条", []),
        ("《甲法》", []),
        ("《略》第五条", []),
    ],
)
def test_citations(text: str, found: list[tuple[str, tuple[int, ...]]]) -> None:
    assert parse(text) == tuple(Citation(law, articles) for law, articles in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十一", 11), ("二十", 20), ("一百零五", 105), ("一百一十", 110), ("两百", 200),
     ("一千二百六十", 1260), ("51", 51), ("０", None), ("零", None), ("三三", None), ("十百", None),
     ("百百", None)],
)  # fmt: skip
def test_numbers(text: str, value: int | None) -> None:
    assert number(text) == value


def test_precision() -> None:
    assert precision("/") == "blank"
    assert precision("《甲法》") == "no_article"
    assert precision("甲法第五条") == "unclear"
    assert precision("《甲法》第五条") == "exact"
    assert best([]) == "blank"
    assert best(["《甲法》", "/", "甲法第五条"]) == "unclear"


def test_an_article_is_named_by_the_end_of_the_title() -> None:
    cited = parse("《中华人民共和国行政处罚法》第五十一条")[0]
    assert cited.names("行政处罚法", 51)
    assert not cited.names("行政处罚法", 52)
    assert not cited.names("行政许可法", 51)


def test_sums() -> None:
    assert amounts("按每平方米120元，罚款30,960.50元") == {Decimal(120), Decimal("30960.50")}
    assert amounts("罚款3万元") == {Decimal(30000)}
    assert amounts("罚款三万元") == set()


@pytest.mark.parametrize(
    ("field", "served", "curable"),
    [("factors", True, False), ("factors", False, True), ("made_by", True, True),
     ("reviewed_by", True, True)],
)  # fmt: skip
def test_what_a_served_paper_lacks_is_not_put_into_it(
    field: str, served: bool, curable: bool
) -> None:
    patch = [{"op": "remove", "file": "R24"}, {"op": "remove", "file": "originals", "path": "R24"}]
    if field != "reviewed_by":  # the base has none: its approval form names the reviewer
        patch.append({"op": "remove", "file": "R23", "path": field})
    if not served:
        patch.append({"op": "remove", "file": "R25"})
        patch.append({"op": "remove", "file": "originals", "path": "R25"})
    codes = {"factors": "factors_missing", "made_by": "drafter_missing"}
    report = judge(facts({"patch": patch}))
    found = [f for f in report.findings if f.code == codes.get(field, "reviewer_missing")]
    assert [f.curable for f in found if f.path and "R23" in f.path] == [curable]
