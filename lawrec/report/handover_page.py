"""The receipt of a hand-over as a printable page (移交凭证): one file, no script, A4."""

from __future__ import annotations

from lawrec.i18n import _, language
from lawrec.report.handover_data import Item, Receipt
from lawrec.report.handover_text import anchor_text
from lawrec.report.handover_words import (
    clearing,
    facts,
    late_text,
    recipe,
    recorded,
    refusals,
)
from lawrec.report.html_parts import Markup, Part, joined, page, tag
from lawrec.report.lines import labelled, listed

_STYLE = """
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-center { content: counter(page) " / "
counter(pages); font-size: 8pt; } }
* { box-sizing: border-box; }
body { font: 10pt/1.4 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Songti SC", serif;
color: #000; background: #fff; margin: 0 auto; max-width: 180mm; }
h1 { font-size: 18pt; text-align: center; margin: 0; letter-spacing: .15em; }
h2 { font-size: 11pt; margin: 5mm 0 1mm; break-after: avoid; }
p { margin: .5mm 0; overflow-wrap: anywhere; }
.bureau { text-align: center; font-size: 12pt; }
.code { text-align: right; font: 10pt/1.4 monospace; margin: 1mm 0 2mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: .3mm solid #000; padding: .8mm 1.4mm; text-align: left; vertical-align: top;
overflow-wrap: anywhere; }
th { font-weight: bold; background: #eee; print-color-adjust: exact; }
.facts th { width: 28mm; }
.items { font-size: 8.5pt; table-layout: fixed; }
.items thead { display: table-header-group; }
.items tbody { break-inside: avoid; }
.items .id { width: 18mm; }
.items .size { width: 27mm; text-align: right; }
.items .when { width: 40mm; }
.items .late { width: 29mm; }
.digest { font: 7.6pt/1.3 monospace; }
.mark { font-weight: bold; }
.box { border: .5mm solid #000; padding: 1.5mm 2.5mm; margin: 3mm 0; break-inside: avoid; }
.lines { font: 7pt/1.35 monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 1mm 0; }
.signs { display: grid; grid-template-columns: 1fr 1fr; gap: 9mm 8mm; margin-top: 9mm;
break-inside: avoid; }
.signs div { border-bottom: .3mm solid #000; padding-bottom: 1mm; min-height: 8mm; }
.foot { font-size: 8pt; margin-top: 5mm; }
@media screen { body { padding: 8mm; } }
"""


def receipt_page(receipt: Receipt) -> str:
    """The whole page; nothing in it comes from elsewhere, and nothing in it runs."""
    title = _("Hand-over receipt")
    return page(
        f"{title} {receipt.case} {receipt.record or ''} {receipt.code}",
        _STYLE,
        "zh-CN" if language() == "zh" else "en",
        tag("p", receipt.bureau, class_="bureau") if receipt.bureau else None,
        tag("h1", title),
        tag("p", labelled(_("Code"), receipt.code), class_="code"),
        _facts(receipt),
        _items(receipt),
        _lateness(receipt),
        *(tag("p", note, class_="mark") for note in receipt.notes),
        _rest(receipt),
        _anchoring(receipt),
        _signs(receipt),
        tag("p", _foot(receipt), class_="foot"),
        _list(receipt),
    )


def _facts(receipt: Receipt) -> Markup:
    rows = [tag("tr", tag("th", label), tag("td", value)) for label, value in facts(receipt)]
    return tag("table", tag("tbody", *rows), class_="facts")


def _items(receipt: Receipt) -> Markup:
    if not receipt.items:
        return tag("p", _("Nothing new was handed over."))
    columns = (
        ("id", _("No.")),
        ("name", _("Name on the device")),
        ("size", _("Size in bytes")),
        ("when", _("Recorded")),
        ("late", _("Stored")),
    )
    head = tag("tr", *(tag("th", text, class_=name) for name, text in columns))
    bodies = [_item(item, remote=bool(receipt.excuse)) for item in receipt.items]
    return joined(
        tag("h2", _("What was handed over")),
        tag("table", tag("thead", head), *bodies, class_="items"),
    )


