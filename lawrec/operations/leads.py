"""Leads: what may be unlawful and is no case yet (article 10), each a page of the bureau.

A part that is on record is never written over: a correction keeps what it said before, and why.
Who reported stays in the lead; a case knows the rest only (26.3c).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.custody.change import Change, Writing
from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.i18n import _, language
from lawrec.operations.input import Data, in_codes
from lawrec.operations.session import Session, find_officer
from lawrec.operations.setup import write_bureau
from lawrec.report.lines import listed
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Lead, LeadExtract
from lawrec.schema.ids import LEAD
from lawrec.schema.moments import format_moment
from lawrec.schema.snapshot import Lines
from lawrec.schema.value_names import value_name
from lawrec.store import git, layout
from lawrec.store.bureau_files import load_lead
from lawrec.store.render import page, to_raw
from lawrec.store.validate import typed

CHANNELS: tuple[str, ...] = (
    *("visit", "phone", "letter", "online"),
    *("patrol", "satellite", "transfer", "assignment", "media"),
)
"""Where leads come from."""
_NOBODY_REPORTED = ("patrol", "satellite")
_COMPLAINTS = ("visit", "phone", "letter", "online")
_ANONYMOUS = ("匿名", "匿名人", "匿名举报人")
_WHAT = "违法线索"


@dataclass(frozen=True, slots=True)
class Noted:
    """A lead as it lies in the bureau's folder now; `lead` is whole, with who reported it."""

    id: str
    path: str
    lead: Lead
    head: str = ""


def own_bureau(session: Session) -> Path:
    """The bureau's folder; leads are nowhere else."""
    if session.bureau is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one: lawrec init"))
    return session.bureau


def staff(session: Session, name: str) -> str:
    """The member of staff of that name or certificate number."""
    found = find_officer(name, session.facts.officers)
    if found is None:
        raise UsageError(
            _("{name} is not on the staff roster").format(name=name),
            fix=_("Say it with --as NAME or --by NAME, or enter them: lawrec officer add"),
        )
    return found


def lead_path(lead_id: str) -> str:
    """Where a lead lies: leads/2026/L2026-0031.yaml."""
    match = LEAD.fullmatch(lead_id)
    if match is None:
        raise UsageError(
            _("{id} is no number of a lead").format(id=lead_id),
            fix=_("They look like L2026-0031; see: lawrec lead list"),
        )
    return f"{layout.LEADS}/{match[1]}/{lead_id}.yaml"


def require_lead(bureau: Path, lead_id: str) -> Noted:
    """That lead, or an error that says where to look."""
    path = lead_path(lead_id)
    lead = load_lead(bureau, lead_id)
    if lead is None:
        raise InputError(
            _("There is no lead {id}").format(id=lead_id), fix=_("See: lawrec lead list")
        )
    return Noted(lead_id, path, lead)


def all_leads(bureau: Path, year: str | None = None) -> list[Noted]:
    """All leads of the bureau, or those of one year, in the order of their numbers."""
    names = (path.stem for path in sorted((bureau / layout.LEADS).glob(f"{year or '*'}/L*.yaml")))
    return [require_lead(bureau, name) for name in names if LEAD.fullmatch(name)]


def leads_of(bureau: Path | None, year: str | None = None) -> list[Noted]:
    """The leads of that repository, or of the one around the current folder."""
    return all_leads(layout.require_bureau(bureau or Path.cwd()), year)


def lead_of(bureau: Path | None, lead_id: str) -> Noted:
    """That lead of that repository, or of the one around the current folder."""
    return require_lead(layout.require_bureau(bureau or Path.cwd()), lead_id)


def known_channel(text: str) -> str:
    """The channel of that English or Chinese name, or an error that lists them."""
    for channel in CHANNELS:
        if text.strip() in (channel, value_name(channel, "zh", "channel")):
            return channel
    raise UsageError(_("A lead does not come by {channel}").format(channel=text), fix=_channels())


def _channels() -> str:
    """All channels, as people may write them."""
    names = listed(value_name(c, "zh", "channel") if language() == "zh" else c for c in CHANNELS)
    return _("It comes by one of: {names}").format(names=names)


def initiated_by(lead: Lead) -> str:
    """How a case that comes from that lead was initiated."""
    if lead.channel in _COMPLAINTS:
        return "complaint"
    return lead.channel if lead.channel in ("transfer", "assignment") else "ex_officio"


def add_lead(
    session: Session, given: Mapping[str, object], name: str = "-", lines: Lines | None = None
) -> Noted:
    """Note a lead under the next free number of this year."""
    bureau = own_bureau(session)
    data = _completed(session, given)
    lead = typed(Lead, data, name, lines or {}, zone=session.zone)
    refuse_reporter(lead)
    with write_bureau(bureau, session.who, _("note a lead")) as held:
        lead_id = _next_id(bureau, session.now().year)
        return keep(held, session, Noted(lead_id, lead_path(lead_id), lead))


