"""What the codes of `facts` and `capture` mean, in the user's language."""

from __future__ import annotations

from lawrec.i18n import N_, _
from lawrec.media.name_texts import NAME_TEXTS

TEXTS: dict[str, str] = {
    # Defects of the recording itself.
    "empty_file": N_("The file is empty."),
    "unreadable": N_("No program here can read the content; it is kept as it is."),
    "truncated": N_("The end of the file is missing, so part of the recording is lost."),
    "empty_track": N_("The file holds neither picture nor sound, or lasts no time at all."),
    "read_error": N_("The medium failed while the file was being read."),
    "read_limit": N_("The file asks for so much reading that it was given up."),
    "reader_hung": N_(
        "Reading what the file says of itself never came to an end, so it was given up."
    ),
    "reader_crashed": N_("The program that reads such files broke down over this one."),
    # Defects of what surrounds it.
    "reader_missing": N_("The program that reads such files is not installed or does not start."),
    "metadata_damaged": N_("What the device wrote into the file is damaged; some may be missing."),
    "gps_invalid": N_("The position in the file is none that exists on the globe."),
    "gps_no_fix": N_("The device wrote a position without having found one."),
    "extension_mismatch": N_("The suffix of the name does not fit the content of the file."),
    "clock_contradiction": N_("The times in the file contradict one another."),
    "text_damaged": N_("Bytes that are no text were left out of what the device calls itself."),
    "position_unread": N_(
        "The file holds a position or a track of them that no reader here reads."
    ),
    "second_reader_missing": N_("The second reader that the bureau wants is not installed."),
    "second_reader_failed": N_("The second reader was asked about this file and gave no answer."),
    # Notes on the time of capture.
    "maker_notes_unread": N_(
        "The maker's own notes in the file were not read in full; they may hold a serial number."
    ),
    "xmp_unread": N_("The file holds notes of a program (XMP, IPTC) that are not read here."),
    "satellite_time": N_("The time is the satellites', from the first second of the telemetry."),
    "header_differs": N_("The time in the file's header is another than that of the satellites."),
    "summer_time_unclear": N_(
        "The camera was set to summer time; whether the zone already counts it is not known."
    ),
    "other_dates_only": N_(
        "The file has only dates of its later change or digitising, which are no time of capture."
    ),
    "impossible_date": N_("The device wrote a date that cannot be: its clock was never set."),
    "digitized_differs": N_("The date of digitising is more than a day from that of the picture."),
    "block_searched": N_(
        "The device's notes were found by searching, not at the place where they belong."
    ),
    "offset_zero": N_(
        "The device states the zone +00:00, which is often a zone that nobody has set."
    ),
    "utc_by_letter": N_(
        "The zone is only the letter Z, which some devices put after their local time."
    ),
    "clock_never_set": N_(
        "The first hour of a 1 January, or its first days seen months later, are what a clock "
        "shows that nobody has set."
    ),
    "date_not_read": N_("The device wrote its date in a form that is not read here."),
    "future_date": N_("The device's time lies in the future: its clock was wrong."),
    "day_only": N_("The device wrote the day only, without a time of day."),
    "zone_in_tag": N_("The zone stands in a note that any program can have added to the file."),
    "gps_agrees": N_("The satellites' time in the file agrees with the device's clock."),
    "gps_other_zone": N_(
        "By the satellites' time in the file the device's clock was set to another zone."
    ),
    "gps_older": N_(
        "The satellites' time is up to half an hour before the device's: an older position, "
        "or a clock that is fast."
    ),
    "header_much_later": N_(
        "The file was written later than its recording can have ended: a copy made later, perhaps "
        "only a part."
    ),
    "stamp_may_be_end": N_(
        "Many devices write this time when a recording is closed, not when it begins."
    ),
    "container_clock_utc": N_("The device's roster entry says that this time is UTC."),
    "container_clock_local": N_("The device's roster entry says that this time is local time."),
    "container_clock_unknown": N_(
        "The time was taken as UTC; whether this device means UTC or local time is not known."
    ),
    "name_suggests_utc": N_("The time in the file's name fits the reading as UTC."),
    "name_suggests_local": N_("The time in the file's name fits the reading as local time."),
    "name_contradicts_clock": N_(
        "The register says how this time is meant; the one in the name fits the other reading."
    ),
    "file_name_utc": N_("Devices that name their files so put UTC into the name."),
}
"""Every code that a sidecar may hold under `defects` or `captured.notes`, with its English text."""


def explain(code: str) -> str:
    """The meaning of a defect or note, one sentence; a code from a newer lawrec stays a code."""
    text = TEXTS.get(code) or NAME_TEXTS.get(code)
    return _(text) if text else code
