"""Stores and copies as lines for people and as objects for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lawrec.i18n import _, language
from lawrec.report.lines import bracketed, flat, iso, labelled, listed, when
from lawrec.schema.bureau import Store
from lawrec.schema.copies import Copy
from lawrec.schema.value_names import value_name

_GB = 1_000_000_000


def store_lines(states: Any) -> Iterator[str]:
    """One paragraph a store: what it is, how it was found, what it holds."""
    for state in states:
        yield labelled(flat(state.name), _what(state))
        for line in _found(state):
            yield f"  {line}"


def _what(state: Any) -> str:
    store: Store = state.store
    parts = [flat(store.name), value_name(store.type, language(), "type")]
    if store.dock == "yes":
        parts.append(_("docking station"))
    if state.case_folders:
        parts.append(_("the case folders count as this store"))
    if store.url:
        parts.append(flat(store.url))
    return listed(parts)


def _found(state: Any) -> Iterator[str]:
    if state.reachable is False:
        yield _("cannot be reached: {reason}").format(reason=flat(state.trouble.what))
    elif state.reachable:
        free = _("free space is not told") if state.free is None else _free(state.free)
        yield listed([_("can be reached"), free])
    if state.writable is False:
        yield _("cannot be written: {reason}").format(reason=flat(state.trouble.what))
    elif state.writable:
        yield _("written, read back and taken away: fine")
    if state.trouble is not None and state.trouble.fix:
        yield flat(state.trouble.fix)
    if state.clock_s:
        yield _("its clock differs from this computer's by {seconds} s").format(
            seconds=state.clock_s
        )
    if state.encrypted is False:
        yield _("what goes over the network to it is not encrypted")
    if state.copies or state.faulty:
        yield _copies(state)


def _free(count: int) -> str:
    return _("{count} GB free").format(count=f"{count / _GB:.1f}")


def _copies(state: Any) -> str:
    text = _("{count} copies, the oldest verification {at}").format(
        count=state.copies, at=when(state.oldest)
    )
    if state.faulty:
        text = bracketed(text, _("{count} absent or altered").format(count=state.faulty))
    return text


def store_json(states: Any) -> dict[str, Any]:
    """All that is known of each store."""
    return {"schema_version": "1", "stores": [_store(state) for state in states]}


def _store(state: Any) -> dict[str, Any]:
    trouble = state.trouble
    return {
        "name": state.name,
        "title": state.store.name,
        "type": state.store.type,
        "dock": state.store.dock,
        "kind": state.kind,
        "url": state.store.url,
        "case_folders": state.case_folders,
        "lawful": state.counts,
        "encrypted": state.encrypted,
        "reachable": state.reachable,
        "writable": state.writable,
        "free_bytes": state.free,
        "clock_ahead_s": state.clock_s,
        "copies": state.copies,
        "faulty": state.faulty,
        "oldest_verification": iso(state.oldest),
        "trouble": None if trouble is None else {"what": trouble.what, "fix": trouble.fix},
    }


def copy_lines(case: str, results: Any) -> Iterator[str]:
    """One line for each medium in each store."""
    texts = {
        "copied": _("{id}: copied to {store}, read back and compared"),
        "there_already": _("{id}: is in {store}, read whole and compared last on {at}"),
        "would_copy": _("{id}: would be copied to {store}"),
        "failed": _("{id}: not in {store}: {reason}"),
    }
    for result in results:
        yield flat(
            texts[result.outcome].format(
                id=result.item,
                store=result.store,
                reason=result.reason,
                at=when(result.verified),
            )
        )
        if result.quarantined:
            yield "  " + _("what had its name there was something else and is now {name}").format(
                name=result.quarantined
            )
    if not results:
        yield _("{case}: no copy is missing").format(case=case)


def copy_json(case: str, results: Any) -> dict[str, Any]:
    """Each medium in each store."""
    return {"schema_version": "1", "case": case, "copies": [_result(one) for one in results]}


def _result(result: Any) -> dict[str, Any]:
    return {
        "id": result.item,
        "store": result.store,
        "outcome": result.outcome,
        "bytes": result.size,
        "quarantined": result.quarantined,
        "verified_at": iso(result.verified),
        "reason": result.reason,
    }


def fetch_lines(fetched: Any) -> Iterator[str]:
    """One line for each medium."""
    texts = {
        "fetched": _("{id}: is back at {path}, read back and compared"),
        "there_already": _("{id}: is at {path} already"),
        "would_fetch": _("{id}: would be brought back to {path}"),
        "failed": _("{id}: not brought back: {reason}"),
    }
    for one in fetched:
        yield flat(texts[one.outcome].format(id=one.item, path=one.path, reason=one.reason))


def fetch_json(case: str, fetched: Any) -> dict[str, Any]:
    """Each medium with its answer."""
    media = [
        {
            "id": one.item,
            "path": one.path,
            "outcome": one.outcome,
            "bytes": one.size,
            "reason": one.reason,
        }
        for one in fetched
    ]
    return {"schema_version": "1", "case": case, "media": media}


def where_lines(located: Any) -> Iterator[str]:
    """Each medium: its file, its copies, what is missing."""
    states = {
        "here": _("in the case folder"),
        "elsewhere": _("not in the case folder, but in a store"),
        "lost": _("lost: neither in the case folder nor in a store"),
        "differs": _("in the case folder, but not what was stored"),
    }
    for one in located.media:
        count = _("{have} of {needed} copies").format(have=one.have, needed=located.needed)
        yield labelled(one.item, listed([states[one.state], count]))
        for name, copy in one.stores.items():
            yield "  " + labelled(flat(name), _copy_text(copy))
        for name in one.missing:
            yield "  " + _("missing in {store}").format(store=flat(name))
        if one.undeclared:
            yield "  " + _(
                "{count} further verified copies, for which no store is declared"
            ).format(count=one.undeclared)


def _copy_text(copy: Copy) -> str:
    texts = {
        "fine": _("verified {at}"),
        "absent": _("not there any more, seen {at}"),
        "differs": _("altered there, seen {at}"),
    }
    return texts[copy.state].format(at=when(copy.verified_at))


def where_json(located: Any) -> dict[str, Any]:
    """Each medium with its copies."""
    media = [
        {
            "id": one.item,
            "path": one.path,
            "state": one.state,
            "here": one.here,
            "here_checked": None if one.here_checked is None else _copy(one.here_checked),
            "stores": {name: _copy(copy) for name, copy in one.stores.items()},
            "have": one.have,
            "missing": list(one.missing),
            "undeclared": one.undeclared,
        }
        for one in located.media
    ]
    return {"schema_version": "1", "case": located.case, "needed": located.needed, "media": media}


def _copy(copy: Copy) -> dict[str, Any]:
    return {
        "copied_at": iso(copy.copied_at),
        "by": copy.by,
        "verified_at": iso(copy.verified_at),
        "state": copy.state,
        "quarantined": copy.quarantined,
    }


def verified_lines(done: Any) -> Iterator[str]:
    """What is wrong, what was mended, and how much was read."""
    texts = {
        "absent": _("{case} {id}: is not in {store} any more"),
        "differs": _("{case} {id}: was altered in {store}"),
    }
    for seen in done.faulty:
        yield flat(texts[seen.state].format(case=seen.case, id=seen.item, store=done.store))
    if done.repaired:
        yield from copy_lines("", done.repaired)
    yield _("{store}: {read} of {total} copies read, {count} of them not as they were").format(
        store=done.store, read=len(done.read), total=done.total, count=len(done.faulty)
    )


def verified_json(done: Any) -> dict[str, Any]:
    """What was read, what is wrong, what was mended."""
    faulty = [{"case": s.case, "id": s.item, "state": s.state} for s in done.faulty]
    return {
        "schema_version": "1",
        "store": done.store,
        "total": done.total,
        "read": len(done.read),
        "faulty": faulty,
        "repaired": [_result(result) for result in done.repaired],
    }
