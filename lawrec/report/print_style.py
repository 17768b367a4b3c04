"""The look that printed pages of the office share: A4, readable on a phone and from a wall."""

from __future__ import annotations

STYLE = """
@page { size: A4; margin: 14mm 14mm 16mm; @bottom-center { content: counter(page) " / "
counter(pages); font-size: 8pt; } }
* { box-sizing: border-box; }
body { font: 11pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
SimHei, sans-serif; color: #111; background: #fff; margin: 0 auto; max-width: 182mm; }
h1 { font-size: 26pt; line-height: 1.2; margin: 0; letter-spacing: .06em; }
h2 { font-size: 15pt; line-height: 1.3; margin: 8mm 0 2mm; padding-bottom: 1mm;
border-bottom: .6mm solid #111; break-after: avoid; }
h3 { font-size: 11pt; margin: 3.5mm 0 1mm; break-after: avoid; }
p { margin: 1mm 0; overflow-wrap: anywhere; }
.bureau { font-size: 12pt; margin: 0; }
.day { font-size: 15pt; margin: 0 0 3mm; }
.small { font-size: 9pt; color: #444; }
table { border-collapse: collapse; width: 100%; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border-bottom: .2mm solid #999; padding: 1.1mm 1.6mm; text-align: left;
vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: bold; border-bottom: .4mm solid #111; }
.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.late { color: #a40000; font-weight: bold; }
.mark { font-weight: bold; }
.foot { font-size: 8.5pt; color: #444; margin-top: 7mm; border-top: .2mm solid #999;
padding-top: 2mm; }
@media screen { body { padding: 5mm; } }
@media screen and (max-width: 640px) { body { padding: 3mm; font-size: 12pt; }
h1 { font-size: 22pt; } }
"""
