"""What a case held when something was about to be written to it, and what has come since."""

from __future__ import annotations

from lawrec.operations.guide.desk import Desk
from lawrec.store import layout


def held_now(desk: Desk) -> list[str]:
    """The ids of acts and papers, or without a case the labels of the cases; never empty."""
    if desk.folder is None:
        bureau = desk.session.bureau
        labels = [layout.case_label(f) for f in layout.case_folders(bureau)] if bureau else []
        return ["-", *labels]
    return ["-", *(page.id for page in (*desk.snapshot.acts, *desk.snapshot.records))]


def entered_since(held: list[str] | None, desk: Desk) -> list[str]:
    """What is there now and was not then, as people name it; nothing where no try was made."""
    if not held:
        return []
    if desk.folder is None:
        return [label for label in held_now(desk) if label not in held]
    acts = [desk.act_name(page) for page in desk.snapshot.acts if page.id not in held]
    papers = [page for page in desk.snapshot.records if page.id not in held]
    return [*acts, *(f"{page.id} {desk.paper_name(page)}" for page in papers)]
