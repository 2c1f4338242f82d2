"""M805 incremental-pdf-edit."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.document.model import Block, Document, Place, shorten
from report_kit.facts.savings import Replaced, changed_cell, difference, replaced_lines
from report_kit.rules.api import Clause, Finding, NotApplicable, Report, rule


@rule(
    "M805", name="incremental-pdf-edit", title="PDF 增量更新改动页面", severity="warning", nature="signal", trigger="A",
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="请说明改动原因，提供改动前的版本和对应的证明材料；改正内容请在 Word 原稿中修改后重新导出",
    innocent=("导出后发现笔误，用 PDF 软件直接改正", "加盖页码、水印时软件重写了个别行"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：PDF 保存过多次，文件里还留着以前的版本，后来的版本改了页面上的文字，把改前和改后并列出来。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：电子签章、批注、填写表单、增删页面、加页码和印章图片不是改动；整份重新排版的不报。

    例：前一版“综合能耗512.60吨”，最后一版同一行是“综合能耗412.60吨”。
    """
    if report.document.file.format != "pdf":
        raise NotApplicable("只检查 PDF")
    if not report.document.traces.versions:
        raise NotApplicable("文件只保存过一次")
    for one in replaced_lines(report.document):
        old, now = _standing(report.document, one)
        where = now.bbox if now is not None else None
        was = Place(now.block if now else "", shorten(old), page=one.page, bbox=where)
        places = (now, was) if now is not None else (was,)
        yield Finding(_message(one, old, now), places, subject=f"{one.page}:{one.old[:30]}")


def _message(one: Replaced, old: str, now: Place | None) -> str:
    when = f"（保存于 {one.version.date[:16].replace('T', ' ')}）" if one.version.date else ""
    new = now.quote if now is not None and now.row is not None else difference(one.old, one.new)[1]
    changed = f"“{shorten(old)}”改成了“{shorten(new)}”" if one.new else f"“{shorten(one.old)}”被删去"
    return f"线索，需核实：第 {one.page} 页在第 {one.version.n} 次保存时{changed}{when}，文件中仍有改动前的版本。"


def _standing(document: Document, one: Replaced) -> tuple[str, Place | None]:
    """What stood there, and the cell or the words that stand there now."""
    old, new = difference(one.old, one.new)
    if not one.new:
        return one.old, None
    for block in document.blocks:
        if block.hidden:
            continue
        if block.type == "table" and one.page in block.pages:
            if (found := _cell(block, one)) is not None:
                return found
        elif block.page == one.page and new and new in "".join(block.text.split()):
            at = block.text.find(new)
            return old, block.place((at, at + len(new)) if at >= 0 and block.type == "paragraph" else None)
    return old, Place("", shorten(one.new), page=one.page)


def _cell(block: Block, one: Replaced) -> tuple[str, Place] | None:
    for row, cells in enumerate(block.rows):
        shown = [column for column in range(len(cells)) if not block.is_repeat(row, column)]
        texts = [cells[column] for column in shown]
        if "".join("".join(texts).split()) == one.new and (found := changed_cell(texts, one.old)) is not None:
            return found[1], block.cell(row, shown[found[0]])
    return None
