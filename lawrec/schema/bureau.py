"""The bureau's own facts: profile, staff, devices, stores, leads, and their extract in a case."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from lawrec.schema.base import Count, Model, Number
from lawrec.schema.device_checks import DeviceCheck
from lawrec.schema.moments import Day, Moment, Tri

UnitType = Literal["section", "institution", "branch", "other"]
PowerBasis = Literal["statutory", "authorised", "entrusted"]
StoreType = Literal["unit_dedicated", "system", "removable", "other"]
Duty = Literal[
    "enforcement", "section_head", "legal_review", "organ_head", "custodian", "reception"
]
DeviceType = Literal[
    "body_camera", "camera", "phone", "drone", "voice_recorder", "scanner", "cctv", "other"
]


class BureauName(Model):
    """The organ, and where its decisions are challenged."""

    name: str
    reconsideration_organ: str | None = None
    court: str | None = None


class Unit(Model):
    """A section or institution that enforces (articles 2 and 7)."""

    type: UnitType
    power_basis: PowerBasis | None = None
    entrustment: str | None = None
    entrusting_organ: str | None = None
    entrusted_from: Day | None = None
    entrusted_to: Day | None = None
    coercive_powers: tuple[str, ...] = ()
    ruleset: str | None = None


def _without_secrets(url: str | None) -> str | None:
    """The address, which everybody may read: user names may stand in it, passwords may not."""
    if url is None or "://" not in url:
        return url
    try:
        parts = urlsplit(url)
        secret = parts.password is not None
    except ValueError:
        raise ValueError("url_format") from None
    if secret:
        raise ValueError("url_secret")
    if parts.scheme != "file" and (parts.query or parts.fragment):
        raise ValueError("url_query")
    return url


class StoreOptions(Model):
    """How a store on the network is reached; secrets have no place here.

    For S3: `endpoint` is the address of a server that is not Amazon's, `path_style` whether the
    bucket stands in its path, `profile` the section of the AWS files. `credentials` is the word
    under which the environment has user and password, where the store's name will not do.
    """

    endpoint: str | None = None
    region: str | None = None
    path_style: Tri | None = None
    profile: str | None = None
    credentials: str | None = None

    _no_secrets = field_validator("endpoint")(_without_secrets)


class Store(Model):
    """A place for footage; `dock` marks a station that stores by itself and exports a list.

    `url` is a folder, or an address such as s3://, sftp://, webdavs://; never with a password.
    """

    type: StoreType
    name: str
    url: str | None = None
    dock: Tri = "no"
    options: StoreOptions | None = None

    _no_secrets = field_validator("url")(_without_secrets)


class IntakePolicy(Model):
    """How footage is taken in: what the bureau has decided about care and its price.

    `source_read` once leaves out the second reading of the card; `sm3` adds that digest;
    `second_reader` names a program that is asked where the built-in readers see too little;
    `copies` is how many verified copies there must be before a card may be cleared.
    """

    source_read: Literal["once", "twice"] = "twice"
    sm3: Tri = "no"
    second_reader: Literal["exiftool"] | None = None
    copies: Count | None = None


class Profile(Model):
    """`lawrec.yaml`: what the bureau has decided once (effective date: article 31)."""

    schema_version: Literal["1"]
    id: str | None = None
    language: Literal["zh", "en"] = "zh"
    time_zone: str = "Asia/Shanghai"
    rulebook: str = "panjin"
    effective_from: Day | None = None
    bureau: BureauName
    units: dict[str, Unit] = Field(default_factory=dict)
    stores: dict[str, Store] = Field(default_factory=dict)
    numbers: dict[str, str] = Field(default_factory=dict)
    templates: str | None = None
    retention: dict[str, str] = Field(default_factory=dict)
    thresholds: dict[str, Number] = Field(default_factory=dict)
    management_rules: str | None = None
    access: dict[str, tuple[Duty, ...]] = Field(default_factory=dict)
    books: tuple[str, ...] = ()
    intake: IntakePolicy = Field(default_factory=IntakePolicy)


class Certificate(Model):
    """An enforcement certificate and its validity (article 6.1)."""

    number: str
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None


class Post(Model):
    """A post with its duties; one place answers who was head, reviewer or custodian on a day."""

    unit: str
    post: str
    duties: tuple[Duty, ...] = ()
    from_: Day = Field(alias="from")
    to: Day | None = None


class Officer(Model):
    """One member of staff; the id is the name."""

    employment: Literal["established", "auxiliary", "contract"]
    certificate: Certificate | None = None
    posts: tuple[Post, ...] = ()
    keys: tuple[str, ...] = ()


class Maintenance(Model):
    """Upkeep of a device (article 27.1)."""

    date: Day
    by: str
    what: str


class Fault(Model):
    """A fault of a device and what was done about it (article 27.2)."""

    fault_at: Moment
    what: str | None = None
    stopped_at: Moment | None = None
    reported_at: Moment | None = None
    reported_to: str | None = None
    repaired_by: str | None = None
    authorised_by: str | None = None
    back_in_use_at: Moment | None = None


class Device(Model):
    """A recorder; `clock` is the time base that it writes into a film's header.

    `volume` is the name or number of its card's file system, for a station that watches;
    `profile` the device profile by which its files are named.
    """

    type: DeviceType
    model: str | None = None
    serial: str | None = None
    unit: str | None = None
    clock: Literal["local", "utc", "unknown"] = "unknown"
    volume: str | None = None
    profile: str | None = None
    maintenance: tuple[Maintenance, ...] = ()
    faults: tuple[Fault, ...] = ()


class LeadAssessment(Model):
    """What was examined and found (article 10)."""

    at: Moment
    by: str
    how: str
    result: Literal["needs_action", "not_initiated"]
    reason: str


class LeadOutcome(Model):
    """What became of a lead."""

    at: Moment
    decision: Literal["case", "transfer", "closed"]
    case: str | None = None
    to_organ: str | None = None
    by: str | None = None


class LeadTold(Model):
    """How a complainant was told (article 10)."""

    at: Moment
    how: str
    content: str
    proof: str | None = None


class LeadVerification(Model):
    """One look at whether a lead is true, before any case (违法线索核查)."""

    at: Moment
    by: tuple[str, ...] = Field(min_length=1)
    found: str
    place: str | None = None


class LeadCorrection(Model):
    """What a part of a lead said before it was put right, and why."""

    at: Moment
    by: str
    reason: str
    part: str
    old: dict[str, str] = Field(default_factory=dict)


class Reporter(Model):
    """Who reported; stays in the lead and never enters a case (26.3c)."""

    name: str
    contact: str | None = None
    keep_secret: Tri = "yes"


class LeadExtract(Model):
    """The part of a lead that its case keeps: times, examination and outcome."""

    channel: str
    received_at: Moment
    received_by: str | None = None
    real_name: Tri = "unknown"
    content_recorded: Tri | None = None
    reporter_recorded: Tri | None = None
    assessed: LeadAssessment | None = None
    outcome: LeadOutcome | None = None
    told: LeadTold | None = None


class Lead(LeadExtract):
    """A lead in the bureau's folder, whole."""

    reporter: Reporter | None = None
    about: dict[str, str] = Field(default_factory=dict)
    content: str | None = None
    verified: tuple[LeadVerification, ...] = ()
    corrections: tuple[LeadCorrection, ...] = ()


class Access(Model):
    """One line of the unit's access register, as far as it concerns one case (26.3b)."""

    who: str
    at: Moment
    items: tuple[str, ...] = ()
    purpose: str | None = None
    authority: str | None = None


class BureauExtract(Model):
    """`bureau.yaml` of a case: the used part of the bureau's facts; it can be judged alone."""

    taken_at: Moment
    profile: Profile
    officers: dict[str, Officer] = Field(default_factory=dict)
    devices: dict[str, Device] = Field(default_factory=dict)
    checks: dict[str, tuple[DeviceCheck, ...]] = Field(default_factory=dict)
    lead: dict[str, LeadExtract] = Field(default_factory=dict)
    access: tuple[Access, ...] | None = None
