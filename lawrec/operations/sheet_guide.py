"""What the first sheet of a case's workbook says, in plain words."""

from __future__ import annotations

from lawrec.i18n import N_, _, language
from lawrec.operations.sheet_parts import special

_LINES = (
    N_(
        "This workbook shows the case as it stands. Fill it in, save it as .xlsx and give it "
        "back; nothing counts before that."
    ),
    N_("To give it back: lawrec sheet {case} --read FILE.xlsx"),
    "",
    N_("One sheet for each stage: a row is a paper, a column is one thing that it says."),
    N_("Further sheets hold the case itself, its people, its acts and its footage."),
    N_("White cells can be filled in. Yellow cells must be filled in."),
    N_(
        "Grey cells are locked: numbers that lawrec gives, and what is final. A final paper "
        "says what was signed."
    ),
    N_(
        "To correct something final: take off the sheet's protection (there is no password), "
        "change the cell, and say why in the column {reason}. The old version is kept."
    ),
    N_(
        "Something new: fill in an empty row below the last one. Leave the id empty; lawrec "
        "gives it. Choose the kind from the list, then write what the paper says."
    ),
    N_(
        "A new row may have a mark of its own as its id, such as 新1; other new rows can then "
        "name it by that mark."
    ),
    N_(
        "A draft has a yes in the column {draft}. Take it away, and the paper is final from "
        "then on."
    ),
    N_(
        "Times are text: 2026-03-11 09:30. Several names stand in one cell with 、 between; "
        "several sentences each on a line of the cell (Alt+Enter)."
    ),
    N_(
        "Numbers in brackets count the entries of a list: [0] is the first, [1] the second. "
        "Empty an entry's cells to take it away."
    ),
    N_(
        "A field without a column: write its heading into an empty heading cell at the right. "
        "The last sheet lists all headings."
    ),
    N_(
        "No formulas, no merged cells, no macros. Rows that are deleted here are not deleted "
        "in the case: nothing that was entered disappears."
    ),
    N_(
        "If the case was changed in the meantime, only cells that were changed on both sides "
        "are in the way; they are named, and nothing is overwritten."
    ),
    N_(
        "Everything is checked before anything is written. What is wrong is named by sheet "
        "and cell, all of it at once."
    ),
    N_("Notes on the headings say what the law asks. Put the pointer on a heading to see it."),
)


def guide(title: str, case: str) -> tuple[str, ...]:
    """The lines of the first sheet, below its title."""
    names = {
        "case": case,
        "reason": special("=reason", language()),
        "draft": special("=draft", language()),
    }
    return (title.strip(), *(_(line).format(**names) if line else "" for line in _LINES))
