"""A check for the terminal: one status line, then findings by chapter, then what could not be checked.

Everything is measured in terminal cells, so that Chinese text lines up in 80 columns, and reads the same without
colours. Text of a report is never taken for markup, and what a console cannot print is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from report_kit.checking.model import Check, Found
from report_kit.feedback import arrange, wording
from report_kit.feedback.places import Places
from report_kit.feedback.wording import one_line

_MARK = {"错误": ("✗", "bold red"), "提醒": ("!", "yellow"), "提示": ("·", "cyan"), "线索": ("?", "magenta")}
_PLAIN = {"✗": "×", "✓": "√", "└": "-", "─": "-", "·": "-"}
"""What stands for a sign that the console's encoding lacks."""

# What stays on one line: a run of Latin letters and digits, or one other character, with opening marks before it and
# closing marks after it.
_PIECE = re.compile(
    r"[「『（《〔“(]*(?:[0-9A-Za-z.,%/+_\-²³]+|.)[，。、；：！？）」』》〉】”％,.;:!?)\]…]* ?", re.DOTALL
)
_WIDEST = 100
_QUOTE = 120
_WHY = 180


def render(check: Check, console: Console) -> None:
    """Prints one check to `console`."""
    out = _Output(console)
    arranged = arrange.items(check)
    _status(check, arranged, out)
    if check.unreadable:
        out.text(f"无法读取：{check.unreadable}", indent=2)
        return
    _identity(check, out)
    places = Places(check)
    for chapter in arrange.chapters(check, arranged):
        out.rule(chapter.title)
        for item in chapter.items:
            _finding(item.found, places, out)
            _consequences(item, places, out)
    _limits(check, out)


def several(checks: Sequence[Check], console: Console) -> None:
    """Prints the summary of many files, one line a file, the worst first."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.ASCII2 if _lacks(console, "─") else box.SIMPLE_HEAD, title=f"共 {len(checks)} 份报告")
    for heading in ("", "文件", "企业"):
        table.add_column(heading, overflow="fold")
    for heading in ("错误", "提醒", "提示", "线索"):
        table.add_column(heading, justify="right", no_wrap=True)
    counted = [(check, arrange.tally(arrange.items(check))) for check in checks]
    counted.sort(key=lambda pair: (not pair[0].unreadable, -pair[1].errors, -pair[1].warnings, -pair[1].signals))
    out = _Output(console)
    for check, tally in counted:
        cells = [_sign(check, tally)[0], check.document.file.name, check.facts.identity.enterprise]
        numbers = (tally.errors, tally.warnings, tally.infos, tally.signals)
        cells += ["无法读取", "", "", ""] if check.unreadable else [str(n) if n else "-" for n in numbers]
        table.add_row(*(Text(out.printable(one_line(cell))) for cell in cells))
    console.print(table)


def _status(check: Check, arranged: list[arrange.Item], out: _Output) -> None:
    identity = check.facts.identity
    tally = arrange.tally(arranged)
    sign, style = _sign(check, tally)
    parts = [f"{sign} {one_line(check.document.file.name)}"]
    if check.unreadable:
        parts.append("无法读取")
    else:
        parts += [wording.subject(identity), wording.edition(identity.edition), tally.words()]
    if tally.consequences:
        parts.append(f"另有 {tally.consequences} 处由其引起")
    out.text(" · ".join(parts), style=style, hang=2)


def _sign(check: Check, tally: arrange.Tally) -> tuple[str, str]:
    if check.unreadable or tally.errors:
        return "✗", "bold red"
    return ("!", "bold yellow") if tally.total else ("✓", "bold green")


def _identity(check: Check, out: _Output) -> None:
    identity = check.facts.identity
    code = f"（{identity.credit_code}）" if identity.credit_code else ""
    dates = [
        f"报告日期 {identity.dated.isoformat()}" if identity.dated else "报告日期未读出",
        f"评价期 {wording.period(identity)}" if identity.period else "评价期未读出",
        f"核对基准日 {check.as_of.isoformat()}",
        f"按{wording.STAGE[check.stage]}核对",
    ]
    out.labelled("企业", f"{identity.enterprise or '未读出'}{code}")
    if identity.agency:
        out.labelled("机构", identity.agency)
    reason = f"（{identity.edition_reason}）" if identity.edition_reason else ""
    out.labelled("标准", f"{wording.edition(identity.edition)}{reason}")
    out.labelled("时间", " · ".join(dates))


def _finding(found: Found, places: Places, out: _Output, *, indent: int = 0) -> None:
    label = wording.label(found)
    sign, style = _MARK[label]
    preview = "（试行）" if found.status == "preview" else ""
    out.line()
    out.text(f"{sign} {label} {found.rule} {found.title}{preview}", style=style, indent=indent, hang=2)
    inner = indent + 2
    for place in found.places:
        quote = one_line(place.quote, _QUOTE)
        words = places.words(place, names=True)
        out.text(words + (f"「{quote}」" if quote else "：空白"), indent=inner, hang=2)
    out.text(f"{wording.SIGNAL}：{found.message}" if found.nature == "signal" else found.message, indent=inner)
    for name, words in _details(found):
        out.labelled(name, words, indent=inner)


def _details(found: Found) -> Iterator[tuple[str, str]]:
    """What follows a finding's message, each with its label; nothing for what is empty."""
    details = (
        ("应为", wording.expected(found)),
        ("处理", found.remedy),
        ("依据", wording.clause(found.clause)),
        ("可能的正当原因", "；".join(found.innocent) if found.nature == "signal" else ""),
        ("基准", wording.base_rate(found.base_rate)),
    )
    return ((name, words) for name, words in details if words)


