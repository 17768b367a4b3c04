"""An import as JSON: every file with its answer, the hand-over, what the card waits for."""

from __future__ import annotations

import os
from typing import Any

from lawrec.operations.import_models import Imported
from lawrec.operations.import_preview import Preview, Previewed
from lawrec.operations.intake import Taken
from lawrec.operations.series_texts import series_json
from lawrec.report.handover_data import receipt_digest, short_code
from lawrec.schema.media import Sidecar

_FIELDS = (
    "make", "model", "serial", "act", "device", "device_by", "operator", "operator_by", "profile",
    "continues",
)  # fmt: skip


def imported_json(done: Imported) -> dict[str, Any]:
    """What was done."""
    handover = done.handover
    items = done.handed_over
    digest = receipt_digest(items)
    return {
        "schema_version": "1",
        "case": done.case,
        "files": [_file(taken) for taken in done.files],
        "handover": {
            "record": handover.record,
            "from": handover.from_,
            "to": handover.to,
            "store": handover.store,
            "at": handover.at,
            "items": list(handover.items),
            "late": list(handover.late),
            "untold": list(handover.untold),
            "early": list(handover.early),
            "excuse": dict(handover.excuse),
        },
        "receipt": {"digest": digest, "code": short_code(digest)} if items else None,
        **series_json(done.gaps, done.files),
        "profile_problems": [
            {"message": problem.message, "place": str(problem.place)} for problem in done.problems
        ],
        "passed_over": [_source(found.path) for found in done.passed],
        "safe_to_clear": {
            "answer": "no" if done.missing else "yes",
            "missing": list(done.missing),
        },
    }


def preview_json(preview: Preview) -> dict[str, Any]:
    """What would be done."""
    return {
        "schema_version": "1",
        "dry_run": True,
        "case": preview.case,
        "files": [_previewed(file) for file in preview.files],
        "bytes": preview.size,
        "passed_over": [_source(found.path) for found in preview.passed],
    }


def _file(taken: Taken) -> dict[str, Any]:
    return {
        "source": _source(taken.found.path),
        "outcome": taken.result,
        "sha256": taken.sha256,
        "id": taken.item,
        "path": taken.path,
        "reason": taken.code,
        "renews": taken.renews,
        "same_model_as": taken.alike,
        **_facts(taken.sidecar),
    }


def _previewed(file: Previewed) -> dict[str, Any]:
    said = file.said
    return {
        "source": _source(file.found.path),
        "outcome": file.result,
        "bytes": file.found.size,
        "id": file.item,
        "reason": file.code,
        "start": said.start.isoformat() if said and said.start else None,
        "certain": said.certain if said else None,
        "device": said.device if said else None,
        "device_by": said.device_by if said else None,
        "same_model_as": said.alike if said else None,
        "operator": said.operator if said else None,
        "operator_by": said.operator_by if said else None,
        "act": file.act,
        "defects": list(said.facts.defects) if said else [],
    }


def _source(path: bytes) -> str:
    return os.fsdecode(path).encode("utf-8", "replace").decode("utf-8")


def _facts(sidecar: Sidecar | None) -> dict[str, Any]:
    """What is known of the recording; null where it is not known."""
    if sidecar is None:
        unknown = (*_FIELDS, "capture", "gps", "duration_s")
        return {**dict.fromkeys(unknown), "named": {}, "readers": [], "defects": []}
    raw = sidecar.model_dump(mode="json", by_alias=True)
    captured = raw["captured"]
    capture = {key: captured[key] for key in ("start", "end", "zone", "source")}
    gps = sidecar.gps
    return {
        **{key: raw[key] for key in _FIELDS},
        "capture": {**capture, "certain": captured["certain"] == "yes"},
        "gps": gps and {key: _number(getattr(gps, key)) for key in ("lat", "lon", "alt")},
        "duration_s": _number(sidecar.duration_s),
        "named": dict(sidecar.named),
        "readers": list(sidecar.readers),
        "defects": list(sidecar.defects),
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
