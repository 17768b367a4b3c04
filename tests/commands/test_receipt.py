"""lawrec receipt: the receipt of a hand-over on screen and on paper, made again from the case."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lawrec.i18n import set_language
from lawrec.media.sample_maker import jpeg, mp4
from lawrec.report.handover_data import Anchor, Item, Receipt, receipt_digest, short_code
from lawrec.report.handover_page import receipt_page
from lawrec.report.handover_text import receipt_json, receipt_text
from lawrec.report.html_parts import Markup, joined, page, tag
from tests.commands.conftest import Office

BEIJING = ZoneInfo("Asia/Shanghai")
NASTY = (
    "<script>alert(1)</script>.mp4",
    "</style><img src=x onerror=alert(1)>.jpg",
    "正常\u202egpj.exe \x1b[31m\x00.mp4",
    '"quote\' &amp; attr" onmouseover="x".jpg',
    "两行\n名字\t.wav",
    "盘山县虚构镇红旗村占地现场检查全过程视频记录第一段（上午九时三十分起）执法记录仪.mp4",
)


def recent(hours: float) -> datetime:
    """A moment some hours ago."""
    return (datetime.now(BEIJING) - timedelta(hours=hours)).replace(microsecond=0)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A film in time, a photo that is late, one that does not say when, and a pipe's link."""
    folder = tmp_path / "card"
    folder.mkdir()
    mp4(folder / "DSJ-01_1.MP4", start=recent(3), seconds=9, apple_creationdate=True, seed=1)
    mp4(folder / "DSJ-01_2.MP4", start=recent(60), seconds=9, apple_creationdate=True, seed=2)
    jpeg(folder / "IMG_1.JPG", taken=recent(2), seed=3)
    (folder / "link.jpg").symlink_to("IMG_1.JPG")
    return folder


