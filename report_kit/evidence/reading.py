"""One file of evidence → what it says; a folder of them → `Evidence`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal

from report_kit.document import kinds, read_bytes
from report_kit.document.model import Document
from report_kit.errors import InputError
from report_kit.evidence import folder, sheets
from report_kit.facts import certificates, dates, energy, identifiers, laboratory, organisations, sentences, values
from report_kit.facts.evidence_index import expand
from report_kit.facts.model import Certificate, Fact, Facts, Identifier
from report_kit.facts.pieces import tight
from report_kit.facts.records import TestReport
from report_kit.facts.tables import Grid, read_table

Kind = Literal["workbook", "certificate", "test-report", "paper", "unread"]
Reader = Callable[[str, bytes, int | None], "EvidenceFile"]

_CERTIFICATE = re.compile(r"认证证书|证书编号|许可证|兹证明|注册号|获证")
_TEST_REPORT = re.compile(r"(?:检测|监测|检验|测试)报告|报告编号")
_HOLDER = re.compile(
    r"(?:获证组织|持证(?:单位|人)|受检单位|委托单位|被测单位|送检单位|单位名称|企业名称|组织名称|申请人|兹证明|证书持有[者人]|客户名称)(?:名称)?\s*[：:为]?\s*(?P<rest>[^\n]{4,60})"
)
_SCOPE = re.compile(r"(?:认证|覆盖|许可|适用)?范围\s*[：:为]?\s*(?P<scope>[^\n。；;]{4,120})")
_WHOLE_YEAR = re.compile(r"((?:19|20)\d\d)\s*年\s*0?1\s*(?:月)?\s*[-—–~～至到]+\s*12\s*月")
_PART_YEAR = re.compile(
    r"(?:19|20)\d\d\s*年\s*(?:0?1\s*(?:月)?\s*[-—–~～至到]+\s*)?(?:0?[1-9]|1[01])\s*月(?!\s*\d{1,2}\s*日)"
)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What one file says. `name` is its path below the folder; `why` tells why nothing was understood, else empty."""

    name: str
    kind: Kind
    indices: tuple[str, ...] = ()
    values: tuple[Fact, ...] = ()
    tables: tuple[tuple[str, str], ...] = ()
    """(block, caption) of its tables."""
    certificates: tuple[Certificate, ...] = ()
    test_reports: tuple[TestReport, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    holders: tuple[str, ...] = ()
    scope: str = ""
    why: str = ""

    def where(self, fact: Fact) -> str:
        """Where in the file a value stands, for messages."""
        title = dict(self.tables).get(fact.place.block, "")
        return f"“{self.name}”" + (f"的“{title[:40].strip()}”" if title else "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A folder's files as far as they were understood."""

    files: tuple[EvidenceFile, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What was not read or not understood, and why."""


def read_folder(path: Path, year: int | None = None, reader: Reader | None = None) -> Evidence:
    """Everything that the files below `path` say; `year` is the evaluated one, for tables that name none. `reader` reads
    one file, in a worker where files may be hostile.

    Raises InputError when there is no such folder; a file that cannot be read is a note."""
    read = reader or read_file
    files: list[EvidenceFile] = []
    notes: list[str] = []
    for found in folder.files(path):
        if found.why:
            notes.append(f"佐证材料“{found.name}”：{found.why}")
            continue
        try:
            one = read(found.name, folder.load(found), year)
        except InputError as error:
            one = EvidenceFile(found.name, "unread", _indices(found.name), why=str(error))
        if one.why:
            notes.append(f"佐证材料“{one.name}”：{one.why}")
        files.append(one)
    return Evidence(tuple(files), tuple(notes))


def read_file(name: str, data: bytes, year: int | None = None) -> EvidenceFile:
    """What one file says. Raises InputError when it cannot be read."""
    kind = kinds.identify(data)
    indices = _indices(name)
    if kind == "xlsx":
        return _workbook(name, sheets.read_workbook(data, name), indices, year)
    if kind in ("docx", "pdf"):
        return _paper(name, read_bytes(data, name), indices, year)
    if kind == "image":
        return EvidenceFile(name, "unread", indices, why="是图片，没有识别文字，请人工核对")
    return EvidenceFile(
        name, "unread", indices, why=f"是{kinds.KIND_NAMES[kind]}，没有读；表格请另存为 XLSX，文件请另存为 PDF"
    )


def _indices(name: str) -> tuple[str, ...]:
    """Indices that a file's name or its folders begin with: 「A-05 信用查询截图.pdf」, 「附件3/营业执照.pdf」."""
    found: list[str] = []
    for part in name.split("/"):
        stem = part.rpartition(".")[0] if part == name.split("/")[-1] else part
        head = re.match(r"[^\u4e00-\u9fff]{0,14}|(?:附件|附录|证明材料|证据|材料|证|附)\s*[-\d.]{1,8}", stem)
        labelled = re.match(
            r"(?:附件|附录|证明材料|证据|材料|证|附|[甲乙丙丁戊己庚辛])\s*[-–—]?\s*\d{1,3}(?:[-–—.]\d{1,3})?", stem
        )
        found += expand((labelled or head)[0]) if (labelled or head) else []  # type: ignore[index]
    return tuple(dict.fromkeys(found))


def _workbook(name: str, document: Document, indices: tuple[str, ...], year: int | None) -> EvidenceFile:
    grids = [_grid(block_index, document, year) for block_index in range(len(document.blocks))]
    whole = [g for g in grids if g is not None]
    found = [*values.extract(document, whole, year), *energy.totals(whole, year)]
    facts = tuple(f for f in found if f.number is not None and f.qualifiers.nature == "actual")
    why = "" if facts else "没有读出可与报告核对的数据"
    if len(whole) < len(grids):
        why = "有不是全年的数据表，未与报告核对"
    titles = tuple((b.id, b.caption.split(" ")[0]) for b in document.blocks)
    return EvidenceFile(name, "workbook", indices, facts, titles, why=why)


def _grid(n: int, document: Document, year: int | None) -> Grid | None:
    """The sheet's meaning; None for a part of a year."""
    block = document.blocks[n]
    whole = _WHOLE_YEAR.search(block.caption)
    if whole is None and _PART_YEAR.search(block.caption):
        return None
    grid = read_table(block, year)
    if whole is not None:
        grid.year = int(whole[1])
    return grid


def _paper(name: str, document: Document, indices: tuple[str, ...], year: int | None) -> EvidenceFile:
    text = "\n".join(document.text())
    told = dates.extract(document)
    numbered = identifiers.extract(document, [])
    grids = [read_table(block, year) for block in document.tables]
    facts = Facts(document)
    facts.values = [*values.extract(document, grids, year), *sentences.extract(document, grids, year)]
    kind: Kind = "test-report" if _TEST_REPORT.search(text) else "certificate" if _CERTIFICATE.search(text) else "paper"
    scope = _SCOPE.search(text)
    return EvidenceFile(
        name, kind, indices, tuple(facts.values) if kind == "paper" else (), tuple((b.id, b.caption) for b in document.tables),
        tuple(certificates.extract(document, told)), tuple(laboratory.reports(document)), tuple(numbered), _holders(text, document),
        scope["scope"].strip() if scope else "", "" if len(tight(text)) > 20 else "没有文字，请人工核对",
    )  # fmt: skip


def _holders(text: str, document: Document) -> tuple[str, ...]:
    """Companies named as holder, client or tested party."""
    found: list[str] = []
    for match in _HOLDER.finditer(text):
        named = organisations.find(match["rest"])
        found += [tight(named[0].text)] if named and named[0].form in organisations.COMPANY_FORMS else []
    for table in document.tables:
        for row in table.rows:
            for left, right in pairwise(row):
                if (
                    left != right
                    and _HOLDER.fullmatch(f"{tight(left)}：{'x' * 4}")
                    and (named := organisations.find(right))
                ):
                    found.append(tight(named[0].text))
    return tuple(dict.fromkeys(found))
