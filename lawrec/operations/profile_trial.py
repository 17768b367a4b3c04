"""The device profiles that a bureau has, whether their examples are read, and a name tried out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from lawrec.i18n import _
from lawrec.media.device_profiles import match
from lawrec.operations.session import open_session
from lawrec.schema.moments import BEIJING
from lawrec.schema.snapshot import Place, ReadProblem
from lawrec.store.profile_files import Profiles, Ready, load_profiles

__all__ = ["Profiles", "Ready", "Trial", "profiles_of", "try_names"]


@dataclass(frozen=True, slots=True)
class Trial:
    """How one name is read; `profile` is None where none knows it."""

    name: str
    profile: Ready | None
    named: Mapping[str, str]


def profiles_of(bureau: Path | None) -> tuple[Profiles, tzinfo]:
    """All profiles with every problem, and the zone in which names are read."""
    session = open_session(Path.cwd(), bureau=bureau)
    found = load_profiles(session.bureau, session.facts.devices)
    problems = [*found.problems]
    for ready in found.all:
        if ready.own:
            problems += example_faults(ready)
    return Profiles(found.all, tuple(problems)), session.zone


def try_names(names: Sequence[str], profiles: Profiles, zone: tzinfo) -> list[Trial]:
    """How each of the names is read."""
    trials = []
    for name in names:
        seen = match(name, profiles.all, zone)
        if seen is None:
            trials.append(Trial(name, None, {}))
        else:
            trials.append(Trial(name, profiles.get(seen.profile.id), seen.as_text()))
    return trials


def example_faults(ready: Ready) -> list[ReadProblem]:
    """The examples and counter-examples of a profile that it does not read as it says."""
    place = Place(ready.path)
    found = []
    for example in ready.data.examples:
        seen = match(example.name, [ready], BEIJING)
        if seen is None or seen.as_text() != example.named:
            read = _fields(seen.as_text()) if seen else _("not at all")
            text = _("examples: {name} is read otherwise: {read}")
            message = text.replace("{name}", example.name).replace("{read}", read)
            found.append(ReadProblem("example_differs", message, place))
    for name in ready.data.others:
        if match(name, [ready], BEIJING) is not None:
            text = _("others: {name} is read by this profile all the same")
            found.append(ReadProblem("other_is_read", text.replace("{name}", name), place))
    return found


def _fields(named: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in named.items()) or _("without any field")
