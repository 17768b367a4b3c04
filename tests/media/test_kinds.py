"""The same traps as in the samples, in files of other kinds and brands, made for the purpose."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import pytest

from lawrec.media import sample_maker
from lawrec.media.facts import DeviceClock, MediaFacts, read_facts
from lawrec.media.facts_bounds import BoundedFile
from lawrec.media.facts_gps import from_iso6709
from lawrec.media.facts_streams import look_in_stream
from lawrec.media.mediainfo import read_container
from tests.media import making as m

CN = timezone(timedelta(hours=8))
MORNING = datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
ORIGINAL = {m.ORIGINAL: "2025:03:11 09:30:15"}
STATED = {**ORIGINAL, m.OFFSET_ORIGINAL: "+08:00"}


def read(data: bytes, name: str, clock: DeviceClock = "unknown") -> MediaFacts:
    return read_facts(io.BytesIO(data), name, clock, CN)


def photo(exif: Mapping[int, m.Value], gps: Mapping[int, m.Value] | None = None) -> MediaFacts:
    return read(m.jpeg(m.tiff({m.MAKE: "Example"}, exif, gps)), "a.jpg")


# Photos: times


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.dng", "a.webp"])
def test_exif_in_every_container(name: str, order: str) -> None:
    block = m.tiff({m.MAKE: "Example"}, {**STATED, m.SERIAL: "X1"}, order=order)
    wrap = {"jpg": m.jpeg, "png": m.png, "webp": m.webp}.get(name[2:], bytes)
    seen = read(wrap(block), name)
    assert (seen.make, seen.serial, seen.capture.start) == ("Example", "X1", MORNING)
    # In a WebP the block is found by its mark only.
    assert seen.capture.certain == (name != "a.webp")
    assert "block_searched" in seen.capture.notes or name != "a.webp"


@pytest.mark.parametrize(
    ("name", "mark"), [("a.rw2", b"IIU\0"), ("a.orf", b"IIRO"), ("a.orf", b"IIRS"), ("a.srw", b"")]
)
def test_raw_photos_under_a_mark_of_their_own(name: str, mark: bytes) -> None:
    block = m.tiff({m.MAKE: "Example"}, {**STATED, m.SERIAL: "X1"}, order="<")
    seen = read(mark + block[len(mark) :], name)
    assert (seen.mode, seen.make, seen.serial, seen.defects) == ("photo", "Example", "X1", ())
    assert (seen.capture.start, seen.capture.certain) == (MORNING, True)


def test_a_raf_tells_what_its_picture_tells() -> None:
    picture = m.jpeg(m.tiff({m.MAKE: "Example"}, STATED))
    seen = read(b"FUJIFILMCCD-RAW 0201".ljust(148, b"\0") + picture, "a.raf")
    assert (seen.mode, seen.make, seen.defects) == ("photo", "Example", ())
    assert (seen.capture.start, seen.capture.certain) == (MORNING, False)
    assert "block_searched" in seen.capture.notes


@pytest.mark.parametrize("offset", ["+08:00", "+0800", " +08:00", "+08:00\0\0"])
def test_offsets_that_are_zones(offset: str) -> None:
    seen = photo({**ORIGINAL, m.OFFSET_ORIGINAL: offset}).capture
    assert (seen.start, seen.zone, seen.certain) == (MORNING, "stated", True)


@pytest.mark.parametrize("offset", ["Z", "+08", "08:00", "UTC+8", "+15:00", "   :  ", "", "\0"])
def test_offsets_that_are_none(offset: str) -> None:
    seen = photo({**ORIGINAL, m.OFFSET_ORIGINAL: offset}).capture
    assert (seen.zone, seen.certain) == ("assumed", False)


def test_the_change_has_a_zone_the_picture_none() -> None:
    seen = photo({**ORIGINAL, m.OFFSET: "+02:00", m.SUBSEC: "123"}).capture
    assert (seen.start, seen.zone, seen.certain) == (MORNING, "assumed", False)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1980:01:01 00:00:00", "impossible_date"),
        ("1970:01:01 08:00:00", "impossible_date"),
        ("1904:01:01 00:00:00", "impossible_date"),
        ("2025:02:30 09:30:15", "impossible_date"),
        ("2025:03:11 25:00:00", "impossible_date"),
        ("20250311093015", "date_not_read"),
        ("2025年03月11日 09:30:15", "date_not_read"),
    ],
)
def test_dates_that_are_none(text: str, note: str) -> None:
    seen = photo({**STATED, m.ORIGINAL: text}).capture
    assert (seen.start, seen.raw, seen.notes) == (None, text, (note,))


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "", "0000-00-00"])
def test_blank_dates_are_not_called_impossible(text: str) -> None:
    assert photo({**STATED, m.ORIGINAL: text}).capture.notes == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2000:01:01 00:00:00", "clock_never_set"),
        ("2016:01:01 00:17:09", "clock_never_set"),
        ("2036:02:07 06:28:15", "future_date"),
        ("2098:01:05 00:00:00", "future_date"),
    ],
)
def test_clocks_that_were_never_set_are_not_certain(text: str, note: str) -> None:
    seen = photo({**STATED, m.ORIGINAL: text}).capture
    assert (seen.zone, seen.certain, seen.notes) == ("stated", False, (note,))


@pytest.mark.parametrize("day", ["2025:03:11", "2025-03-11", "2025/03/11"])
def test_satellites_in_all_shapes(day: str) -> None:
    clock = [Fraction(1), Fraction(30), Fraction(1424, 100)]
    seen = photo(STATED, {7: clock, 29: day}).capture
    assert (seen.notes, seen.certain) == (("gps_agrees",), True)
    late = photo(STATED, {7: [Fraction(4), *clock[1:]], 29: day})
    assert (late.defects, late.capture.certain) == (("clock_contradiction",), False)


# Photos: positions


@pytest.mark.parametrize(("lat", "lon"), [(41.5, 122.5), (-33.9, 18.4), (-22.9, -43.2), (64, -21)])
def test_all_quarters_of_the_globe(lat: float, lon: float) -> None:
    place = {
        1: "N" if lat > 0 else "S",
        2: m.degrees(lat),
        3: "E" if lon > 0 else "W",
        4: m.degrees(lon),
        5: b"\1",
        6: [Fraction(25, 2)],
    }
    seen = photo(STATED, place).gps
    assert seen is not None
    assert (seen.lat, seen.lon) == pytest.approx((lat, lon), abs=1e-6)


@pytest.mark.parametrize("part", [2, 4])
def test_degrees_over_zero(part: int) -> None:
    none = [m.Over0(), m.Over0(), m.Over0()]
    place: dict[int, m.Value] = {1: "N", 2: m.degrees(41.5), 3: "E", 4: m.degrees(122.5)}
    seen = photo(STATED, {**place, part: none})
    assert seen.gps is None
    assert seen.defects[0] in ("gps_invalid", "gps_no_fix")
    assert seen.capture.certain


def test_a_position_without_its_half_of_the_globe() -> None:
    seen = photo(STATED, {2: m.degrees(41.5), 4: m.degrees(122.5)})
    assert (seen.gps, seen.defects) == (None, ("gps_invalid",))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("+40.7486-073.9864+030.123/", (40.7486, -73.9864, 30.123)),
        ("-3351.49+01825.20-012/", (-33.8581667, 18.42, -12)),
        ("+411230.5-0731540.2/", (41.2084722, -73.2611667, None)),
        ("+27.1281+100.2508+000.000CRSWGS_84/", (27.1281, 100.2508, 0)),
        ("-22.9-043.2", (-22.9, -43.2, None)),
    ],
)
def test_iso_6709(text: str, place: tuple[float, float, float | None]) -> None:
    seen, defect = from_iso6709(text)
    assert defect is None
    assert seen is not None
    assert (seen.lat, seen.lon) == pytest.approx(place[:2])
    assert seen.alt == place[2]


# Photos: what is not read is said


def test_makers_notes_without_a_serial_are_said() -> None:
    seen = photo({**STATED, m.MAKER_NOTE: b"Example\0\1\2\3\4"})
    assert (seen.serial, seen.capture.notes) == (None, ("maker_notes_unread",))
    assert seen.capture.certain
    known = photo({**STATED, m.MAKER_NOTE: b"Example\0\1\2\3\4", m.SERIAL: "X1"})
    assert known.capture.notes == ()


def test_xmp_is_said_where_the_time_is_missing() -> None:
    xmp = m.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmp:CreateDate='2025'/>")
    assert read(m.jpeg(None, extra=xmp), "a.jpg").capture.notes == ("xmp_unread",)
    assert read(m.jpeg(m.tiff({}, STATED), extra=xmp), "a.jpg").capture.notes == ()


@pytest.mark.parametrize("behind", [b"SEFT" + bytes(4000), b"XiaomiTail" * 50, b"\0" * 9, b"\xff"])
def test_what_phones_put_behind_a_picture_is_no_defect(behind: bytes) -> None:
    seen = read(m.jpeg(m.tiff({}, STATED), behind=behind), "a.jpg")
    assert (seen.truncated, seen.defects, seen.capture.certain) == (False, (), True)


# AVI, Matroska


@pytest.mark.parametrize(
    ("date", "start"),
    [
        (b"Mon Mar 10 15:04:43 2003\n\0", (15, 4, 43)),
        (b"MON MAR 10 15:04:43 2003", (15, 4, 43)),
        (b"2003:03:10 15:04:43", (15, 4, 43)),
        (b"2003-03-10 15:04:43\0", (15, 4, 43)),
        (b"2003/03/10 15:04:43", (15, 4, 43)),
        (b"2003/03/10/ 15:04", (15, 4, 0)),
        (b"2003/ 3/10  3:04PM\0", (15, 4, 0)),
        (b"2003-03-10 15:04", (15, 4, 0)),
    ],
)
def test_avi_dates_in_all_shapes(date: bytes, start: tuple[int, int, int]) -> None:
    seen = read(m.avi(date), "a.avi").capture
    assert seen.start == datetime(2003, 3, 10, *start, tzinfo=CN)
    assert (seen.zone, seen.certain, seen.end is None) == ("assumed", False, False)


def test_avi_dates_with_a_blank_before_the_day() -> None:
    seen = read(m.avi(b"Sat Mar  8 05:04:43 2003\n\0"), "a.avi").capture
    assert (seen.start, seen.raw) == (
        datetime(2003, 3, 8, 5, 4, 43, tzinfo=CN),
        "Sat Mar  8 05:04:43 2003",
    )


def test_an_avi_date_with_a_zone_is_not_the_bureaus() -> None:
    seen = read(m.avi(b"2003-03-10T15:04:43+03:00"), "a.avi").capture
    assert seen.start == datetime(2003, 3, 10, 12, 4, 43, tzinfo=UTC)
    assert (seen.zone, seen.certain) == ("stated", False)


@pytest.mark.parametrize("date", [b"Tue Jan  1 00:00:00 1980\n\0", b"1904:01:01 00:00:00"])
def test_avi_dates_that_are_none(date: bytes) -> None:
    seen = read(m.avi(date), "a.avi").capture
    assert (seen.start, seen.notes) == (None, ("impossible_date",))


@pytest.mark.parametrize(("kind", "name"), [(b"matroska", "a.mkv"), (b"webm", "a.webm")])
def test_matroska_dates_are_headers(kind: bytes, name: str) -> None:
    seen = read(m.matroska(7 * 10**17, kind), name)
    assert seen.capture.start == datetime(2023, 3, 8, 20, 26, 40, tzinfo=UTC)
    assert not seen.capture.certain
    assert seen.duration_s == 1.0
    assert read(m.matroska(None, kind), name).capture.start is None
    zero = read(m.matroska(0, kind), name).capture
    assert "clock_never_set" in zero.notes


# MP4 and its relatives


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("film") / "a.mp4"
    sample_maker.mp4(path, start=MORNING, seconds=60, apple_creationdate=False, seed=1)
    return path.read_bytes()


def location(lat: float, lon: float, name: bytes = b"\0") -> bytes:
    place = struct.pack(">3l", *(round(value * 65536) for value in (lon, lat, -3.5)))
    return m.box(b"loci", bytes(4) + b"\x55\xc4" + name + b"\0" + place + b"earth\0\0")


@pytest.mark.parametrize("name", [b"\0", b"Panjin\0", b"\xfe\xff\x76\xd8\x95\x26\0\0"])
@pytest.mark.parametrize(("lat", "lon"), [(41.5, 122.5), (-33.875, -70.5)])
def test_3gpp_positions(film: bytes, lat: float, lon: float, name: bytes) -> None:
    seen = read(m.with_boxes(film, m.box(b"udta", location(lat, lon, name))), "a.mp4")
    assert seen.gps is not None
    assert (seen.gps.lat, seen.gps.lon, seen.gps.alt) == (lat, lon, -3.5)
    assert seen.readers[-1].startswith("lawrec/")


@pytest.mark.parametrize(
    ("content", "defect"),
    [
        (location(0, 0), "gps_no_fix"),
        (location(213, 122), "gps_invalid"),
        (m.box(b"loci", bytes(9)), "gps_invalid"),
        (m.box(b"loci"), "gps_invalid"),
        (m.box(b"gps ", bytes(16)), "position_unread"),
    ],
)
def test_positions_that_are_none_or_not_read(film: bytes, content: bytes, defect: str) -> None:
    seen = read(m.with_boxes(film, m.box(b"udta", content)), "a.mp4")
    assert (seen.gps, seen.defects) == (None, (defect,))


def test_makers_boxes_are_said(film: bytes) -> None:
    seen = read(m.with_boxes(film, m.box(b"udta", m.box(b"TAGS", b"Example Camera"))), "a.mp4")
    assert "maker_notes_unread" in seen.capture.notes


def klv(key: bytes, kind: bytes, size: int, value: bytes) -> bytes:
    head = key + kind + struct.pack(">BH", size, len(value) // size)
    return head + value + b"\0" * (-len(value) % 4)


def gopro_film(film: bytes, fix: int, moment: bytes = b"250311013014.000") -> bytes:
    """A film with GoPro's box of settings and a track of telemetry before its index."""
    camera = klv(b"MINF", b"c", 1, b"EXAMPLE11") + klv(b"CASN", b"c", 1, b"C0000000000001")
    first = klv(
        b"DEVC",
        b"\0",
        1,
        klv(
            b"STRM",
            b"\0",
            1,
            klv(b"GPSF", b"L", 4, struct.pack(">L", fix))
            + klv(b"GPSU", b"U", 16, moment)
            + klv(b"SCAL", b"l", 4, struct.pack(">5l", 10**7, 10**7, 1000, 1000, 100))
            + klv(b"GPS5", b"l", 20, struct.pack(">5l", -(10**7), 2 * 10**7, 3000, 0, 0)),
        ),
    )
    at = film.rindex(b"moov") - 4
    place = at + 8
    film = film[:at] + m.box(b"free", first) + film[at:]
    table = m.box(b"stsd", struct.pack(">LL", 0, 1) + m.box(b"gpmd", bytes(8)))
    table += m.box(b"stsz", struct.pack(">LLL", 0, len(first), 1))
    table += m.box(b"stco", struct.pack(">LLL", 0, 1, place))
    track = m.box(b"trak", m.box(b"mdia", m.box(b"minf", m.box(b"stbl", table))))
    return m.with_boxes(film, m.box(b"udta", m.box(b"GPMF", camera)) + track)


