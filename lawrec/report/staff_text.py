"""The staff roster, and the hand-over list of somebody who leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from lawrec.i18n import N_, _, language
from lawrec.report.lines import columns, flat, labelled, listed
from lawrec.schema.bureau import Officer
from lawrec.schema.value_names import value_name

_DUTIES: Mapping[str, str] = {
    "case": N_("{where}: handles the case, which is not archived yet"),
    "footage": N_("{where}: footage that is not handed over yet: {items}"),
    "draft": N_("{where}: a draft that is open: {items}"),
    "borrowed": N_("{where}: has the paper file: {items}"),
    "inbox": N_("footage that belongs to no case yet: {items}"),
    "lead": N_("{where}: a lead that is open"),
    "custody": N_("{where}: nobody keeps files and footage after that day"),
    "unreadable": N_("{where}: the case cannot be read; look into it by hand"),
}


class Duty(Protocol):
    """One thing that somebody else has to take over."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def where(self) -> str:
        """The case, lead or unit."""

    @property
    def items(self) -> tuple[str, ...]:
        """Which items."""

    @property
    def command(self) -> str | None:
        """How it is taken over."""


def left_lines(name: str, on: date, posts: Iterable[str], duties: Iterable[Duty]) -> Iterator[str]:
    """The posts that were closed, and what has to be taken over, each with its command."""
    for post in posts:
        yield _("{name} left {post} on {day}").format(name=name, post=flat(post), day=on)
    duties = list(duties)
    if not duties:
        yield _("Nothing is open that somebody would have to take over")
        return
    yield labelled(_("To be taken over"))
    for duty in duties:
        text = _(_DUTIES[duty.kind])
        yield "  " + text.format(where=flat(duty.where), items=listed(duty.items))
        if duty.command:
            yield f"    {duty.command}"


def left_json(
    name: str, on: date, posts: list[str], duties: list[dict[str, Any]], head: str
) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema_version": "1",
        "id": name,
        "on": on.isoformat(),
        "posts": posts,
        "open": duties,
        "head": head,
    }


def staff_lines(officers: Mapping[str, Officer]) -> Iterator[str]:
    """One line a post, or one sentence where there is nobody."""
    if not officers:
        yield _("There is nobody on the staff roster")
        return
    head = (_("name"), _("certificate"), _("unit"), _("post"), _("duties"), _("since"), _("until"))
    yield from columns([head, *_rows(officers)])


def _rows(officers: Mapping[str, Officer]) -> Iterator[tuple[str, ...]]:
    for name, officer in officers.items():
        number = officer.certificate.number if officer.certificate else ""
        if not officer.posts:
            yield flat(name), flat(number), "", "", "", "", ""
        for post in officer.posts:
            duties = listed(value_name(duty, language(), "duties") for duty in post.duties)
            until = post.to.isoformat() if post.to else ""
            since = post.from_.isoformat()
            yield flat(name), flat(number), flat(post.unit), flat(post.post), duties, since, until


def staff_json(officers: Mapping[str, Officer]) -> dict[str, Any]:
    """The roster for programs."""
    found = [
        {"id": name, **officer.model_dump(mode="json", by_alias=True, exclude_unset=True)}
        for name, officer in officers.items()
    ]
    return {"schema_version": "1", "officers": found}
