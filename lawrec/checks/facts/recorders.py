"""Who recorded: officers on the establishment, or others in their place (6.1a).

The article makes established enforcement officers the ones who record. Whether somebody else may
help under their eyes is not said; a helper beside them is therefore shown and not accused.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page, Place

_OFFICER_ROLES = ("officer", "server")


def established(case: Facts, name: str) -> Tri:
    """Whether that person is on the establishment; unknown for whom the roster does not have."""
    officer = case.officer(name)
    if officer is None:
        return "unknown"
    return "yes" if officer.employment == "established" else "no"


def stranger(case: Facts, name: str) -> Outcome:
    """Somebody acts for the bureau whom the roster does not have: one finding a person."""
    return unsure(
        "officer_unknown",
        N_("{who} is not on the roster: post, employment and certificate are unknown"),
        case.case_place,
        remedy=f"lawrec officer add {argument(name)} ...",
        root=("stranger", name),
        who=name,
    )


def of_act(case: Facts, act: Page[Act]) -> Iterator[Outcome]:
    """The officers who carried out an act."""
    names = act.data.officers
    others = [name for name in names if established(case, name) == "no"]
    if others and any(established(case, name) == "yes" for name in names):
        yield _helper(act.at("officers"), act.id, tuple(others))
    elif others:
        yield _not_established(case, act.at("officers"), act.id, tuple(others))
    elif not names:
        yield unsure(
            "act_without_officers",
            N_("{act} {kind} names no officer"),
            act.at("officers"),
            severity="warning",
            remedy=f"lawrec amend {case.label} {act.id} --reason ... --set officers=...",
            root=("no officers", act.id),
            act=act.id,
            kind=act.data.kind,
        )
    else:
        yield met()
    for name in names:
        if established(case, name) == "unknown":
            yield stranger(case, name)


def of_record(case: Facts, record: Page[Record]) -> Iterator[Outcome]:
    """Whoever made a paper, and whoever signed it as an officer."""
    signers = [s for s in record.data.signatures if s.as_ in _OFFICER_ROLES]
    for index, entry in enumerate(record.data.signatures):
        if entry.as_ in _OFFICER_ROLES and established(case, entry.who) == "no":
            yield _not_established(case, record.at("signatures", index), record.id, (entry.who,))
    maker = record.data.made_by
    signed = {s.who for s in signers}
    if maker is None or maker in signed or established(case, maker) == "yes":
        yield met()
    elif established(case, maker) == "unknown":
        yield stranger(case, maker)
    elif any(established(case, name) == "yes" for name in signed):
        yield _helper(record.at("made_by"), record.id, (maker,))
    else:
        yield _not_established(case, record.at("made_by"), record.id, (maker,))


def of_medium(case: Facts, medium: Page[Sidecar]) -> Iterator[Outcome]:
    """Whoever worked the device; a scan of a paper is no recording."""
    name = medium.data.operator
    if medium.data.mode == "scan" or name is None or established(case, name) == "yes":
        yield met()
        return
    if established(case, name) == "unknown":
        yield stranger(case, name)
        return
    act = case.act(medium.data.act)
    if act is None:
        yield unsure(
            "helper_unsupervised",
            N_("{item}: {who} is not on the establishment, and under whose eyes is not known"),
            medium.at("operator"),
            remedy=f"lawrec assign-media {case.label} {medium.id} --act ...",
            item=medium.id,
            who=name,
        )
    elif any(established(case, officer) == "yes" for officer in act.data.officers):
        yield _helper(medium.at("operator"), medium.id, (name,))
    else:
        yield _not_established(case, medium.at("operator"), medium.id, (name,))


def _helper(place: Place, item: str, names: tuple[str, ...]) -> Outcome:
    return satisfied_but(
        "warning",
        "helper_recorded",
        N_("{item}: {who} is not on the establishment and helped beside an officer who is"),
        place,
        root=("helper", item),
        item=item,
        who=names,
    )


def _not_established(case: Facts, place: Place, item: str, names: tuple[str, ...]) -> Outcome:
    return violated(
        "recorder_not_established",
        N_("{item}: {who} is not on the establishment and recorded in an officer's place"),
        place,
        curable=False,
        remedy=f"lawrec rectify {case.label} --clause 6.1a ...",
        root=("not established", item, *names),
        item=item,
        who=names,
    )
