"""The yearly tables add up, whatever is in a repository: small made-up ones, counted twice."""

from __future__ import annotations

import calendar
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawrec.operations.many_cases import FEW
from lawrec.operations.stats import Asked, stats
from lawrec.operations.yearly_tables import TABLES
from lawrec.report.stats_data import Figure, Stats
from lawrec.store.yaml_io import dump

UNITS = ("执法大队", "用途管制科")
KINDS = ("penalty", "licence", "coercion", "inspection", "expropriation", "other")
YEAR = Asked(date(2020, 1, 1), date(2020, 12, 31))
Pages = dict[str, dict[str, Any]]

days = st.dates(date(2019, 6, 1), date(2021, 6, 30))
orders = st.lists(
    st.tuples(
        st.sampled_from(("fine", "罚款", "警告", "没收", "限期拆除", "correct", "没有见过的种类")),
        st.one_of(st.none(), st.integers(1, 99999)),
    ),
    max_size=4,
)


@dataclass(frozen=True)
class Decision:
    """A decision that punishes; `day` None is a paper without a date."""

    day: date | None
    orders: tuple[tuple[str, int | None], ...]
    draft: bool
    summary: bool


@dataclass(frozen=True)
class Made:
    """One made-up case."""

    kind: str
    unit: str
    opened: date | None
    lasts: int | None
    decisions: tuple[Decision, ...]
    measures: tuple[tuple[date, str | None], ...]
    granted: bool | None

    @property
    def closed(self) -> date | None:
        if self.opened is None or self.lasts is None:
            return None
        return self.opened + timedelta(days=self.lasts)


decisions = st.builds(
    Decision,
    st.one_of(st.none(), days),
    orders.map(tuple),
    st.booleans(),
    st.booleans(),
)
cases = st.builds(
    Made,
    st.sampled_from(KINDS),
    st.sampled_from(UNITS),
    st.one_of(st.none(), days),
    st.one_of(st.none(), st.integers(0, 400)),
    st.lists(decisions, max_size=3).map(tuple),
    st.lists(
        st.tuples(days, st.sampled_from((None, "sealing", "seizure", "freezing"))), max_size=2
    ).map(tuple),
    st.sampled_from((None, True, False)),
)


def pages_of(made: Made, number: int) -> Pages:
    """The pages of a case, as a clerk would have entered them."""
    procedure = "application" if made.kind == "licence" else "general"
    pages: Pages = {
        "case.yaml": {
            "number": f"虚案〔2020〕{number}号", "title": "虚构案", "kind": made.kind,
            "procedure": procedure, "initiated_by": "ex_officio", "unit": made.unit,
            "officers": ["林某"],
        }
    }  # fmt: skip
    records: list[dict[str, Any]] = []
    if made.kind == "licence":
        day = {"received_at": made.opened.isoformat()} if made.opened else {}
        records.append({"kind": "application_register", **day})
        if made.granted is not None and made.closed:
            result = "granted" if made.granted else "denied"
            own = {"kind": "licence_decision", "result": result}
            records.append({**own, "made_at": made.closed.isoformat()})
    elif made.opened:
        records.append(approval("case_initiation_approval", made.opened))
    if made.closed:
        records.append(approval("case_closure_approval", made.closed))
    records += [paper(decision) for decision in made.decisions]
    for place, record in enumerate(records, 1):
        pages[f"records/R{place:02}-{record['kind']}.yaml"] = record
    for place, (day, measure) in enumerate(made.measures, 1):
        act = {"kind": "coercive_measure", "start": f"{day.isoformat()}T10:00:00+08:00"}
        pages[f"acts/A{place:02}-coercive_measure.yaml"] = {
            **act,
            **({"measure": measure} if measure else {}),
        }
    return pages


def approval(kind: str, day: date) -> dict[str, Any]:
    step = {"role": "approver", "who": "谢某", "decision": "approved"}
    return {"kind": kind, "steps": [{**step, "at": f"{day.isoformat()}T15:00:00+08:00"}]}


