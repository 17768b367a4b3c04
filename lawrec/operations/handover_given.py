"""What a person states of a hand-over, checked before anything is copied."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.input import Data
from lawrec.operations.session import Session
from lawrec.schema.moments import first_instant, last_instant
from lawrec.schema.records.archiving import Remote
from lawrec.store.validate import typed

if TYPE_CHECKING:
    from lawrec.operations.handover import Returned
    from lawrec.operations.import_models import ImportOptions


def check_given(session: Session, options: ImportOptions) -> None:
    """Refuse an excuse that is none, and times that cannot be; nothing is kept yet.

    Raises UsageError and InvalidPage. Found only after hours of copying, the footage would be
    stored without its hand-over record.
    """
    if options.at is not None:
        _not_in_future(session, "--at", session.instant(options.at), options.at)
    if options.returned is None:
        return
    remote = remote_of(options.returned, session)
    for option, moment, text in (
        ("--returned-at", remote.returned_at, options.returned.returned_at),
        ("--departed-at", remote.departed_at, options.returned.departed_at),
    ):
        if moment is not None:
            _not_in_future(session, option, moment, text or "")
    left, back = remote.departed_at, remote.returned_at
    if left is not None and back is not None and first_instant(left) > last_instant(back):
        raise UsageError(
            _(
                "Nobody comes back before leaving: --departed-at {left}, --returned-at {back}"
            ).format(left=options.returned.departed_at, back=options.returned.returned_at)
        )


def remote_of(returned: Returned, session: Session) -> Remote:
    """The stated reason of 25.2 as the record keeps it. Raises InvalidPage."""
    fields = {
        "reason": returned.reason,
        "cannot_reason": returned.cannot_reason,
        "departed_at": returned.departed_at,
        "returned_at": returned.returned_at,
        "proof": returned.proof,
    }
    data: Data = {key: value for key, value in fields.items() if value}
    return typed(Remote, data, "-", {}, zone=session.zone, prefix=("remote",))


def _not_in_future(session: Session, option: str, moment: datetime | date, text: str) -> None:
    if first_instant(moment) > session.now():
        raise UsageError(
            _("{option} {text} lies in the future").format(option=option, text=text),
            fix=_("Write when it was; the clock of this computer says {now}").format(
                now=f"{session.now():%Y-%m-%d %H:%M}"
            ),
        )


def act_without_case() -> UsageError:
    """Acts are numbered within their case: in the inbox the number means nothing yet."""
    return UsageError(
        _("Footage in the inbox has no case yet, so it cannot show one of its acts"),
        fix=_("Say the act when it is assigned: lawrec assign-media CASE inbox/M01 --act A01"),
    )
