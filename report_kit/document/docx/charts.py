"""Charts and SmartArt: the words and figures they show, without opening the workbook behind."""

from __future__ import annotations

from lxml import etree

from report_kit.document.docx.items import Table
from report_kit.document.docx.names import DGM, A, C

_MAX_POINTS = 5000


def _words(element: etree._Element | None) -> str:
    """Rich text or cached text below a chart element."""
    if element is None:
        return ""
    rich = "".join(t.text or "" for t in element.iter(A + "t"))
    return rich or " ".join(v.text or "" for v in element.iter(C + "v"))


def _points(element: etree._Element | None) -> dict[int, str]:
    points: dict[int, str] = {}
    for point in element.iter(C + "pt") if element is not None else ():
        index = point.get("idx") or ""
        if index.isdecimal() and int(index) < _MAX_POINTS:
            points[int(index)] = (point.findtext(C + "v") or "").strip()
    return points


def chart_table(root: etree._Element) -> Table:
    """A chart as a table: series side by side, categories downwards, the title as caption; `where` is `chart`."""
    series = list(root.iter(C + "ser"))
    names = [_words(s.find(C + "tx")) for s in series]
    labels: dict[int, str] = {}
    for each in series:
        category = each.find(C + "cat")
        labels = labels or _points(category if category is not None else each.find(C + "xVal"))
    columns = []
    for each in series:
        found = each.find(C + "val")
        columns.append(_points(found if found is not None else each.find(C + "yVal")))
    count = max((i + 1 for points in (labels, *columns) for i in points), default=0)
    rows = [["", *names], *([labels.get(i, ""), *(points.get(i, "") for points in columns)] for i in range(count))]
    return Table(rows=rows if series else [], caption=_words(root.find(f"{C}chart/{C}title")), where="chart")


def diagram_texts(root: etree._Element) -> list[str]:
    """The words of a SmartArt's shapes, one entry a paragraph."""
    texts: list[str] = []
    for point in root.iter(DGM + "pt"):
        if point.get("type", "node") not in ("node", "asst"):
            continue
        for paragraph in point.iter(A + "p"):
            text = "".join(t.text or "" for t in paragraph.iter(A + "t")).strip()
            if text:
                texts.append(text)
    return texts
