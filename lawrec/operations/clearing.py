"""Whether the card may be cleared: what is still missing for that (decision 17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lawrec.i18n import _
from lawrec.media.finder import Found
from lawrec.media.intake import IntakeTrouble, digest_of
from lawrec.media.passed_over import is_harmless
from lawrec.operations.copies_needed import counts_as
from lawrec.operations.intake import Taken
from lawrec.operations.intake_texts import reason_text
from lawrec.operations.known import Known
from lawrec.operations.session import Session
from lawrec.operations.store_needed import lacking_copies
from lawrec.operations.stores import lawful_stores
from lawrec.schema.bureau import Profile


def missing(
    files: Sequence[Taken],
    passed: Sequence[Found],
    known: Known,
    session: Session,
    folder: Path,
) -> tuple[str, ...]:
    """Each thing that is missing, as a sentence; empty when the card may be cleared.

    What a folder's own extract says of stores counts for nothing: whoever carries a case about
    wrote it himself.
    """
    profile = session.profile
    return (
        *_not_taken(files, passed, known),
        *_not_read(files, known),
        *_not_stored(files, profile),
        *lacking_copies(session, folder, files),
    )


def _not_taken(files: Sequence[Taken], passed: Sequence[Found], known: Known) -> Iterator[str]:
    for taken in files:
        if taken.result == "refused":
            reason = reason_text(taken.code)
            yield _("{name} was not taken: {reason}").format(name=taken.found.name, reason=reason)
    for found in passed:
        if not is_harmless(found) and not _is_there(found, known):
            yield _(
                "{name} was not taken: neither name nor content is known as footage; "
                "name the file itself to take it in"
            ).format(name=found.name)


def _is_there(found: Found, known: Known) -> bool:
    """Whether a file that is no footage by name was taken in before, when it was named itself."""
    if not known.may_hold(found.size):
        return False
    try:
        digest, _size = digest_of(found.path, lambda _moved: None)
    except IntakeTrouble:
        return False
    return known.get(digest) is not None


def _not_read(files: Sequence[Taken], known: Known) -> Iterator[str]:
    items = dict.fromkeys(t.item for t in files if t.item and known.is_out_of_reach(t.item))
    for item in items:
        yield _("{id} is kept elsewhere, and that copy was not verified").format(id=item)


def _not_stored(files: Sequence[Taken], profile: Profile | None) -> Iterator[str]:
    lawful = set(lawful_stores(profile)) if profile else set()
    used = {counts_as(profile, t.sidecar) for t in files if profile and t.sidecar is not None}
    if not lawful or not used <= lawful:
        yield _("a verified copy in the unit's own storage: no such store is declared")
        return
