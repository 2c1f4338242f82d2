"""Made documents: what is written is what is read back, whatever the words, merges, numbers and wrappings."""

from __future__ import annotations

from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.docx_kit import HEADINGS, headings, level, num, numbered_list, p, r, read, tbl, tc, texts

# Characters that XML cannot hold, that Word gives a meaning of its own (tab, line end, soft and non-breaking hyphen), or
# that stand for pictures of a symbol font.
ODD = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\xad\u2011\ufffe\uffff")
WORDS = st.text(ODD.filter(lambda c: not "\uf000" <= c <= "\uf0ff"), max_size=15).map(lambda t: f"甲{t}乙")
MARK = 'w:id="1" w:author="张三" w:date="2025-04-01T08:00:00Z"'
WRAPPINGS = (
    "{}",
    "<w:hyperlink w:anchor='a'>{}</w:hyperlink>",
    f"<w:ins {MARK}>{{}}</w:ins>",
    "<w:smartTag w:element='x'>{}</w:smartTag>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:fldSimple w:instr=' REF a '>{}</w:fldSimple>",
    "<w:del w:id='9' w:author='李四'><w:r><w:delText>删</w:delText></w:r></w:del>{}",
    "{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(WORDS, st.sampled_from(WRAPPINGS)), min_size=1, max_size=4), max_size=5))
def test_words_are_read_as_written_in_any_wrapping(paragraphs: list[list[tuple[str, str]]]) -> None:
    body = "".join(
        "<w:p>" + "".join(wrapping.format(r(escape(word))) for word, wrapping in pieces) + "</w:p>"
        for pieces in paragraphs
    )
    document = read(body)
    assert [b.text for b in document.blocks if not b.hidden] == ["".join(w for w, _ in pieces) for pieces in paragraphs]
    hidden = sum(wrapping.endswith("藏</w:t></w:r>") for pieces in paragraphs for _, wrapping in pieces)
    assert "".join(b.text for b in document.blocks if b.hidden) == "藏" * hidden


@st.composite
def partitions(draw: st.DrawFn) -> list[list[tuple[int, int, int, int]]]:
    """A matrix cut into rectangles: for every cell the (top, left, bottom, right) it belongs to."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    owner: list[list[tuple[int, int, int, int] | None]] = [[None] * columns for _ in range(rows)]
    for r0 in range(rows):
        for c0 in range(columns):
            if owner[r0][c0] is not None:
                continue
            right = c0
            wide = draw(st.integers(0, columns - 1 - c0))
            while right < c0 + wide and owner[r0][right + 1] is None:
                right += 1
            bottom = draw(st.integers(r0, rows - 1)) if draw(st.booleans()) else r0
            for r1 in range(r0, bottom + 1):
                for c1 in range(c0, right + 1):
                    owner[r1][c1] = (r0, c0, bottom, right)
    return [[cell for cell in row if cell is not None] for row in owner]


@settings(max_examples=120, deadline=None)
@given(partitions(), st.data())
def test_merged_cells_are_read_as_written(owner: list[list[tuple[int, int, int, int]]], data: st.DataObject) -> None:
    words = {area: data.draw(WORDS) for area in sorted({a for row in owner for a in row})}
    # One row of single cells on top, so that every line of the grid is used.
    head = [f"列{c}" for c in range(len(owner[0]))]
    written = [head]
    for r0, row in enumerate(owner):
        cells = []
        for area in sorted(set(row), key=lambda a: a[1]):
            top, left, bottom, right = area
            span = f'<w:gridSpan w:val="{right - left + 1}"/>' if right > left else ""
            merge = ('<w:vMerge w:val="restart"/>' if r0 == top else "<w:vMerge/>") if bottom > top else ""
            cells.append(tc(escape(words[area]) if r0 == top else "", span + merge))
        written.append(cells)
    (table,) = read(tbl(written)).tables
    assert table.rows == [head, *([words[area].strip(" ") for area in row] for row in owner)]
    spans = {a for row in owner for a in row if (a[0], a[1]) != (a[2], a[3])}
    assert sorted(table.merged) == sorted((t + 1, left, b + 1, right) for t, left, b, right in spans)


CHINESE = "一二三四五六七八九十"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=10))
def test_numbers_are_those_a_hand_would_count(depths: list[int]) -> None:
    numbering = numbered_list(
        level(0, "第%1章", "chineseCounting")
        + level(1, "%1.%2", extra="<w:isLgl/>")
        + level(2, "%1.%2.%3", extra="<w:isLgl/>")
    )
    counts, expected = [0, 0, 0], []
    for depth in depths:
        # A level that was passed over counts as begun, and so do those above it.
        counts = [max(c, 1) if i < depth else c + 1 if i == depth else 0 for i, c in enumerate(counts)]
        number = f"第{CHINESE[counts[0] - 1]}章" if depth == 0 else ".".join(map(str, counts[: depth + 1]))
        expected.append((number, f"题{len(expected)}"))
    body = "".join(p(title, f"Heading{d + 1}", num(1, d)) for d, (_, title) in zip(depths, expected, strict=True))
    assert [(n, t) for _, n, t in headings(read(body, styles=HEADINGS, numbering=numbering))] == expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(WORDS, st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=3)), max_size=6)
)
def test_paragraphs_and_tables_keep_their_order(blocks: list[str | list[list[str]]]) -> None:
    body, expected = "", list[object]()
    for block in blocks:
        body += (
            p(escape(block))
            if isinstance(block, str)
            else tbl([[tc(escape(c)) for c in row] for row in block]) + p("隔")
        )
        expected += [block] if isinstance(block, str) else [[[c.strip(" ") for c in row] for row in block], "隔"]
    document = read(body)
    assert [b.rows or b.text for b in document.blocks] == expected
    assert texts(document) == [e for e in expected if isinstance(e, str)]
