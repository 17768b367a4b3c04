"""A small office with one of each: a case, an act, a paper, footage, a lead, a device."""

from __future__ import annotations

from pathlib import Path

from lawrec.cli import run
from lawrec.media.sample_jpeg import picture
from lawrec.media.sample_maker import pdf_scan

STAFF = (
    ("林某", "虚构-1", "enforcement"),
    ("高某", "虚构-2", "enforcement"),
    ("谢某", "虚构-3", "organ_head"),
    ("韩某", "虚构-4", "custodian"),
)


def make_office(root: Path) -> Path:
    """Make it by commands, as an office would; the case repository's folder."""
    office = root / "案件库"
    there = ["--bureau", str(office)]
    me = ["--as", "林某", *there]
    card = root / "card"
    card.mkdir(parents=True)
    (card / "IMG_0001.JPG").write_bytes(picture(1, 32, 24))
    unit = ["--unit", "执法科"]
    act = ["--start", "2026-03-11 09:00", "--end", "2026-03-11 10:00", "--place", "东湖街"]
    post = [*unit, "--post", "岗位", "--since", "2021-01-01", *there]
    case = ["--title", "赵某甲占地案", "--kind", "penalty", "--party", "赵某甲", *there]
    steps: list[list[str]] = [
        ["init", str(office), "--name", "示例市自然资源局", *unit, "--store", "vault"],
        *(["officer", "add", n, "--cert", cert, "--duty", duty, *post] for n, cert, duty in STAFF),
        ["device", "add", "DSJ-01", "--type", "body_camera", *unit, *there],
        ["lead", "add", "--channel", "patrol", "--content", "有人占地", *me],
        ["new-case", "--officer", "林某,高某", *case],
        ["log-act", "1", "onsite_inspection", *act, "--officer", "林某,高某", *me],
        ["add-record", "1", "现场勘测笔录", "--act", "A01", "--set", "content=堆土", *me],
        ["import-media", "1", str(card), "--act", "A01", "--custodian", "韩某", *me],
    ]
    for step in steps:
        assert run(step) == 0, step
    # What lines name: a card with one more picture, and a scan.
    (office / "card").mkdir()
    (office / "card" / "IMG_0002.JPG").write_bytes(picture(2, 32, 24))
    pdf_scan(office / "scan.pdf", "R01", 3)
    return office
