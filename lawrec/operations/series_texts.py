"""Missing parts, joined parts and wanted originals, as lines for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lawrec.i18n import _, language
from lawrec.media.missing_parts import Gap
from lawrec.operations.intake import Taken
from lawrec.operations.series import originals_wanted

_MOST_NAMES = 8


def gap_lines(gaps: Iterable[Gap]) -> Iterator[str]:
    """A sentence for each place where parts are missing."""
    for gap in gaps:
        values = {
            "names": _names(gap.missing),
            "after": _shown(gap.after),
            "before": _shown(gap.before),
            "count": len(gap.missing),
            "total": gap.total,
        }
        if gap.after is None:
            text = _("{names} before {before} is missing: {count} of {total} parts of a recording")
        elif gap.recording:
            text = _(
                "{names} between {after} and {before} is missing: {count} of {total} parts of "
                "a recording"
            )
        else:
            text = _("{names} between {after} and {before} is not among the files")
        yield _filled(text, values)


def original_lines(files: Sequence[Taken]) -> Iterator[str]:
    """One line that asks for originals, where pictures came through a chat program."""
    wanted = originals_wanted(files)
    if wanted:
        names = _names([f"{t.item} {t.sidecar.original_name}" for t in wanted if t.sidecar])
        text = _(
            "Ask for the original from the phone that took it; a chat program changed it: {names}"
        )
        yield text.replace("{names}", names)


def later_lines(later: Iterable[tuple[str, str]], case: str) -> Iterator[str]:
    """A command for each medium of the case that turns out to continue a new one."""
    for old, new in later:
        command = f"lawrec amend {case} {old} --set continues={new} --reason ..."
        text = _("{old} goes on where {new} ends; say so: {command}")
        yield _filled(text, {"old": old, "new": new, "command": command})


def series_json(gaps: Iterable[Gap], files: Sequence[Taken]) -> dict[str, object]:
    """The same for programs; belongs into the object of the import."""
    return {
        "missing_parts": [
            {
                "profile": gap.profile,
                "missing": list(gap.missing),
                "after": _entry(gap.after),
                "before": _entry(gap.before),
                "total": gap.total,
                "recording": gap.recording,
            }
            for gap in gaps
        ],
        "originals_wanted": [
            {"id": t.item, "name": t.sidecar.original_name}
            for t in originals_wanted(files)
            if t.sidecar
        ],
    }


def _entry(part: tuple[str, str] | None) -> dict[str, str] | None:
    return None if part is None else {"id": part[0], "name": part[1]}


def _shown(part: tuple[str, str] | None) -> str:
    return "" if part is None else f"{part[0]} {part[1]}"


def _names(names: Sequence[str]) -> str:
    between = "、" if language() == "zh" else ", "
    if len(names) <= _MOST_NAMES:
        return between.join(names)
    return between.join((*names[: _MOST_NAMES - 1], "…", names[-1]))


def _filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its values, in one pass: braces inside a file's name stay as they are."""
    return re.sub(r"\{(\w+)\}", lambda part: str(values.get(part[1], part[0])), text)
