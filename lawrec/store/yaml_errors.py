"""Why a YAML file cannot be read, said with its place and with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lawrec.errors import InputError
from lawrec.i18n import N_, _, language

_RETYPE = N_("Correct this place; the examples in the documentation show how it is written.")
_QUOTE = N_('If the text is meant as it stands, put it in double quotes: "...".')
_TEXT_ONLY = N_("Write the value itself; lawrec reads only keys, lists and texts.")

_MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "missing": (N_("There is no such file."), N_("Check the path.")),
        "is_link": (
            N_("The file is a link; lawrec does not follow links."),
            N_("Put the file itself in its place."),
        ),
        "is_folder": (N_("This is a folder, not a file."), N_("Check the path.")),
        "special_file": (
            N_("This is a device, pipe or socket, not a file."),
            N_("Put a regular file in its place."),
        ),
        "unreadable": (
            N_("The file cannot be read: {reason}."),
            N_("Check its permissions and the disk it lies on."),
        ),
        "too_large": (
            N_("The file is larger than {limit} bytes."),
            N_("Keep long material as an attachment, not in a record."),
        ),
        "empty": (N_("The file is empty."), N_("Restore it from the history, or write it anew.")),
        "utf16": (
            N_("The file is saved as UTF-16 or UTF-32, not UTF-8."),
            N_("Save it again with the encoding UTF-8."),
        ),
        "gbk": (
            N_("The file is saved in GBK (ANSI), not UTF-8."),
            N_("Open it, choose “save as”, and save it with the encoding UTF-8."),
        ),
        "bad_utf8": (
            N_("A byte here is not UTF-8 text: the file is damaged or in another encoding."),
            N_("Restore it from the history, or save it again with the encoding UTF-8."),
        ),
        "control": (
            N_("A character that must not stand in a record: {character}."),
            N_("Delete it; it is invisible, so type the words around it again."),
        ),
        "duplicate_key": (
            N_("The key {key} stands here a second time; it is already in line {first}."),
            N_("Keep one of the two."),
        ),
        "anchor": (N_("An anchor (&) is not allowed in a record."), _QUOTE),
        "alias": (N_("A reference (*) is not allowed in a record."), _QUOTE),
        "merge_key": (N_("A merge key (<<) is not allowed in a record."), _TEXT_ONLY),
        "tag": (N_("A tag (!) is not allowed in a record."), _QUOTE),
        "second_document": (
            N_("A second document begins here; a file holds one."),
            N_("Delete the line --- or ..., or move the rest to a file of its own."),
        ),
        "key_not_text": (
            N_("A key must be a text; here it is empty, a list or a mapping."),
            _RETYPE,
        ),
        "too_deep": (
            N_("Lists and mappings are nested more than {limit} deep."),
            _RETYPE,
        ),
        "too_many_nodes": (
            N_("The file holds more than {limit} values."),
            N_("Keep long material as an attachment, not in a record."),
        ),
        "long_text": (
            N_("A text is longer than {limit} bytes."),
            N_("Keep long material as an attachment, not in a record."),
        ),
        "full_width": (
            N_("The full-width character {found} stands where {wanted} is needed."),
            N_(
                "Type {wanted} with the English input method; where {found} belongs to the text, "
                'put the whole text in double quotes: "...".'
            ),
        ),
        "colon_space": (
            N_("There is no space after the colon."),
            N_("Put a space after the colon that follows a key."),
        ),
        "no_colon": (
            N_("This line has no colon, so it is neither a key nor part of the text above."),
            N_("Write it as “key: value”, or indent it if it continues the text above."),
        ),
        "colon_misplaced": (
            N_("A colon followed by a space cannot stand here."),
            N_("Correct the indentation, or put a text that contains “: ” in double quotes."),
        ),
        "bad_indent": (
            N_("The indentation of this line fits nothing above it."),
            N_("Indent it with spaces, exactly like the lines it belongs to."),
        ),
        "tab": (N_("A tab is used to indent."), N_("Indent with spaces.")),
        "open_bracket": (
            N_("A bracket is not closed, or a comma is missing between two entries."),
            N_("Close the bracket and put “, ” between entries."),
        ),
        "open_quote": (
            N_("A quotation mark is opened here and never closed."),
            N_("Close it, or leave both out."),
        ),
        "after_quote": (
            N_("Something follows a text in quotes or a closed bracket."),
            N_('Put the whole text in quotes, and write a quotation mark inside it as \\".'),
        ),
        "reserved_start": (
            N_("A text cannot begin with this character unless it is in quotes."),
            _QUOTE,
        ),
        "bad_escape": (
            N_("After a backslash in double quotes stands something that has no meaning."),
            N_("Use single quotes for a text with backslashes, such as a Windows path."),
        ),
        "syntax": (N_("The file cannot be read from here on ({detail})."), _RETYPE),
    }
)


def explain(code: str, params: Mapping[str, object]) -> tuple[str, str]:
    """What happened and what to do, in the active language, for a code of `YamlError`."""
    what, fix = _MESSAGES[code]
    if code == "syntax" and language() != "en":  # the parser's own words are English
        what = N_("The file cannot be read from here on.")
    return _(what).format(**params), _(fix).format(**params)


class YamlError(InputError):
    """A file is not YAML that lawrec reads.

    `code` is stable and `params` fill its message (see `explain`). `line` and `column` count
    from 1, columns in characters; None where the whole file is meant.
    """

    def __init__(
        self,
        code: str,
        name: str,
        line: int | None = None,
        column: int | None = None,
        params: Mapping[str, object] | None = None,
    ) -> None:
        """Compose the texts for a problem in the file that is called `name` in messages."""
        self.code = code
        self.params: dict[str, object] = dict(params or {})
        self.name = name
        self.line = line
        self.column = column
        what, fix = explain(code, self.params)
        where = ":".join(str(part) for part in (name, line, column) if part is not None)
        super().__init__(what, where=where, fix=fix)

    def __reduce__(self) -> tuple[type[YamlError], tuple[object, ...]]:
        """Let the error travel between processes; the base class would lose the arguments."""
        return (YamlError, (self.code, self.name, self.line, self.column, self.params))