def test_telemetry_with_a_fix(film: bytes) -> None:
    seen = read(gopro_film(film, 3), "a.mp4")
    assert (seen.model, seen.serial) == ("EX-1", "C0000000000001")
    assert (seen.capture.start, seen.capture.source) == (MORNING - timedelta(seconds=1), "gps")
    assert (seen.capture.zone, seen.capture.certain) == ("stated", False)
    assert seen.capture.notes == ("satellite_time", "gps_agrees")
    assert seen.gps is not None
    assert (seen.gps.lat, seen.gps.lon, seen.gps.alt) == (-1, 2, 3)


@pytest.mark.parametrize(("fix", "moment"), [(0, b"250311013014.000"), (3, b"000000000000.000")])
def test_telemetry_that_says_nothing(film: bytes, fix: int, moment: bytes) -> None:
    seen = read(gopro_film(film, fix, moment), "a.mp4")
    assert (seen.capture.source, seen.capture.certain) == ("container", False)
    assert ("gps_no_fix" in seen.defects) == (fix == 0)


# CR3 and HEIF


def test_a_cr3_with_everything() -> None:
    gps = {1: "S", 2: m.degrees(-33.9), 3: "W", 4: m.degrees(-70.6)}
    blocks = (
        m.box(b"CMT1", m.tiff({m.MAKE: "Example", m.MODEL: "EX-R"}, order="<"))
        + m.box(b"CMT2", m.tiff({**STATED, m.SERIAL: "X1"}, order="<"))
        + m.box(b"CMT4", m.tiff(gps, order="<"))
    )
    canon = m.box(b"uuid", bytes.fromhex("85c0b687820f11e08111f4ce462b6a48") + blocks)
    data = m.box(b"ftyp", b"crx \0\0\0\1crx isom") + m.box(b"moov", canon) + m.box(b"mdat", b"x")
    seen = read(data, "a.cr3")
    assert (seen.make, seen.model, seen.serial) == ("Example", "EX-R", "X1")
    assert (seen.capture.start, seen.capture.certain) == (MORNING, True)
    assert seen.gps is not None
    assert (seen.gps.lat, seen.gps.lon) == pytest.approx((-33.9, -70.6), abs=1e-6)


