"""What the codes mean that come from a file's name and from what people say of its time."""

from __future__ import annotations

from lawrec.i18n import N_

NAME_TEXTS: dict[str, str] = {
    # Defects: odd, and evidence all the same.
    "from_chat": N_(
        "It came through a chat program, which takes time and place away and compresses again."
    ),
    "of_screen": N_("A picture of a screen: it shows what somebody looked at, not the place."),
    "other_officer_named": N_("The file's name gives another officer than the one entered."),
    "other_device_named": N_("The file's name gives another device than the one entered."),
    # Notes on the time of capture.
    "name_time_saved": N_(
        "The time in the name is when a program saved the file, not when it was recorded."
    ),
    "chat_header_time": N_(
        "The time in the header is when the chat program wrote the file; it was not taken."
    ),
    "clock_by_profile": N_(
        "How its time is meant is taken from the device profile, not from the register."
    ),
    "name_profile_assumed": N_("Nobody has verified that names of this shape are meant like this."),
    "name_differs": N_(
        "The time in the name is hours from that in the file: one of them is another recording's."
    ),
    "name_date_ambiguous": N_(
        "The date in the name may also begin with its day; which is meant is not known."
    ),
    "differs_from_name": N_("The times that somebody stated do not fit the time in the name."),
    "time_stated": N_("The times were stated by a person; the file itself has none."),
}
"""Every such code that a sidecar may hold under `defects` or `captured.notes`."""
