"""What the first sheet of a case's workbook says, in plain words."""

from __future__ import annotations

from lawrec.i18n import _


def guide(title: str, case: str) -> tuple[str, ...]:
    """The lines of the first sheet."""
    return (
        title.strip(),
        _(
            "This workbook shows the case as it stands. Fill it in, save it as .xlsx and give it "
            "back; nothing counts before that."
        ),
        _("To give it back: lawrec sheet {case} --read FILE.xlsx").format(case=case),
        "",
        _("One sheet for each stage: a row is a paper, a column is one thing that it says."),
        _("Further sheets hold the case itself, its people, its acts and its footage."),
        _("White cells can be filled in. Yellow cells must be filled in."),
        _(
            "Grey cells are locked: numbers that lawrec gives, and what is final. A final paper "
            "says what was signed."
        ),
        _(
            "To correct something final: take off the sheet's protection (there is no password), "
            "change the cell, and say why in the column {reason}. The old version is kept."
        ).format(reason=_("reason of the correction")),
        _(
            "Something new: fill in an empty row below the last one. Leave the id empty; lawrec "
            "gives it. Choose the kind from the list, then write what the paper says."
        ),
        _(
            "A new row may have a mark of its own as its id, such as 新1; other new rows can then "
            "name it by that mark."
        ),
        _(
            "A draft has a yes in the column {draft}. Take it away, and the paper is final from "
            "then on."
        ).format(draft=_("draft")),
        _(
            "Times are text: 2026-03-11 09:30. Several names stand in one cell with 、 between; "
            "several sentences each on a line of the cell (Alt+Enter)."
        ),
        _(
            "Numbers in brackets count the entries of a list: [0] is the first, [1] the second. "
            "Empty an entry's cells to take it away."
        ),
        _(
            "A field without a column: write its heading into an empty heading cell at the right. "
            "The last sheet lists all headings."
        ),
        _(
            "No formulas, no merged cells, no macros. Rows that are deleted here are not deleted "
            "in the case: nothing that was entered disappears."
        ),
        _(
            "If the case was changed in the meantime, only cells that were changed on both sides "
            "are in the way; they are named, and nothing is overwritten."
        ),
        _(
            "Everything is checked before anything is written. What is wrong is named by sheet "
            "and cell, all of it at once."
        ),
        _("Notes on the headings say what the law asks. Put the pointer on a heading to see it."),
    )
