"""What holds for all files of one import: policy, profiles, dock, who and with what."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from lawrec.media.declared import declare_times
from lawrec.media.finder import Found
from lawrec.media.guarded import GuardedReader
from lawrec.operations.docks import dock_of
from lawrec.operations.handover import has_duty
from lawrec.operations.handover_given import check_given
from lawrec.operations.import_models import ImportOptions
from lawrec.operations.intake_policy import policy_of
from lawrec.operations.intake_target import Target
from lawrec.operations.naming import Naming
from lawrec.operations.session import Session, find_officer
from lawrec.operations.stores import default_store
from lawrec.schema.case import Act
from lawrec.schema.snapshot import Bureau, Page
from lawrec.store.profile_files import Profiles, load_profiles

_READERS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """What was named to be taken in, and the files that it holds."""

    names: list[str]
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What is read and checked before anything is held or copied."""

    session: Session
    options: ImportOptions
    profiles: Profiles
    naming: Naming


def beforehand(session: Session, facts: Bureau, options: ImportOptions) -> Beforehand:
    """Refuse what is no time or no statement, and read the device profiles.

    `facts` are those of the bureau, or of the case that stands alone. Raises UsageError.
    """
    check_given(session, options)
    officer = options.officer
    said = find_officer(officer, facts.officers) or officer if officer else None
    enforces = options.guess_officer and has_duty(session.who, "enforcement", facts, session.now())
    profiles = load_profiles(session.bureau, facts.devices)
    naming = Naming(
        zone=session.zone,
        profiles=profiles.all,
        devices=facts.devices,
        officers=facts.officers,
        device=options.device,
        officer=said,
        otherwise=options.last_officer or (session.who if enforces else None),
        otherwise_by="earlier" if options.last_officer else "importer",
        declaration=declare_times(
            options.filmed_from,
            options.filmed_to,
            options.times_by,
            session.zone,
            session.now(),
        ),
    )
    return Beforehand(session, options, profiles, naming)


def target_in(
    folder: Path,
    before: Beforehand,
    source: Source,
    facts: Bureau,
    reader: GuardedReader,
    acts: tuple[Page[Act], ...] = (),
) -> Target:
    """Where the files go, and all that is known beforehand of each of them."""
    session, options = before.session, before.options
    dock = dock_of(facts.profile, source.names, options.export_list, session.zone)
    return Target(
        folder=folder,
        zone=session.zone,
        by=before.naming.officer or session.who,
        store=options.store or (dock.store if dock else default_store(facts.profile)),
        naming=before.naming,
        acts=acts,
        act=options.act,
        policy=policy_of(session, sm3=options.sm3),
        reader=reader,
        reading=threading.Semaphore(_READERS),
        stored_at=dock.among(source.found).stored if dock else None,
    )


def strangers(before: Beforehand) -> tuple[str, ...]:
    """The device and the officer that were named, where the register has none such."""
    naming = before.naming
    named = ((naming.device, naming.devices), (naming.officer, naming.officers))
    return tuple(name for name, known in named if name is not None and name not in known)