def receipt(names: tuple[str, ...] = ("a.mp4",), **changes: object) -> Receipt:
    """A receipt of files with these names."""
    items = tuple(
        Item(f"M{n:02}", name, 10 * n, hashlib.sha256(name.encode()).hexdigest(), late="yes",
             start="2026-03-11 09:30", end="2026-03-11 10:02", checks=("copy read back",),
             remarks=(name,), device=name)
        for n, name in enumerate(names, 1)
    )  # fmt: skip
    plain = Receipt(
        names[0], "2026/0001", names[0], names[0], "R07", names[0], names[0], names[0], None, items
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


class Seen(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(name)
        self.attributes += attributes

    def handle_data(self, text: str) -> None:
        self.text.append(text)


def policy_of(text: str) -> str:
    """The page's own policy on what may be loaded."""
    return next(v or "" for k, v in Seen(text).attributes if k == "content" and v and "src" in v)


def test_the_digest_can_be_made_again_with_the_tools_of_any_system() -> None:
    made = receipt(NASTY)
    shuffled = [*made.lines[3:], *made.lines[:3]]
    done = subprocess.run(
        "LC_ALL=C sort | sha256sum", shell=True, check=True, capture_output=True,
        input="".join(f"{line}\n" for line in shuffled).encode(),
    )  # fmt: skip
    assert done.stdout.decode().split()[0] == made.digest
    assert made.code == short_code(made.digest)
    assert re.fullmatch(r"([0-9A-F]{4}-){4}[0-9A-F]{4}", made.code)
    assert receipt_digest([]) == hashlib.sha256(b"").hexdigest()
    assert receipt_digest([("a" * 64, 1, "M1")]) != receipt_digest([("a" * 64, 1, "M2")])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_name_breaks_out_of_the_page(language: str) -> None:
    set_language("zh" if language == "zh" else "en")
    told = tuple((name, name) for name in NASTY)
    text = receipt_page(
        receipt(NASTY, excuse=told, known=told, refused=told, passed=NASTY, missing=NASTY)
    )
    plain = Seen(receipt_page(receipt(("a.mp4",) * len(NASTY), refused=(), passed=(), missing=())))
    seen = Seen(text)
    assert set(seen.tags) <= {*plain.tags, "div"}
    assert not {"script", "img"} & set(seen.tags)
    names = {name for name, _value in seen.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert not names & {"src", "href", "style"}
    assert not any(char in text for char in "\u202e\x1b\x00")
    assert NASTY[0] in "".join(seen.text)


def test_the_page_lets_nothing_in_but_its_own_style() -> None:
    text = receipt_page(receipt())
    policy = policy_of(text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_the_list_on_paper_is_the_one_of_the_digest() -> None:
    made = receipt(NASTY)
    text = receipt_page(made)
    pre = re.search(r"<pre[^>]*>(.*?)</pre>", text, re.DOTALL)
    assert pre is not None
    assert hashlib.sha256(f"{pre[1]}\n".encode()).hexdigest() == made.digest
    for line in (made.digest, made.code, "LC_ALL=C sort list.txt | sha256sum"):
        assert line in text


def test_what_is_not_known_is_said_so() -> None:
    again, then = receipt(), receipt(refused=(), missing=(), passed=())
    for made, words in (
        (again, "the record does not keep it"),
        (then, "The card may be cleared."),
        (receipt(refused=(), missing=("vault2",)), "Do not clear the card yet"),
    ):
        assert words in receipt_page(made)
        assert words in "\n".join(receipt_text(made))
    assert "Nothing was refused" in receipt_page(then)
    assert receipt_json(again)["missing"] is None
    unknown = receipt()
    item = replace(unknown.items[0], late="unknown", certain=False, start=None, end=None)
    shown = "\n".join(receipt_text(replace(unknown, items=(item,))))
    assert "time of recording unknown" in shown
    assert "cannot be told from the file" in shown


def test_uncertain_times_bear_a_question_mark() -> None:
    made = receipt()
    assert "2026-03-11 09:30 – 10:02?" in receipt_page(made)
    sure = replace(made, items=(replace(made.items[0], certain=True),))
    assert "10:02?" not in receipt_page(sure)


def test_an_anchor_is_printed() -> None:
    text = receipt_page(receipt(anchor=Anchor(812, "2026-03-11 09:30", "ab" * 32, "cd" * 20)))
    assert "812" in text
    assert "ab" * 32 in text


def test_again_from_the_case(office: Office, card: Path, tmp_path: Path) -> None:
    page_file = tmp_path / "first.html"
    done = office.json(
        "import-media", "1", card, "--officer", "林某", "--receipt", page_file,
        "--reason", "away_duty", "--cannot-reason", "县外办案 <b>", "--returned-at",
        recent(1).isoformat(), code=1,
    )  # fmt: skip
    late = done["handover"]["late"]
    assert len(late) == 1
    first = page_file.read_text(encoding="utf-8")
    assert "link.jpg: a link; links are not followed" in first
    assert "Do not clear the card yet" in first
    assert "县外办案 &lt;b&gt;" in first
    told = office.json("receipt", "1")
    assert told["record"] == "R01"
    assert (told["giver"], told["taker"]) == ("林某", "韩某")
    assert [item["id"] for item in told["items"] if item["late"] == "yes"] == late
    assert (
        told["digest"]
        == hashlib.sha256(
            "".join(
                sorted(f"{i['sha256']}  {i['size']}  {i['id']}\n" for i in told["items"])
            ).encode()
        ).hexdigest()
    )
    assert told["digest"] in first
    shown = office.run("receipt", "1", "R01").out
    assert told["code"] in shown
    assert "later than 24 hours*" in shown
    assert "From return to storing: 1 h 0 min" in shown
    page_again = tmp_path / "again.html"
    office.run("receipt", "1", "--html", page_again)
    assert told["code"] in page_again.read_text(encoding="utf-8")


def test_the_anchor_is_the_newest_line_of_the_log(office: Office, card: Path) -> None:
    office.run("import-media", "1", card, code=1)
    told = office.json("receipt", "1")["anchor"]
    lines = (office.root / "log" / "leaves.jsonl").read_bytes().splitlines()
    assert told["digest"] == hashlib.sha256(lines[-1]).hexdigest()
    assert told["seq"] == len(lines)


def test_never_over_anything(office: Office, card: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.html"
    there.write_text("mine", encoding="utf-8")
    answer = office.run("import-media", "1", card, "--receipt", there, code=2)
    assert "nothing is overwritten" in answer.err
    assert not list((office.case / "media").glob("*"))
    office.run("import-media", "1", card, code=1)
    office.run("receipt", "1", "--html", there, code=2)
    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "target.html")
    office.run("receipt", "1", "--html", link, code=2)
    office.run("receipt", "1", "--html", tmp_path / "none" / "x.html", code=2)
    assert there.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "target.html").exists()


def test_a_record_that_is_none(office: Office, card: Path) -> None:
    assert "no hand-over record" in office.run("receipt", "1", code=1).err
    office.run("import-media", "1", card, code=1)
    assert "R01" in office.run("receipt", "1", "R09", code=2).err


def test_content_that_is_gone_is_said(office: Office, card: Path) -> None:
    office.run("import-media", "1", card, code=1)
    next((office.case / "media").glob("M01*.mp4")).unlink()
    assert "not in the case any more" in office.run("receipt", "1").out


def test_the_inbox_has_a_receipt_without_a_record(
    office: Office, card: Path, tmp_path: Path
) -> None:
    page_file = tmp_path / "inbox.html"
    office.run("import-media", "--inbox", card, "--receipt", page_file, code=1)
    text = page_file.read_text(encoding="utf-8")
    assert "inbox" in text
    assert "later than 24 hours" in text
    office.run("import-media", "--inbox", card, "--receipt", tmp_path / "again.html", code=1)
    again = (tmp_path / "again.html").read_text(encoding="utf-8")
    assert "Nothing new was handed over." in again
    assert "DSJ-01_1.MP4 (M01)" in again


def test_markup_is_only_what_is_made_here() -> None:
    assert (
        tag("p", "<b>", tag("i", "&"), title='"') == '<p title="&quot;">&lt;b&gt;<i>&amp;</i></p>'
    )
    assert joined("a", None, Markup("<br>")) == "a<br>"
    assert tag("br") == "<br>"
    assert page("t", "p{}", "en", "<x>").count("&lt;x&gt;") == 1