def paper(decision: Decision) -> dict[str, Any]:
    kind = "summary_penalty_decision" if decision.summary else "penalty_decision"
    listed = [
        {"number": str(place), "type": word, "text": "虚构", **amount(yuan)}
        for place, (word, yuan) in enumerate(decision.orders, 1)
    ]
    found: dict[str, Any] = {"kind": kind, "orders": listed}
    if decision.day is not None:
        found["made_at"] = decision.day.isoformat()
    return found | ({"draft": "yes"} if decision.draft else {})


def amount(yuan: int | None) -> dict[str, str]:
    return {"amount_yuan": f"{yuan}.00"} if yuan is not None else {}


def repository(root: Path, made: list[Made]) -> Path:
    profile = {"schema_version": "1", "bureau": {"name": "虚构局"},
               "units": {unit: {"type": "section"} for unit in UNITS}}  # fmt: skip
    (root / "lawrec.yaml").write_bytes(dump(profile))
    for number, one in enumerate(made, 1):
        folder = root / "cases" / "2020" / f"{number:04}"
        for path, page in pages_of(one, number).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(dump(page))
    return root


def figures(found: Stats) -> dict[str, Figure]:
    return {figure.id: figure for table in found.tables for figure in table.figures}


def in_year(day: date | None) -> bool:
    return day is not None and day.year == YEAR.start.year


@pytest.fixture(scope="module")
def folder() -> Any:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


tried = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_as_many_tables_as_bureaus_publish() -> None:
    ids = [row.id for table in TABLES for row in table.rows]
    assert len(ids) == len(set(ids))
    assert {row.split(".")[0] for row in ids} == {table.id for table in TABLES}


