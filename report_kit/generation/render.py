"""Template + words → DOCX: the template is an ordinary Word file; the finishing touches are made on the result."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from report_kit import resources
from report_kit.errors import InputError
from report_kit.generation import finish
from report_kit.generation.compute import Figures
from report_kit.generation.data import Data
from report_kit.version import __version__

PROVENANCE_NAMESPACE = "urn:report-kit:provenance:1"
_ITEM_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8"?><ds:datastoreItem ds:itemID="{5B0C2D4E-7A31-4C86-9F1D-2E8A60B7C913}" '
    b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    b'<ds:schemaRef ds:uri="urn:report-kit:provenance:1"/></ds:schemaRefs></ds:datastoreItem>'
)


def template_path(data: Data) -> Path:
    return resources.folder("templates") / data.kind / f"{data.mode}-{data.edition}.docx"


def render(data: Data, context: dict[str, Any], figures: Figures, target: Path) -> finish.Outline:
    """Write the report to `target` and return its headings.

    Raises InputError when the template has faults (it may have been edited by the user)."""
    path = template_path(data)
    template = DocxTemplate(str(path))
    # Values are escaped and never run: a name with < or {{ }} in it stays text.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        template.render(context, environment, autoescape=True)
    except TemplateError as error:
        raise InputError(
            f"模板 {path.name} 有误：{error}", "请用 Word 打开模板核对花括号中的内容，或恢复随附的模板"
        ) from error
    document = template.docx
    assert document is not None
    outline = finish.finish(document)
    _properties(document, context)
    _embed(document, provenance(data, figures))
    document.save(str(target))
    return outline


def provenance(data: Data, figures: Figures) -> dict[str, Any]:
    """Every computed figure with formula, operands and their sheets and cells; read back by `check`."""
    return {
        "schema": "report-kit/provenance/1",
        "tool": __version__,
        "edition": data.edition,
        "source": data.file,
        "year": data.year,
        "figures": [f.to_json() for f in figures.all],
    }


def _embed(document: WordDocument, content: dict[str, Any]) -> None:
    """Put the provenance into the file as a custom XML part with its properties, which Word keeps."""
    text = json.dumps(content, ensure_ascii=False).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    xml = f'<?xml version="1.0" encoding="UTF-8"?><provenance xmlns="{PROVENANCE_NAMESPACE}">{text}</provenance>'
    package = document.part.package
    taken = {str(p.partname) for p in package.iter_parts()}
    number = next(n for n in count(1) if f"/customXml/item{n}.xml" not in taken)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", xml.encode("utf-8"), package)
    properties = Part(
        PackURI(f"/customXml/itemProps{number}.xml"), CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _ITEM_PROPERTIES, package
    )
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _properties(document: WordDocument, context: dict[str, Any]) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = context["e"]["name"][:255]
    core.title = f"{context['e']['name']}绿色工厂自评价报告（{context['year']}年度）"[:255]
    core.subject, core.keywords, core.comments, core.category = context["standard"], "", "", ""
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    core.revision = 1