# AVCHD


def packets(zone: int, split: int = 184) -> bytes:
    """A stream whose recording data is perhaps split over two packets."""
    pack = b"MDPM\x03" + bytes((0x18, zone, 0x20, 0x25, 0x03)) + b"\x19\x11\x09\x30\x15"
    pack += b"\xe0\x01\x08\xff\xff"
    content = b"\xaa" * (split - 6) + pack + b"\xaa" * 400
    parts = [content[at : at + 184].ljust(184, b"\xaa") for at in range(0, len(content), 184)]
    return b"".join(
        b"\0\0\0\0" + b"\x47\x10\x11" + bytes((0x10 | n & 15,)) + part
        for n, part in enumerate(parts * 4)
    )


@pytest.mark.parametrize("split", [100, 184, 186])
@pytest.mark.parametrize(
    ("zone", "offset", "summer"),
    [
        (0x10, "+08:00", False),
        (0x50, "+08:00", True),
        (0x2A, "-05:00", False),
        (0x0B, "+05:30", False),
    ],
)
def test_avchd_dates(zone: int, offset: str, summer: bool, split: int) -> None:
    found = look_in_stream(BoundedFile(io.BytesIO(packets(zone, split))))
    assert found.tags == {"recorded_date": "2025-03-11 09:30:15" + offset}
    assert found.make == "Sony"
    assert ("summer_time_unclear" in found.notes) == summer


@pytest.mark.parametrize("zone", [0x10, 0x50])
def test_avchd_times_are_not_certain(zone: int) -> None:
    seen = read(packets(zone), "a.mts")
    assert seen.capture.start == MORNING
    assert not seen.capture.certain


# Reading no further than the headers


@pytest.mark.parametrize("share", [1.0, 0.6])
def test_fast_reading_loses_nothing_of_made_films(film: bytes, share: float) -> None:
    for whole in (film, m.fragmented(film, 60), gopro_film(film, 3)):
        data = whole[: int(len(whole) * share)]
        slow, fast = (read_container(io.BytesIO(data), fast=fast) for fast in (False, True))
        assert fast == slow
    assert read(m.fragmented(film, 60), "a.mp4").duration_s == 60.0


def test_fast_reading_loses_nothing_of_the_samples(samples: Path) -> None:
    films = [path for path in samples.iterdir() if path.suffix.lower() in FILMS]
    assert len(films) >= 14
    for path in films:
        with path.open("rb") as file:
            slow, fast = (read_container(file, fast=fast) for fast in (False, True))
        assert fast == slow, path.name


FILMS = {".mp4", ".mov", ".3gp", ".m4a"}
