"""What the items of a decision are called, and to which kind of penalty each word belongs.

The type of an item is free text: a bureau writes it in Chinese or with the words of the examples.
A word that is not here stands under another kind, with the word itself.
"""

from __future__ import annotations

_WORDS: dict[str, tuple[str, ...]] = {
    "warning": ("warning", "警告"),
    "criticism": ("criticism", "通报批评"),
    "fine": ("fine", "罚款"),
    "confiscation": (
        *("confiscate", "confiscation", "confiscate_gains", "confiscate_property"),
        *("没收", "没收违法所得", "没收非法财物", "没收违法所得、没收非法财物", "没收建筑物"),
        *("没收地上建筑物", "没收在非法占用的土地上新建的建筑物和其他设施"),
    ),
    "suspension": ("suspension", "暂扣许可证件", "暂扣许可证", "暂扣"),
    "downgrade": ("downgrade", "降低资质等级", "降低资质"),
    "revocation": ("revocation", "吊销许可证件", "吊销许可证", "吊销", "吊销采矿许可证"),
    "restriction": ("restriction", "限制开展生产经营活动"),
    "standstill": ("standstill", "责令停产停业", "停产停业", "责令停产", "责令停业"),
    "closure": ("closure", "责令关闭", "关闭"),
    "profession": ("profession", "限制从业"),
    "detention": ("detention", "行政拘留", "拘留"),
    "restore": (
        *("demolish_restore", "demolish", "restore", "demolition", "restoration"),
        *("限期拆除", "责令限期拆除", "拆除", "恢复原状", "责令恢复原状", "拆除并恢复原状"),
        *("限期拆除、恢复原状", "拆除恢复原状", "限期拆除并恢复原状", "恢复土地原状"),
    ),
    "correct": (
        *("correct", "stop", "return_land", "hand_over", "correction"),
        *("责令改正", "改正", "限期改正", "责令限期改正", "责令停止违法行为", "停止违法行为"),
        *("退还土地", "责令退还土地", "责令退还非法占用的土地", "限期治理", "责令限期治理"),
        *("停止", "立即停止违法行为", "责令停止", "治理", "移交"),
    ),
    "compensation": ("compensation", "补偿", "补偿款", "支付补偿", "支付补偿款", "征收补偿"),
}
KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words}
MONEY = {"fine", "confiscation"}
"""The kinds of penalty that have an amount."""
COMPENSATION = frozenset(_WORDS["compensation"])
