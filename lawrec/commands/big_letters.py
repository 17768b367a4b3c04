"""Letters as high as a hand, made of blocks: a few Chinese characters, capitals and digits.

The Chinese ones are pictures in 16 x 16 points, drawn with Noto Sans CJK, whose licence (SIL OFL
1.1) sets no condition for pictures made with it; the capitals have 5 x 7 points.
"""

from __future__ import annotations

from collections.abc import Iterator

_HEIGHT = 16
_HAN = {
    "请": "0020202033fe182003fc002073fe100011fc110411fc11041dfc19043104011c",
    "插": "100c11f0102010207bfe1020102013ae3a22722213ae12221222122213fe7202",
    "卡": "01000100010001fc0100010001007ffe0100010001600138010c010001000100",
    "不": "00007ffe00800180018003e005b0199c31866182018001800180018001800000",
    "要": "7ffe064006403ffc264426443ffc02007ffe0c1008201e6003e00f78780c0000",
    "拔": "10801098108413fe7ffe1080108010fc1c8478c451c8116811301238166c7486",
    "等": "104030403ffe699041803ffc018001807ffe001000107ffe08100410021000f0",
    "待": "0820102033fe60204820182017fe3008700857fe10081108108810c810081038",
    "可": "00007ffe000800081f8810881088108810881f88100810080008000800780000",
    "以": "00000010241022102310211020102030202022202e6078f06198030c06040000",
    "清": "0040304017fe004007fc40406ffe100003fc020413fc120433fc22046204021c",
    "空": "010001807ffe4002400246701818300e20001ff801800180018001807ffe0000",
    "没": "31f8191801180118630e3600140007fc030c1908109030e020f0679e04060000",
    "有": "020002007ffe040004000c000ff8180838086ff808080ff80808080808080838",
    "存": "0200020002007ffe04000c0009fc10083030702057fe102010201020102011e0",
    "好": "1000100010fe30047e0822102610241065fe44103c1018101c103610601040f0",
    "再": "7ffe018001801ff8118811881ff81188118811887ffe10081008100810380000",
    "上": "01000100010001000100010001fc01000100010001000100010001007ffe0000",
    "音": "010001803ffc08100c3004207ffe00001ff8100810081ff8100810081ff81008",
    "像": "088009f01b30122037fc726453fc10801344167811b8136814e411a61e2210e0",
    "予": "3ff80018043007c001c000607ffe0184018c0188018001800180018007000000",
    "读": "0020202013fc002003fe000671a41260112010a013fe14601c58188c33060202",
    "取": "7f0022fe224222463e44222422243e282238221827187e38026c02c602820000",
    "正": "00007ffe008000800080108010fc1080108010801080108010807ffe00000000",
    "在": "0200020002007ffe040008201820102033fc5020102010201020102017fe0000",
    "结": "00201820102031fe24205c2079fe100030007dfc7184018405847d8441fc0184",
    "束": "018001807ffe018001803ffc2184218421843ffc03c007e00db0399c61860180",
    "出": "01800180318c318c318c318c3ffc01802184218421842184218421843ffc0004",
    "错": "104820483dfe404840483c4811fe100010fc7e84108410fc10841c8418fc0084",
    "重": "00183fe001807ffe01801ffc118c1ffc118c118c1ffc01803ffc01807ffe0000",
    "未": "0180018001803ffc0180018001807ffe03c003c005a00db01998618641820180",
    "完": "010001807ffe600660066ff6000000007ffe0440044004400c421842707e0000",
    "成": "0050004c00443ffe2040204020443e4c22682238223022322e7260d2419a410e",
}
"""Character -> 16 rows of 16 points, four hexadecimal digits each."""

_LATIN = {
    " ": "00000000000000",
    "'": "04040800000000",
    "%": "18190204081303",
    ":": "00040400040400",
    "-": "0000001f000000",
    "?": "0e110102040004",
    "0": "0e11131519110e",
    "1": "040c040404040e",
    "2": "0e11010608101f",
    "3": "1f02040201110e",
    "4": "02060a121f0202",
    "5": "1f101e0101110e",
    "6": "0608101e11110e",
    "7": "1f010204080808",
    "8": "0e11110e11110e",
    "9": "0e11110f01020c",
    "A": "0e11111f111111",
    "B": "1e11111e11111e",
    "C": "0e11101010110e",
    "D": "1e11111111111e",
    "E": "1f10101e10101f",
    "F": "1f10101e101010",
    "G": "0e11101711110f",
    "H": "1111111f111111",
    "I": "0e04040404040e",
    "J": "0702020202120c",
    "K": "11121418141211",
    "L": "1010101010101f",
    "M": "111b1515111111",
    "N": "11191513111111",
    "O": "0e11111111110e",
    "P": "1e11111e101010",
    "Q": "0e11111115120d",
    "R": "1e11111e141211",
    "S": "0f10100e01011e",
    "T": "1f040404040404",
    "U": "1111111111110e",
    "V": "11111111110a04",
    "W": "11111115151b11",
    "X": "11110a040a1111",
    "Y": "11110a04040404",
    "Z": "1f01020408101f",
}
"""Character -> 7 rows of 5 points, two hexadecimal digits each; a point is two rows high."""


def big(text: str, width: int, height: int) -> list[str] | None:
    """The text in blocks as large as fits into so many columns and rows.

    None where a character has no picture, or where it does not fit at all. Every line is as wide
    as the others.
    """
    rows = _rows(text)
    if rows is None:
        return None
    scale = min(width // max(1, len(rows[0])), 2 * height // len(rows))
    if scale < 1:
        return None
    wide = ["".join(point * scale for point in row) for row in rows for _n in range(scale)]
    wide += [" " * len(wide[0])] * (len(wide) % 2)
    return ["".join(map(_cell, up, down)) for up, down in zip(wide[::2], wide[1::2], strict=True)]


def _cell(up: str, down: str) -> str:
    return {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}[up + down]


def _rows(text: str) -> list[str] | None:
    """The points of the text, row by row, without blank rows above and below."""
    pictures = [_picture(char) for char in text.upper()]
    if not pictures or any(picture is None for picture in pictures):
        return None
    known = [picture for picture in pictures if picture is not None]
    rows = [" ".join(picture[y] for picture in known) for y in range(_HEIGHT)]
    return rows if any(char in _HAN for char in text) else rows[1:-1]


def _picture(char: str) -> list[str] | None:
    if char in _HAN:
        digits = _HAN[char]
        return [_points(digits[i : i + 4], 16) + " " for i in range(0, 64, 4)]
    if char in _LATIN:
        digits = _LATIN[char]
        body = [_points(digits[i : i + 2], 5) for i in range(0, 14, 2) for _n in range(2)]
        return [" " * 5, *body, " " * 5]
    return None


def _points(digits: str, count: int) -> str:
    return "".join("#" if int(digits, 16) >> bit & 1 else " " for bit in reversed(range(count)))


def known_characters() -> Iterator[str]:
    """All characters that have a picture."""
    yield from _HAN
    yield from _LATIN