def _item(item: Item, *, remote: bool) -> Markup:
    late = late_text(item, remote=remote)
    more = 2 if item.remarks else 1
    number = joined(item.id, tag("br"), tag("span", item.sha256[:8], class_="digest"))
    rows = [
        tag(
            "tr",
            tag("td", number, rowspan=1 + more),
            tag("td", joined(item.name, *((tag("br"), item.device) if item.device else ()))),
            tag("td", f"{item.size:,}", class_="size"),
            tag("td", recorded(item)),
            tag("td", late, class_="mark" if item.late != "no" else "fine"),
        ),
        tag(
            "tr",
            tag(
                "td",
                tag("span", item.sha256, class_="digest"),
                Markup(" "),
                listed(item.checks),
                colspan=4,
            ),
        ),
    ]
    if item.remarks:
        rows.append(tag("tr", tag("td", listed(item.remarks), colspan=4)))
    return tag("tbody", *rows)


def _lateness(receipt: Receipt) -> Markup:
    late = [item.id for item in receipt.items if item.late == "yes"]
    untold = [item.id for item in receipt.items if item.late == "unknown"]
    parts: list[Part] = []
    if late:
        text = _("Later than 24 hours after recording: {items}").format(items=listed(late))
        parts.append(tag("p", text, class_="mark"))
    if untold:
        text = _("Whether within 24 hours cannot be told from the file: {items}")
        parts.append(tag("p", text.format(items=listed(untold)), class_="mark"))
    if receipt.items and not parts:
        parts.append(tag("p", _("All within 24 hours of recording.")))
    if receipt.excuse:
        parts.append(tag("p", "* ", _("Stated reason for a later hand-over")))
        parts += [tag("p", labelled(label, text)) for label, text in receipt.excuse]
    return joined(tag("h2", _("In time")), *parts) if parts else joined()


def _rest(receipt: Receipt) -> Markup:
    parts: list[Part] = [tag("h2", _("Refused"))]
    parts += [tag("p", text) for text in refusals(receipt)]
    if receipt.known:
        known = listed(f"{name} ({item})" for name, item in receipt.known)
        parts += [tag("h2", _("There already")), tag("p", known)]
    if receipt.passed:
        parts.append(tag("p", labelled(_("Left behind as no footage"), listed(receipt.passed))))
    missing = [tag("p", text) for text in receipt.missing or ()]
    parts.append(tag("div", tag("p", clearing(receipt), class_="mark"), *missing, class_="box"))
    return joined(*parts)


def _anchoring(receipt: Receipt) -> Markup:
    """The digest that paper anchors, and how it is made again."""
    rule, command = recipe()
    return joined(
        tag("h2", _("Digest of the list")),
        tag("p", receipt.digest, class_="digest"),
        tag("p", labelled(_("Code"), receipt.code)),
        tag("p", labelled(_("Evidence log"), anchor_text(receipt))) if receipt.anchor else None,
        tag("p", rule),
        tag("p", command, class_="digest"),
    )


def _list(receipt: Receipt) -> Markup:
    """The list itself, as its digest was made of it."""
    if not receipt.items:
        return joined()
    lines = Markup("\n").join(_exact(line) for line in receipt.lines)
    heading = tag("h2", _("The list, sorted (list.txt)"))
    return joined(heading, tag("pre", Markup(lines), class_="lines"))


def _exact(line: str) -> Markup:
    """A line of the list; its two spaces stay two when it is copied."""
    return Markup("  ".join(joined(part) for part in line.split("  ")))


def _signs(receipt: Receipt) -> Markup:
    giver = labelled(_("Handed over by (signature)"), receipt.giver or "")
    taker = labelled(_("Received by (signature)"), receipt.taker or "")
    blanks = (giver, taker, labelled(_("Date")), labelled(_("Seal")))
    return tag("div", *(tag("div", text) for text in blanks), class_="signs")


def _foot(receipt: Receipt) -> str:
    if receipt.refused is None:
        said = _("Made {at} by {program} from what the case keeps; contents were not read again.")
    else:
        said = _("Made {at} by {program} when the card was read.")
    return said.format(at=receipt.printed, program=receipt.program)
