"""What the bureau has decided about the care of taking in, and what this computer can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lawrec.errors import EnvironmentTrouble, InputError
from lawrec.i18n import _
from lawrec.media.digests import has_sm3
from lawrec.operations.copies_needed import copies_needed
from lawrec.operations.input import Data
from lawrec.operations.session import Session
from lawrec.operations.setup import commit_bureau
from lawrec.schema.bureau import IntakePolicy, Profile
from lawrec.store import layout
from lawrec.store.bureau_files import load_profile
from lawrec.store.render import page, to_raw
from lawrec.store.validate import typed


def policy_of(session: Session, *, sm3: bool = False) -> IntakePolicy:
    """The policy of our own bureau; a case's own extract of it counts for nothing.

    Whoever carries a case about wrote that himself, and could have the card read only once.
    With `sm3` that digest is wanted for this import. Raises EnvironmentTrouble without SM3 here.
    """
    profile = session.profile
    policy = profile.intake if profile else IntakePolicy()
    if sm3:
        policy = policy.model_copy(update={"sm3": "yes"})
    if policy.sm3 == "yes" and not has_sm3():
        raise EnvironmentTrouble(
            _("SM3 digests are wanted, and this computer cannot make them"),
            fix=_("Install a Python whose OpenSSL has SM3, or a newer cryptography package"),
        )
    return policy


@dataclass(frozen=True, slots=True)
class Decided:
    """What the bureau has decided, and how many copies follow from it."""

    policy: IntakePolicy
    copies: int


def change_policy(
    session: Session, given: Mapping[str, str | None], *, dry_run: bool = False
) -> Decided:
    """The policy with what is given put in; "-" takes a decision back. Nothing given: as it is.

    Raises InputError for what is no decision, and where there is no case repository.
    """
    if session.bureau is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one with: lawrec init"))
    profile = load_profile(session.bureau)
    raw = to_raw(profile)
    data: Data = dict(raw) if isinstance(raw, dict) else {}
    old = data.get("intake")
    intake: Data = dict(old) if isinstance(old, dict) else {}
    for name, value in given.items():
        if value == "-":
            intake.pop(name, None)
        elif value is not None:
            intake[name] = value
    data["intake"] = intake
    fresh = typed(Profile, data, layout.PROFILE, {})
    if any(value is not None for value in given.values()) and not dry_run:
        content = page(fresh, "案件库设置")
        commit_bureau(session.bureau, session, {layout.PROFILE: content}, "store")
    return Decided(fresh.intake, copies_needed(fresh))
