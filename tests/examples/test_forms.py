"""The papers of the worked examples, printed: what the records say can be read on all of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lawrec.forms import layouts
from lawrec.forms.case_facts import title_of
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.store.render import to_raw
from tests.examples.conftest import Built, each_story
from tests.forms.papers import flat, said
from tests.forms.press import as_docx, as_pdf, chinese_fonts, docx_text, pdf_text, subject

EACH = 25
"""Of hundreds of papers alike, every so manieth is printed, and the first of each kind."""


def chosen(case: CaseSnapshot) -> list[Page[Record]]:
    first = {page.data.kind: page for page in reversed(case.records)}
    return list({p.id: p for p in (*first.values(), *case.records[::EACH])}.values())


def unsaid(page: Page[Record], text: str, case: CaseSnapshot) -> list[str]:
    """The values of a record that are not on its paper."""
    form = layouts.find(KINDS[page.data.kind], "zh", None).layout
    hidden = frozenset((*form.hide, "act"))
    names = {p.id: title_of(p.data, "zh") for p in (*case.records, *case.media)}
    return [
        f"{page.id} {page.data.kind} {field}: {ways}"
        for field, ways in said(to_raw(page.data), "", hidden, names)
        if not any(way in text for way in ways)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("story", each_story())
def test_papers_of_the_stories_say_what_their_records_say(
    story: str, built: Callable[[str], Built]
) -> None:
    case = built(story).snapshot()
    papers = chosen(case)
    assert {page.data.kind for page in papers} <= KINDS.keys()
    missing = []
    for page in papers:
        paper = subject(page.data.kind, page, "zh", case)
        missing += unsaid(page, flat(docx_text(as_docx(paper))), case)
    assert not missing, "\n".join(missing)


@pytest.mark.slow
@pytest.mark.parametrize("story", each_story())
def test_pdfs_of_the_stories_say_what_their_records_say(
    story: str, built: Callable[[str], Built]
) -> None:
    fonts = chinese_fonts()
    case = built(story).snapshot()
    missing = []
    for page in chosen(case):
        paper = subject(page.data.kind, page, "zh", case)
        missing += unsaid(page, flat(pdf_text(as_pdf(paper, fonts).data)), case)
    assert not missing, "\n".join(missing)