@tried
@given(made=st.lists(cases, min_size=1, max_size=4))
def test_the_tables_agree_with_a_second_count_and_add_up(made: list[Made]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = repository(Path(name), made)
        year = stats(root, YEAR)
        second_count(made, year)
        partitions(year)
        for by in ("month", "unit"):
            adds_up(year, stats(root, Asked(YEAR.start, YEAR.end, None, by)))
        months = [stats(root, Asked(*month)) for month in each_month()]
        found = [figures(month) for month in months]
        for figure in figures(year).values():
            if figure.adds_up:
                assert sum(one[figure.id].value or 0 for one in found) == figure.value, figure.id
        units = [figures(stats(root, Asked(YEAR.start, YEAR.end, unit))) for unit in UNITS]
        for figure in figures(year).values():
            if figure.unit == "count":
                assert sum(one[figure.id].value or 0 for one in units) == figure.value, figure.id
        flow(year, months)


def each_month() -> list[tuple[date, date]]:
    year = YEAR.start.year
    return [
        (date(year, m, 1), date(year, m, calendar.monthrange(year, m)[1])) for m in range(1, 13)
    ]


def second_count(made: list[Made], year: Stats) -> None:
    """The same from the made-up cases themselves."""
    found = figures(year)
    final = [d for one in made for d in one.decisions if not d.draft and in_year(d.day)]
    assert found["penalty.general"].value == sum(not d.summary for d in final)
    assert found["penalty.summary"].value == sum(d.summary for d in final)
    fines = [[y for word, y in d.orders if word in ("fine", "罚款")] for d in final]
    assert found["penalty.kind.fine"].value == sum(bool(those) for those in fines)
    assert found["penalty.kind.fine"].yuan == sum(
        (Decimal(y) for those in fines for y in those if y is not None), Decimal(0)
    )
    assert found["penalty.kind.warning"].value == sum(
        any(word == "警告" for word, _ in d.orders) for d in final
    )
    strange = found["penalty.kind.other"]
    assert all(one.note == "没有见过的种类" for one in strange.behind)
    measured = Counter(m for one in made for day, m in one.measures if in_year(day))
    assert found["coercion.measures"].value == sum(measured.values())
    assert found["coercion.sealing"].value == measured["sealing"]
    assert found["coercion.type_untold"].value == measured[None]
    known = [one for one in made if one.opened is not None]
    assert found["cases.opened.all"].value == sum(in_year(one.opened) for one in known)
    for kind in KINDS:
        of_kind = [one for one in known if one.kind == kind]
        new = sum(in_year(one.opened) for one in of_kind)
        assert found[f"cases.opened.{kind}"].value == new
    over = [one for one in known if in_year(one.closed)]
    assert found["cases.closed.all"].value == len(over)
    lengths = [one.lasts for one in over if one.lasts is not None]
    mean = Decimal(sum(lengths)) / len(lengths) if lengths else None
    assert found["cases.days.all"].value == (mean.quantize(Decimal("0.1")) if mean else mean)
    licences = [one for one in known if one.kind == "licence"]
    assert found["licence.applied"].value == sum(in_year(one.opened) for one in licences)
    granted = [one for one in licences if one.granted and in_year(one.closed)]
    assert found["licence.granted"].value == len(granted)
    told = {(one.case, items) for t in year.tables for one in t.untold for items in [one.items]}
    for number, one in enumerate(made, 1):
        if one.opened is None:
            assert any(case == f"2020/{number:04}" for case, _items in told)
    assert len(year.drafts) == sum(d.draft for one in made for d in one.decisions)


def partitions(year: Stats) -> None:
    """What a whole counts stands in exactly one of its parts, once."""
    found = figures(year)
    for table in TABLES:
        for whole, parts in table.parts:
            if found[whole].unit != "count":
                continue
            inside = Counter((one.case, one.items) for part in parts for one in found[part].behind)
            assert set(inside.values()) <= {1}, (whole, inside)
            assert inside == Counter((one.case, one.items) for one in found[whole].behind)
            assert found[whole].value == sum(found[part].value or 0 for part in parts)


def adds_up(year: Stats, split: Stats) -> None:
    """The columns of a breakdown add up to the same whole."""
    whole = figures(year)
    for figure in figures(split).values():
        assert figure.value == whole[figure.id].value
        if figure.adds_up:
            assert sum(share.value or 0 for share in figure.shares) == figure.value, figure.id
            if figure.yuan is not None:
                assert sum(share.yuan or 0 for share in figure.shares) == figure.yuan


def flow(year: Stats, months: list[Stats]) -> None:
    """Pending before and opened are closed and pending after; one month begins as one ended."""
    for one in (year, *months):
        found = figures(one)
        for kind in ("all", *KINDS):
            before, new, done, after = (
                found[f"cases.{word}.{kind}"].value or 0
                for word in ("before", "opened", "closed", "pending")
            )
            assert before + new == done + after
    for one, following in pairwise(months):
        after = figures(one)["cases.pending.all"].value
        assert after == figures(following)["cases.before.all"].value


@pytest.mark.parametrize(
    ("closed", "pending", "done"),
    [(date(2020, 12, 30), 0, 1), (date(2020, 12, 31), 0, 1), (date(2021, 1, 1), 1, 0)],
)
def test_what_is_closed_on_the_last_day_is_not_pending(
    tmp_path: Path, closed: date, pending: int, done: int
) -> None:
    opened = date(2020, 12, 1)
    one = Made("penalty", UNITS[0], opened, (closed - opened).days, (), (), None)
    found = figures(stats(repository(tmp_path, [one]), YEAR))
    assert found["cases.pending.penalty"].value == pending
    assert found["cases.closed.penalty"].value == done


@pytest.mark.parametrize(("closed", "before"), [(date(2019, 12, 31), 0), (date(2020, 1, 1), 1)])
def test_what_is_closed_on_the_first_day_was_pending_before(
    tmp_path: Path, closed: date, before: int
) -> None:
    opened = date(2019, 12, 1)
    one = Made("penalty", UNITS[0], opened, (closed - opened).days, (), (), None)
    found = figures(stats(repository(tmp_path, [one]), YEAR))
    assert found["cases.before.penalty"].value == before
    assert found["cases.closed.penalty"].value == before


def test_many_cases_in_several_processes_count_the_same(tmp_path: Path) -> None:
    fine = Decision(date(2020, 5, 5), (("罚款", 100),), draft=False, summary=False)
    one = Made("penalty", UNITS[0], date(2020, 5, 1), 30, (fine,), (), None)
    root = repository(tmp_path, [one] * (FEW + 2))
    found = stats(root, YEAR)
    assert figures(found)["penalty.general"].value == FEW + 2
    assert figures(found)["penalty.kind.fine"].yuan == Decimal(100 * (FEW + 2))
    labels = [counted.case for counted in figures(found)["penalty.general"].behind]
    assert labels == sorted(labels)
