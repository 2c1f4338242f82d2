"""Small DOCX files from raw XML, so that every trap is written as its producer writes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from report_kit.document.docx import read_docx
from report_kit.document.model import Block, Document

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "v": "urn:schemas-microsoft-com:vml",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    + "</Types>"
)


def relationships(entries: Mapping[str, tuple[str, str]], external: frozenset[str] = frozenset()) -> str:
    """A .rels part from id → (kind, target)."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if key in external else ''}/>"
        for key, (kind, target) in entries.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def make(
    body: str,
    styles: str = "",
    numbering: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
    external: frozenset[str] = frozenset(),
) -> bytes:
    """A DOCX with this body; `parts` are further files by name below word/, `relations` those of the main part."""
    links = {"rStyles": ("styles", "styles.xml"), "rNum": ("numbering", "numbering.xml"), **(relations or {})}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "word/_rels/document.xml.rels": relationships(links, external),
    }
    for name, content in (parts or {}).items():
        files[name if "/" in name and name.startswith(("docProps", "_rels", "word/")) else f"word/{name}"] = content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(body: str, **options: object) -> Document:
    """The document read back from a body of raw XML."""
    return read_docx(make(body, **options), "测试.docx")  # type: ignore[arg-type]


def root(tag: str, inner: str) -> str:
    """A part's root element with all namespaces."""
    return f"<{tag} {NAMESPACES}>{inner}</{tag}>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", style: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run; text that holds markup is taken as content."""
    inner = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    content = text if text.startswith(("<w:", "<m")) else r(text, run) if text else ""
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{content}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    """A table cell; plain text becomes a paragraph."""
    inner = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tbl(
    rows: list[list[str]], properties: str = '<w:tblStyle w:val="TableGrid"/>', grid: list[int] | None = None
) -> str:
    """A table; each cell is plain text or a whole `<w:tc>`."""
    lines = "".join(
        "<w:tr>" + "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in row) + "</w:tr>" for row in rows
    )
    widths = grid or [2000] * max(len(row) for row in rows)
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"


def span(text: str, columns: int) -> str:
    return tc(text, f'<w:gridSpan w:val="{columns}"/>')


def down(text: str, restart: bool = False) -> str:
    return tc(text, f"<w:vMerge{' w:val=' + chr(34) + 'restart' + chr(34) if restart else ''}/>")


def image(relation: str = "rImg") -> str:
    """A run with an inline picture."""
    return (
        f'<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{relation}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def style(
    style_id: str, name: str, inner: str = "", based_on: str = "", kind: str = "paragraph", default: bool = False
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"{mark}><w:name w:val="{name}"/>{base}{inner}</w:style>'


NORMAL = style("Normal", "Normal", "<w:rPr><w:sz w:val='21'/></w:rPr>", default=True)
HEADINGS = NORMAL + "".join(
    style(f"Heading{n}", f"heading {n}", f"<w:pPr><w:outlineLvl w:val='{n - 1}'/></w:pPr>", "Normal")
    for n in range(1, 5)
)


def level(ilvl: int, text: str, form: str = "decimal", extra: str = "", start: int = 1) -> str:
    """A level of an abstract list; `extra` stands between format and text, as the schema orders it."""
    return f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered_list(levels: str, list_id: int = 1, num_id: int = 1, overrides: str = "") -> str:
    """One abstract list and one num that uses it (abstract lists must precede nums: join with `nums`)."""
    return (
        f'<w:abstractNum w:abstractNumId="{list_id}">{levels}</w:abstractNum>'
        f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{list_id}"/>{overrides}</w:num>'
    )


def num(num_id: int = 1, ilvl: int = 0) -> str:
    """Numbering properties of a paragraph."""
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>'


def texts(document: Document) -> list[str]:
    """The texts of the body's paragraphs and headings, numbers included."""
    return [b.heading if b.type == "heading" else b.text for b in document.body if b.type in ("paragraph", "heading")]


def headings(document: Document) -> list[tuple[int, str, str]]:
    return [(b.level, b.number, b.text) for b in document.headings]


def only_table(document: Document) -> Block:
    (table,) = document.tables
    return table
