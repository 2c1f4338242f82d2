"""Charts and SmartArt: the words and figures they show, and those of the workbook behind a chart."""

from __future__ import annotations

from lxml import etree

from report_kit.document.docx.items import Table
from report_kit.document.docx.names import CX, DGM, A, C, R
from report_kit.document.docx.package import Package
from report_kit.document.docx.workbook import Workbook

_MAX_POINTS = 5000
Points = dict[int, str]


def _words(element: etree._Element | None) -> str:
    """Rich text or cached text below a chart element."""
    if element is None:
        return ""
    rich = "".join(t.text or "" for t in element.iter(A + "t"))
    return rich or " ".join(v.text or "" for v in element.iter(C + "v"))


def _cached(element: etree._Element | None) -> Points:
    """The points a chart shows; categories of several levels are joined, the outer first."""
    if element is None:
        return {}
    levels = list(element.iter(C + "lvl"))
    points: Points = {}
    for level in reversed(levels) if levels else [element]:
        for index, text in _level(level).items():
            points[index] = f"{points[index]} {text}" if index in points else text
    return points


def _level(element: etree._Element) -> Points:
    points: Points = {}
    for point in element.iter(C + "pt"):
        index = point.get("idx") or ""
        if index.isdecimal() and int(index) < _MAX_POINTS:
            points[int(index)] = (point.findtext(C + "v") or "").strip()
    return points


def _formula(element: etree._Element | None) -> str:
    return (element.findtext(f".//{C}f") or "").strip() if element is not None else ""


def _first(series: etree._Element, *names: str) -> etree._Element | None:
    return next((found for name in names if (found := series.find(C + name)) is not None), None)


def _matrix(names: list[str], labels: Points, columns: list[Points]) -> list[list[str]]:
    """Series side by side, categories downwards."""
    count = max((i + 1 for points in (labels, *columns) for i in points), default=0)
    rows = [["", *names]]
    rows.extend([labels.get(i, ""), *(points.get(i, "") for points in columns)] for i in range(count))
    return rows if names else []


def read_chart(root: etree._Element, package: Package, part: str) -> Table:
    """A chart as a table: series side by side, categories downwards, the title as caption; `where` is `chart`.

    `source_rows` is the same table taken from the workbook embedded behind it, empty where there is none."""
    if root.tag.startswith(CX):
        return _read_new_chart(root)
    series = list(root.iter(C + "ser"))
    titles = [_first(s, "tx") for s in series]
    categories = [_first(s, "cat", "xVal") for s in series]
    values = [_first(s, "val", "yVal") for s in series]
    labels = next((points for points in map(_cached, categories) if points), {})
    table = Table(caption=_words(root.find(f"{C}chart/{C}title")), where="chart")
    table.rows = _matrix([_words(t) for t in titles], labels, [_cached(v) for v in values])
    workbook = _workbook(root, package, part)
    if workbook is not None:
        names = [workbook.cells(_formula(t)) or ([_words(t)] if t is not None else []) for t in titles]
        sources = [workbook.cells(_formula(v)) for v in values]
        if any(sources):
            found = next((cells for cells in (workbook.cells(_formula(c)) for c in categories) if cells), None)
            table.source_rows = _matrix(
                [" ".join(n) for n in names],
                dict(enumerate(found)) if found is not None else labels,
                [dict(enumerate(s)) for s in sources],
            )
    return table


def _workbook(root: etree._Element, package: Package, part: str) -> Workbook | None:
    link = root.find(C + "externalData")
    relation = package.relations(part).get(link.get(R + "id") or "") if link is not None else None
    if relation is None or relation.external:
        return None
    data = package.read(relation.target)
    return Workbook.open(data) if data is not None else None


def _read_new_chart(root: etree._Element) -> Table:
    """A chart of the kinds Word has had since 2016 (waterfall, funnel, treemap, …)."""

    def points(dimension: etree._Element | None) -> Points:
        level = dimension.find(CX + "lvl") if dimension is not None else None
        found = level.iterchildren(CX + "pt") if level is not None else ()
        return {int(p.get("idx") or 0): (p.text or "").strip() for p in found if (p.get("idx") or "0").isdecimal()}

    data = {d.get("id"): d for d in root.iter(CX + "data")}
    names, columns, labels = list[str](), list[Points](), Points()
    for series in root.iter(CX + "series"):
        link = series.find(CX + "dataId")
        own = data.get(link.get("val") if link is not None else None)
        if own is None:
            continue
        names.append(series.findtext(f"{CX}tx/{CX}txData/{CX}v") or "")
        columns.append(points(own.find(CX + "numDim")))
        labels = labels or points(own.find(CX + "strDim"))
    return Table(rows=_matrix(names, labels, columns), caption=_words(root.find(f"{CX}chart/{CX}title")), where="chart")


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
