"""Boxes as printed: □国有 ☑民营, 符合√ 不符合□, ■是 ○否, (√)是 ( )否."""

from __future__ import annotations

import re

TICKED = "☑√■✓✔●☒⊠◉▣🗹🗷"
EMPTY = "□☐○◯▢❏❑"
_BOX = re.compile(rf"[{TICKED}{EMPTY}]")
_IN_BRACKETS = re.compile(rf"[（(\[【]\s*([{TICKED}VＶ]?)\s*[)）\]】]")
"""A box typed as a pair of brackets, ticked by what stands inside: (√)是 （ ）否 [ ]."""
_EDGES = " \t\n\u3000（）()、，,；;：:/／|"


def has_boxes(text: str) -> bool:
    """Whether the text offers choices by boxes."""
    return bool(_BOX.search(_drawn(text)))


def _drawn(text: str) -> str:
    """The text with boxes for brackets that stand for boxes: several of them, or one that is ticked."""
    typed = list(_IN_BRACKETS.finditer(text))
    if len(typed) < 2 and not any(m[1] for m in typed):
        return text
    return _IN_BRACKETS.sub(lambda m: "☑" if m[1] else "□", text)


def choices(text: str) -> list[tuple[str, bool]]:
    """Each choice with whether it is ticked. The boxes may stand before or after the words."""
    text = _drawn(text)
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return []
    lead = text[: boxes[0].start()].strip(_EDGES)
    # 「内资（国有□ 集体□）」 has words before the first box and none after the last: boxes follow their words.
    after = bool(lead) and not text[boxes[-1].end() :].strip(_EDGES + "。.")
    found = []
    for n, box in enumerate(boxes):
        if after:
            words = text[boxes[n - 1].end() if n else 0 : box.start()]
        else:
            words = text[box.end() : boxes[n + 1].start() if n + 1 < len(boxes) else len(text)]
        found.append((words.strip(_EDGES), box[0] in TICKED))
    return found


def ticked(text: str) -> list[str]:
    """The words of the ticked choices."""
    return [words for words, on in choices(text) if on and words]
