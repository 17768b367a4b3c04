"""Positions: degrees from what devices write, and what is none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawrec.media.facts_gps import Gps, checked, from_dms, from_iso6709


def test_degrees_minutes_seconds() -> None:
    assert from_dms([41, 7, 30], "N", "S") == pytest.approx(41.125)
    assert from_dms([41, 7.5], "S", "S") == pytest.approx(-41.125)
    assert from_dms([122.25], " e\0", "W") == pytest.approx(122.25)
    assert from_dms([122, 15, 0], "West", "W") == pytest.approx(-122.25)


@pytest.mark.parametrize(
    ("parts", "reference"), [([], "N"), ([41], ""), ([41], "E"), ([41], "?"), ([41], " ")]
)
def test_half_a_position_is_none(parts: list[float], reference: str) -> None:
    assert from_dms(parts, reference, "S") is None


@pytest.mark.parametrize(
    ("text", "lat", "lon", "alt"),
    [
        ("+27.1281+100.2508+000.000/", 27.1281, 100.2508, 0.0),
        ("-34.0213+023.8993-002.809/", -34.0213, 23.8993, -2.809),
        ("+12.3456-098.7654+010.500/", 12.3456, -98.7654, 10.5),
        ("+51.4169-000.0806/", 51.4169, -0.0806, None),
        ("+4107.5+12204.25/", 41.125, 122.0708333, None),
        ("+410730+1220415CRSWGS_84/", 41.125, 122.0708333, None),
    ],
)
def test_iso_6709(text: str, lat: float, lon: float, alt: float | None) -> None:
    gps, defect = from_iso6709(text)
    assert defect is None
    assert gps is not None
    assert (gps.lat, gps.lon) == (pytest.approx(lat), pytest.approx(lon))
    assert gps.alt == alt


@pytest.mark.parametrize("text", ["", "somewhere", "27.1,100.2", "+27.1281", "+271+1002508/"])
def test_other_texts_are_no_position(text: str) -> None:
    assert from_iso6709(text) == (None, "gps_invalid")


@pytest.mark.parametrize(("lat", "lon"), [(213.64, 103.48), (90.1, 0), (0, -180.1), (math.nan, 1)])
def test_off_the_globe(lat: float, lon: float) -> None:
    assert checked(lat, lon, None) == (None, "gps_invalid")


def test_zero_is_no_fix_and_an_impossible_height_is_left_out() -> None:
    assert checked(0.0, 0.0, 3.0) == (None, "gps_no_fix")
    assert checked(41.0, 122.0, 99_999.0) == (Gps(41.0, 122.0, None), None)
    assert checked(41.0, 122.0, -3.9) == (Gps(41.0, 122.0, -3.9), None)
    assert checked(0.0, 122.0, None) == (Gps(0.0, 122.0, None), None)


@given(st.text(alphabet="+-.0123456789/CRS", max_size=40))
def test_no_text_is_an_error(text: str) -> None:
    gps, defect = from_iso6709(text)
    assert (gps is None) == (defect is not None)
