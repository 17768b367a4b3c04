"""Device profiles on disk: those that lawrec ships, and the bureau's own in its roster.

A profile that cannot be read is a problem with file and line and is left out: footage comes in
all the same (decision 14).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from lawrec.i18n import _
from lawrec.schema.bureau import Device
from lawrec.schema.device_profile import DeviceProfile
from lawrec.schema.name_template import (
    FIELDS,
    PROBLEMS,
    Template,
    TemplateProblem,
    parse_template,
)
from lawrec.schema.snapshot import Page, Place, ReadProblem
from lawrec.store.layout import DEVICES
from lawrec.store.sources import FolderSource
from lawrec.store.validate import InvalidPage, typed
from lawrec.store.yaml_io import Document, parse

OWN_FOLDER = "roster/device-profiles"
_TRUST = ("verified", "reported", "assumed")


@dataclass(frozen=True, slots=True)
class Ready:
    """A profile with its templates compiled; `own` marks one of the bureau.

    `suffixes` are in small letters, without the dot; none means any.
    """

    data: DeviceProfile
    templates: tuple[Template, ...]
    path: str
    own: bool = False
    suffixes: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The profile's id."""
        return self.data.id


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles in the order in which they are asked, and what could not be read."""

    all: tuple[Ready, ...] = ()
    problems: tuple[ReadProblem, ...] = field(default=())

    def get(self, profile_id: str | None) -> Ready | None:
        """The profile of that id."""
        return next((ready for ready in self.all if ready.id == profile_id), None)


@lru_cache(maxsize=1)
def shipped_profiles() -> tuple[Ready, ...]:
    """The profiles that travel with lawrec, the surest first; they are tested to be sound."""
    folder = files("lawrec") / "media" / "profiles"
    found: list[Ready] = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            faults: list[ReadProblem] = []
            path = f"lawrec/media/profiles/{entry.name}"
            ready = _ready(parse(entry.read_bytes(), entry.name), path, faults)
            if ready is None:
                raise RuntimeError(f"{faults[0].message} ({faults[0].place})")
            found.append(ready)
    return tuple(sorted(found, key=lambda ready: (_TRUST.index(ready.data.confidence), ready.id)))


def load_profiles(
    bureau: Path | None, devices: Mapping[str, Device] = MappingProxyType({})
) -> Profiles:
    """The bureau's own profiles, then the shipped ones; never raises for what a file contains.

    A device of the register that names a profile which is not there is a problem too.
    """
    found = _own_and_shipped(bureau) if bureau is not None else Profiles(shipped_profiles())
    unknown = tuple(
        ReadProblem(
            "no_such_profile",
            _("{device}: there is no device profile {id}").format(device=name, id=entry.profile),
            Place(DEVICES),
            _("See which there are: lawrec device profiles"),
        )
        for name, entry in devices.items()
        if entry.profile is not None and found.get(entry.profile) is None
    )
    return Profiles(found.all, (*found.problems, *unknown))


def _own_and_shipped(bureau: Path) -> Profiles:
    shipped = shipped_profiles()
    source = FolderSource(bureau)
    faults: list[ReadProblem] = []
    taken: dict[str, str] = {ready.id: ready.path for ready in shipped}
    own: list[Ready] = []
    for path in _pages(source, faults):
        document = source.read(path)
        ready = _ready(document, path, faults, own=True) if document is not None else None
        if ready is None or document is None:
            continue
        if ready.id in taken:
            text = _("id: there is a profile {id} already, in {path}; choose another id")
            message = text.format(id=ready.id, path=taken[ready.id])
            faults.append(ReadProblem("double_id", message, Place(path, document.line("id"))))
            continue
        taken[ready.id] = path
        own.append(ready)
    return Profiles((*own, *shipped), (*source.problems, *faults))


def _pages(source: FolderSource, faults: list[ReadProblem]) -> Iterator[str]:
    """The YAML files of the folder; other names there are told, for they were meant for us."""
    for name in source.files(OWN_FOLDER):
        path = f"{OWN_FOLDER}/{name}"
        if name.endswith(".yaml"):
            yield path
        elif not name.startswith("."):
            message = _("{path} is not read: a profile's file ends in .yaml").format(path=path)
            faults.append(ReadProblem("odd_file", message, Place(path)))


def _ready(
    document: Document | None, path: str, faults: list[ReadProblem], *, own: bool = False
) -> Ready | None:
    """The profile with its templates, or its faults."""
    if document is None:
        return None
    try:
        data = typed(DeviceProfile, document.data, path, document.lines)
    except InvalidPage as trouble:
        faults.extend(trouble.problems)
        return None
    page = Page(data.id, path, data, document.lines)
    templates: list[Template] = []
    found: list[ReadProblem] = []
    for number, text in enumerate(data.names):
        try:
            templates.append(parse_template(text))
        except TemplateProblem as trouble:
            reason = _(PROBLEMS[trouble.code]).format(**trouble.params)
            message = _("names: {template}: {reason}").replace("{template}", _short(text))
            message = message.replace("{reason}", reason)
            found.append(ReadProblem("bad_template", message, page.at("names", number)))
    if not found:
        found += _rule_faults(page, templates)
    faults.extend(found)
    suffixes = frozenset(suffix.strip().lower().lstrip(".") for suffix in data.suffixes)
    return None if found else Ready(data, tuple(templates), path, own, suffixes)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."


def _rule_faults(page: Page[DeviceProfile], templates: list[Template]) -> Iterator[ReadProblem]:
    """What the rule of the parts needs and no template gives."""
    rule = page.data.segments
    if rule is None:
        return
    needed = {"chapter": "chapter", "seq": "seq"}.get(rule.by)
    given = frozenset().union(*(template.fields for template in templates))
    if given & {"year", "epoch_s", "epoch_ms"}:
        given |= {"start"}
    missing = (name for name in rule.same if name not in given)
    for name in (needed, *missing) if needed not in given else missing:
        if name is not None:
            text = _("segments: no template has the field {name}; fields are: {known}")
            message = text.format(name=name, known=", ".join(FIELDS))
            yield ReadProblem("no_such_field", message, page.at("segments"))
