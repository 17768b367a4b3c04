"""Article 4, paragraph 3: photo, sound, video and surveillance are audio-visual records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.media import MediaMode, Sidecar
from lawrec.schema.snapshot import Page

_CONTENT: Mapping[MediaMode, frozenset[str]] = MappingProxyType(
    {
        "photo": frozenset(("image",)),
        # Recorders put sound into the containers of video.
        "audio": frozenset(("audio", "video")),
        "video": frozenset(("video",)),
        "cctv": frozenset(("video", "image")),
    }
)
"""Mode -> what its content may be, by the first word of its type."""


@rule("4.3")
def mode_named(case: Facts) -> Iterator[Outcome]:
    """Each medium names its mode, and its content is of that mode.

    Duty: photos, sound, video and surveillance are audio-visual records; a scan of a paper is none.
    Lawful: the mode is named, and the content found in the file agrees or is not known.
    Unlawful: a mode that the content belies: what the medium records is then open.
    Remedy: amend the mode of the medium.
    """
    if not case.snapshot.media:
        yield not_applicable(N_("The case has no media"), absent=("media",))
    for medium in case.snapshot.media:
        yield _belied(case, medium) if _differs(medium.data) else met()


def _differs(sidecar: Sidecar) -> bool:
    """Whether the content is known to be of another sort than the mode says."""
    expected = _CONTENT.get(sidecar.mode)
    found = (sidecar.mime or "").partition("/")[0]
    if expected is None or found not in ("image", "audio", "video", "text", "application"):
        return False
    if found == "application":
        return sidecar.mime == "application/pdf"
    return found not in expected


def _belied(case: Facts, medium: Page[Sidecar]) -> Outcome:
    return unsure(
        "mode_belied",
        N_("{item} is called {mode}, but its content is {mime}"),
        medium.at("mode"),
        severity="warning",
        remedy=f"lawrec amend {case.label} {medium.id} --reason ... --set mode=...",
        item=medium.id,
        mode=medium.data.mode,
        mime=medium.data.mime or "",
    )


RULES: tuple[Rule, ...] = (mode_named,)