def _completed(session: Session, given: Mapping[str, object]) -> Data:
    data = in_codes(Lead, dict(given))
    if not data.get("channel"):
        raise UsageError(_("Say with --channel how the lead came"), fix=_channels())
    content = data.get("content")
    if not isinstance(content, str) or is_blank(content):
        raise UsageError(_("Say with --content what the lead says"))
    data["channel"] = known_channel(str(data["channel"]))
    data.setdefault("received_at", format_moment(session.now()))
    data["received_by"] = staff(session, str(data.get("received_by") or session.who))
    if data["channel"] in _NOBODY_REPORTED:
        data.setdefault("real_name", "no")
    return {**data, **_on_record(data)}


def _on_record(data: Mapping[str, object]) -> Data:
    """What its case may know of content and reporter: whether they are on record, not what."""
    content, reporter = data.get("content"), data.get("reporter")
    who = reporter.get("name") if isinstance(reporter, dict) else None
    answers: Data = {"content_recorded": "no" if is_blank(_text(content)) else "yes"}
    if data.get("real_name") != "no" or who:
        answers["reporter_recorded"] = "no" if is_blank(_text(who)) else "yes"
    return answers


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _next_id(bureau: Path, year: int) -> str:
    """The next number of the year; one whose page was taken away is not given out again."""
    names = {path.stem for path in (bureau / layout.LEADS / str(year)).glob("L*.yaml")}
    prefix = f"{layout.LEADS}/{year}/"
    kept = git.files_at(bureau, git.head(bureau))
    names |= {Path(path).stem for path in kept if path.startswith(prefix)}
    numbers = [int(match[2]) for name in names if (match := LEAD.fullmatch(name))]
    return f"L{year}-{max(numbers, default=0) + 1:04d}"


def keep(held: Writing, session: Session, noted: Noted) -> Noted:
    """Write a lead, durable and logged."""
    content = page(noted.lead, f"{_WHAT} {noted.id}")
    change = Change({noted.path: content}, (), f"{_WHAT} {noted.id}", "lead", session.who)
    return Noted(noted.id, noted.path, noted.lead, held.commit(change).head)


def correct_lead(session: Session, lead_id: str, given: Mapping[str, object], reason: str) -> Noted:
    """Put right what was noted of a lead at its entry; what it said before stays on record."""
    from lawrec.operations.lead_steps import corrected

    own = ("channel", "received_at", "received_by", "real_name", "reporter", "about", "content")
    strange = sorted(set(given) - set(own))
    if strange or not given:
        raise UsageError(
            _("These are not corrected here: {names}").format(names=listed(strange)),
            fix=_("Fields here: {names}").format(names=", ".join(own)),
        )
    changes = dict(given)
    if "channel" in changes:
        changes["channel"] = known_channel(str(changes["channel"]))
    if "received_by" in changes:
        changes["received_by"] = staff(session, str(changes["received_by"]))
    bureau = own_bureau(session)
    with write_bureau(bureau, session.who, _("correct a lead")) as held:
        noted = require_lead(bureau, lead_id)
        raw = raw_lead(noted.lead)
        if isinstance(changes.get("reporter"), dict) and isinstance(raw.get("reporter"), dict):
            changes["reporter"] = {**raw["reporter"], **changes["reporter"]}  # type: ignore[dict-item]
        fresh = {**raw, **changes}
        fresh.pop("reporter_recorded", None)
        fresh |= _on_record(fresh)
        old = {name: raw.get(name) for name in changes}
        fresh["corrections"] = corrected(session, noted.lead, "entry", old, reason)
        lead = typed(Lead, fresh, noted.path, {}, zone=session.zone)
        refuse_reporter(lead)
        return keep(held, session, Noted(lead_id, noted.path, lead))


def raw_lead(lead: Lead) -> Data:
    """The fields of a lead as they go to disk."""
    raw = to_raw(lead)
    return raw if isinstance(raw, dict) else {}


def refuse_reporter(lead: Lead) -> None:
    """What the case will know must not name who reported (26.3c)."""
    name = lead.reporter.name.strip() if lead.reporter else ""
    if is_blank(name) or len(name) < 2 or name in _ANONYMOUS:
        return
    for field in LeadExtract.model_fields:
        if name in _texts(to_raw(getattr(lead, field))):
            raise RefusedError(
                _("The name of who reported it may not stand in what the case keeps"),
                where=field,
                fix=_("Write 'the complainant' instead; the name stays in the lead alone"),
            )


def _texts(value: object) -> str:
    """All texts of a part of a page, one after the other."""
    if isinstance(value, dict):
        return "\n".join(_texts(item) for item in value.values())
    if isinstance(value, list):
        return "\n".join(_texts(item) for item in value)
    return "" if value is None else str(value)
