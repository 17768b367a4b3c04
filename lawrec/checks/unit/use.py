"""Article 26: rules on managing and using records, and the register of who looked at them."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, unsure
from lawrec.checks.facts.unit import UnitFacts, in_post
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Duty
from lawrec.schema.moments import day_of, first_instant
from lawrec.schema.records.archiving import AccessEntry, AccessLog
from lawrec.schema.snapshot import Page, Place


@unit_rule("26.1")
def rules_on_use(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: there are rules on how records of enforcement are managed and used.

    Lawful: the bureau names them in lawrec.yaml.
    Unlawful: none is named; there may be some, so that the row stays open.
    Remedy: enter management_rules in lawrec.yaml.
    """
    if is_blank(bureau.profile.management_rules):
        yield unsure(
            "no_management_rules",
            N_("No rules on the management and use of records are entered (management_rules)"),
            bureau.at("management_rules"),
        )
    else:
        yield met()


@unit_rule("26.3b", "access_log")
def access_registered(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: whoever looks at secret or private matter is allowed to, and it is registered.

    Lawful: each line says who looked at what of which case, what for, and by which right.
    Unlawful: a line gives no right, and nothing in the profile gives one; whether there was one
    is not known, so that it stays open. Who looked at secrets is judged in the case.
    Remedy: complete the register; `lawrec unit access` enters a line.
    """
    books = bureau.records_of(AccessLog)
    if not books:
        yield unsure(
            "no_access_register",
            N_("The bureau keeps no register of who looks at records"),
            Place("unit"),
            remedy="lawrec unit access --who ... --case ... --items ... --purpose ...",
        )
    for book in books:
        lines = [(i, e) for i, e in enumerate(book.data.entries) if _by_now(bureau, e)]
        answers = [a for i, e in lines for a in _line(bureau, book, i, e)]
        yield from answers or [met()]


def _by_now(bureau: UnitFacts, entry: AccessEntry) -> bool:
    return first_instant(entry.at) <= bureau.as_of


def _line(
    bureau: UnitFacts, book: Page[AccessLog], index: int, entry: AccessEntry
) -> Iterator[Outcome]:
    """What is wrong with one line; nothing if nothing is."""
    place, root = book.at("entries", index), (book.id, str(index))
    blank = _blank(entry)
    if not is_blank(entry.authority) or _allowed(bureau, entry):
        if blank:
            yield unsure(
                "access_line_incomplete",
                N_("The line of {who} of {at} in the register lacks: {fields}"),
                place,
                root=root,
                who=entry.who,
                at=entry.at,
                fields=blank,
            )
    else:
        code = "access_right_unclear"
        message = N_("The register does not say by which right {who} looked at records on {at}")
        if bureau.officer(entry.who) is None:
            code = "outsider_right_unclear"
            message = N_(
                "{who}, who is not of the staff, looked at records on {at}; the register does "
                "not say by which right"
            )
        yield unsure(code, message, place, root=root, who=entry.who, at=entry.at)


def _blank(entry: AccessEntry) -> list[str]:
    """The fields of a line that say nothing."""
    texts = {"case_named": entry.case, "purpose": entry.purpose}
    blank = [name for name, text in texts.items() if is_blank(text)]
    return blank if any(not is_blank(item) for item in entry.items) else [*blank, "items"]


def _allowed(bureau: UnitFacts, entry: AccessEntry) -> bool:
    """Whether the bureau lets everybody of that duty see personal data (26.3, a default).

    Which records hold secrets is for the audit of their case.
    """
    duties: tuple[Duty, ...] = bureau.profile.access.get("privacy", ())
    officer = bureau.officer(entry.who)
    day = day_of(entry.at)
    return officer is not None and any(
        in_post(post, day) and set(post.duties) & set(duties) for post in officer.posts
    )