def _consequences(item: arrange.Item, places: Places, out: _Output) -> None:
    """Findings that follow from another, a line each: mending the cause mends them."""
    if not item.consequences:
        return
    out.text(f"└ 由此引起 {len(item.consequences)} 处，改正上面一处后复查：", indent=2)
    for found in item.consequences:
        where = places.words(found.places[0]) if found.places else ""
        head = f"{_MARK[wording.label(found)][0]} {found.rule} {found.title}"
        out.text(" · ".join(part for part in (head, where, one_line(found.message)) if part), indent=4, hang=2)


def _limits(check: Check, out: _Output) -> None:
    """How far the check could see."""
    out.rule("核对范围")
    out.text(wording.coverage(check), indent=2)
    judged = sum(1 for o in check.outcomes if o.outcome in ("passed", "failed", "signalled"))
    aside = sum(1 for o in check.outcomes if o.outcome == "not-applicable")
    out.text(f"规则 {len(check.outcomes)} 条：已判定 {judged}、不适用 {aside}", indent=2)
    for name, ended in arrange.unjudged(check):
        out.text(f"{wording.OUTCOME[name]}（{len(ended)} 条）：", indent=2)
        for outcome in ended:
            out.text(one_line(wording.outcome(outcome), _WHY), indent=4, hang=2)
    suppressed = sum(1 for f in check.findings if f.suppressed)
    if suppressed:
        out.text(f"按声明略去 {suppressed} 处", indent=2)
    for note in check.document.notes:
        out.text(f"读取说明：{note}", indent=2, hang=2)


def _lacks(console: Console, sign: str) -> bool:
    try:
        sign.encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return False


class _Output:
    """Lines on a console: wrapped by cells, never parsed as markup, only characters that the console has."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)
        self._plain = str.maketrans({sign: plain for sign, plain in _PLAIN.items() if _lacks(console, sign)})

    def printable(self, text: str) -> str:
        encoding = self._console.encoding
        return text.translate(self._plain).encode(encoding, "replace").decode(encoding)

    def line(self, text: str = "", style: str = "") -> None:
        self._console.print(Text(self.printable(text), style=style), soft_wrap=True)

    def text(self, text: str, *, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """A paragraph; lines after the first stand `hang` cells further in."""
        for n, line in enumerate(wrap(one_line(text), self._width - indent - hang, first=hang)):
            self.line(" " * (indent + (hang if n else 0)) + line, style)

    def labelled(self, name: str, words: str, *, indent: int = 2) -> None:
        self.text(f"{name}：{words}", indent=indent, hang=cell_len(name) + 2)

    def rule(self, title: str) -> None:
        head = f"── {one_line(title, 60)} "
        self.line()
        self.line(head + "─" * max(2, self._width - cell_len(head)), "bold")


def wrap(text: str, width: int, *, first: int = 0) -> Iterator[str]:
    """Lines of at most `width` cells (the first `first` cells wider); no line begins with a closing mark."""
    line, room = "", width + first
    for piece in _PIECE.findall(text):
        if line and cell_len(line + piece.rstrip()) > room:
            yield line.rstrip()
            line, room = "", width
            piece = piece.lstrip()
        while cell_len(piece.rstrip()) > room:
            cut = next(n for n in range(len(piece), 0, -1) if cell_len(piece[:n]) <= max(room, 2))
            yield piece[:cut]
            piece = piece[cut:]
            room = width
        line += piece
    if line:
        yield line.rstrip()
