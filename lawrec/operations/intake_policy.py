"""What the bureau has decided about the care of taking in, and what this computer can do."""

from __future__ import annotations

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _
from lawrec.media.digests import has_sm3
from lawrec.operations.session import Session
from lawrec.schema.bureau import IntakePolicy


def policy_of(session: Session, *, sm3: bool = False) -> IntakePolicy:
    """The policy of our own bureau; a case's own extract of it counts for nothing.

    Whoever carries a case about wrote that himself, and could have the card read only once.
    With `sm3` that digest is wanted for this import. Raises EnvironmentTrouble without SM3 here.
    """
    profile = session.facts.profile if session.bureau is not None else None
    policy = profile.intake if profile else IntakePolicy()
    if sm3:
        policy = policy.model_copy(update={"sm3": "yes"})
    if policy.sm3 == "yes" and not has_sm3():
        raise EnvironmentTrouble(
            _("SM3 digests are wanted, and this computer cannot make them"),
            fix=_("Install a Python whose OpenSSL has SM3, or a newer cryptography package"),
        )
    return policy
