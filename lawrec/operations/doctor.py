"""A look at this computer and its case repository: is all there that is needed, and sound?

Reads only. Each check has a time limit of its own: a store that does not answer is said to be
so, and holds up nothing else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.operations import doctor_bureau, doctor_computer, doctor_evidence
from lawrec.operations.session import Session, open_session
from lawrec.report.doctor_text import Checked
from lawrec.store import layout

LIMIT_S = 10.0
"""How long one check may take, in seconds."""
Check = Callable[[], Iterable[Checked]]


@dataclass(frozen=True, slots=True)
class Named:
    """A check with its code and name, which are needed even where it never answers."""

    named: tuple[str, str]
    run: Check


def examine(bureau: Path | None = None, *, limit_s: float = LIMIT_S) -> Iterator[Checked]:
    """All checks in their order; those of the case repository where there is one."""
    session: Session | None = None
    root = bureau or layout.find_bureau(Path.cwd())
    trouble: LawrecError | None = None
    if root is not None:
        try:
            session = open_session(root, bureau=bureau)
        except LawrecError as error:
            trouble = error
    for name, run in doctor_computer.checks(session):
        yield from within(Named(name, run), limit_s)
    if session is None or session.bureau is None:
        yield _no_bureau(trouble)
        return
    for group in (doctor_bureau, doctor_evidence):
        for name, run in group.checks(session):
            yield from within(Named(name, run), limit_s)


def _no_bureau(trouble: LawrecError | None) -> Checked:
    topic, name = "repository", _("case repository")
    if trouble is not None:
        where = f"{trouble.where}: {trouble.what}" if trouble.where else trouble.what
        return Checked(topic, name, "broken", where, trouble.fix)
    return Checked(
        topic,
        name,
        "attention",
        _("there is none around this folder"),
        _("Go into one, name it with --bureau, or make one with: lawrec init"),
    )


def within(check: Named, limit_s: float) -> tuple[Checked, ...]:
    """The answer of a check, or that there was none in time.

    The thread of a check that hangs in the system is left behind; it ends with the program.
    """
    answers: list[tuple[Checked, ...]] = []
    context = copy_context()

    def work() -> None:
        answers.append(context.run(_answer, check))

    thread = threading.Thread(target=work, name=f"doctor-{check.named[0]}", daemon=True)
    thread.start()
    thread.join(limit_s)
    if answers:
        return answers[0]
    return (
        Checked(
            *check.named,
            "broken",
            _("no answer within {seconds} s").format(seconds=round(limit_s)),
            _("Look whether the disk, share or server is connected and answers"),
        ),
    )


def _answer(check: Named) -> tuple[Checked, ...]:
    try:
        return tuple(check.run())
    except LawrecError as error:
        found = f"{error.where}: {error.what}" if error.where else error.what
        return (Checked(*check.named, "broken", found, error.fix),)
    except OSError as error:
        reason = error.strerror or str(error)
        return (Checked(*check.named, "broken", reason),)
