"""Requirements judged one by one: the conditions that exclude, the basic requirements, the overall conclusions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from report_kit.checklist.edition import BasicRequirement, edition
from report_kit.checklist.forms import Veto
from report_kit.checklist.forms import vetoes as veto_rows
from report_kit.checklist.recognition import recognise, strength
from report_kit.document.model import Block, Document, Place
from report_kit.errors import InputError
from report_kit.facts import date_grammar, form, listing, pieces, verdicts
from report_kit.facts.model import FormField, Identity, Judgement
from report_kit.facts.pieces import Piece, tight
from report_kit.facts.verdicts import Verdict

_VETO_TITLE = re.compile(r"否决|负面清单|禁止性(?:条件|情形)|一票否决|近三年(?:合规|守法)")
_BASIC_TITLE = re.compile(r"基本要求|一般要求|基本条件|合规性(?:要求|评价)|前提条件")
_AGENCY = re.compile(r"机构(?:基本)?(?:条件|资质|要求)|第三方")
_VERDICT_HEAD = re.compile(r"结果|结论|判定|是否|符合(?!.{0,3}说明|情况说明)|评价意见|自查$|满足|评定|存在")
_REQUIREMENT_HEAD = re.compile(r"要求|条件|情形|条款|内容|项目|事项|指标|标准")
_EVIDENCE_HEAD = re.compile(r"证明|佐证|材料|索引|附件|依据|证据")
_ITEM = re.compile(
    r"(?:[（(]\s*[一二三四五六七八\d]\s*[）)]|[①②③④⑤⑥⑦⑧]|(?<![\d.])[1-8][、.．)）](?!\d)|[一二三四五六七八](?:是|、))"
)
_MARKED = re.compile(r"\s*(?:[（(]?\s*[一二三四五六七八九十a-hA-H\d]{1,2}\s*[）)、.．]|[①②③④⑤⑥⑦⑧])(?!\d)")
_SAID = re.compile(
    r"(?:[：:]|[—－─–\-]{1,3}|，结论为?|，判定为?)\s*((?:基本|完全|均)?(?:不符合|符合|不满足|满足|达标|不达标|合格|不合格|通过|是|否|[√×✓]))"
    r"(?:要求)?(?=\s*(?:[。，,；;（(]|$))"
)
_SENTENCE = re.compile(r"(?:[（(][^）)]*[）)]|[^。；;\n])+")
"""What stands in brackets belongs to its sentence."""
_CLEAR = 4
"""Characters of key words that leave no doubt which condition a row tells of."""
_CONCLUSION_TITLE = re.compile(r"结论|评价结果|总结")
_CONCLUDES = re.compile(r"\s*(?:自?评价|综合|总体|最终|自评)?(?:结论|结果)(?:为|是)?[：:]")
_RECOMMENDED = re.compile(
    r"(?:建议|同意|予以|推荐|符合|满足|达到).{0,24}(?:推荐|申报|绿色工厂|绿色供应链|绿色工业?园区|创建|评价要求|要求)"
)
_SCORE = re.compile(r"得分[^。；，,\d]{0,10}(\d{1,3}(?:\.\d+)?)\s*分?")
_THRESHOLD = re.compile(
    r"(?:不低于|大于等于|≥|达到|高于|超过|满足|优于)[^。；，,\d]{0,8}(\d{2,3}(?:\.\d+)?)\s*分(?:以上)?|(\d{2,3})\s*分(?:及)?以上"
)


def vetoes(document: Document) -> list[Judgement]:
    """The conditions that exclude, each where it is judged. `dated` tells whether any date of query stands there."""
    region = _region(document, _VETO_TITLE, None)
    region = region or [t for t in document.tables if _titled(t, _VETO_TITLE)]
    rows = veto_rows()
    if not region:
        region = [b for b in document.paragraphs if len(_spoken_of(rows, b.text)) >= 3]
    if not region:
        return []
    named = {b.id for b in region if b.type == "table" and _names_vetoes(b)}
    if named:  # a chapter may judge the basic requirements in a table of its own
        region = [b for b in region if b.type != "table" or b.id in named]
    when = _first_date(region)
    found: list[Judgement] = []
    for block in region:
        if block.type == "table":
            found += _judged_table(block, rows, verdicts.of_condition, when)
    if {j.clause for j in found} >= {row.id for row in rows}:
        return found  # the table judges all; what stands beside it only comments
    for block in region:
        if block.type == "paragraph":
            found += _judged_text(block, rows, when)
    if len({j.clause for j in found}) < len(rows) and found:
        found += _told_beside(rows, found)
        found += _of_whole(region, rows, found, when)
    return found


def basics(document: Document, identity: Identity) -> list[Judgement]:
    """Rows of the basic requirements as judged; `clause` is empty where the wording is not recognised."""
    rows = basic_rows(identity.edition)
    found: list[Judgement] = []
    of_form = {field.place.block for field in form.extract(document)[0]}
    for table in document.tables:
        if table.id in of_form:
            continue
        section = document.section_of.get(table.id)
        title = f"{section.title if section else ''}{table.caption}"
        if _AGENCY.search(title) or not (_titled(table, _BASIC_TITLE) or _BASIC_TITLE.search(title)):
            continue
        if _VETO_TITLE.search(table.caption) or re.search(r"否决", "".join(listing.headers(table))):
            continue
        headed = any(_VERDICT_HEAD.search(c) for r in table.rows[: max(1, table.header_rows)] for c in r)
        if headed or _said(table, verdicts.of_requirement, None) is not None:
            found += _judged_table(table, rows, verdicts.of_requirement, None)
    if found:
        return found
    told = [b for b in _region(document, _BASIC_TITLE, _AGENCY) if b.type == "paragraph"]
    told = [b for b in told if not _VETO_TITLE.search(b.text[:12])]
    items = _judged_items(told, rows)
    if items:
        return items
    for block in told:
        found += _judged_prose(block, rows)
    return found


def basic_rows(edition_id: str) -> tuple[BasicRequirement, ...]:
    """Basic requirements of an edition; none where the edition's rows are not shipped."""
    try:
        return edition(edition_id.partition("+")[0]).basic_requirements
    except InputError:
        return ()


def conclusions(document: Document, fields: list[FormField]) -> list[Judgement]:
    """Overall verdicts: `basic` (form, conclusion), `veto`, `total`, `score` (a score held against a stated threshold)."""
    found: list[Judgement] = []
    for field in fields:
        if field.id == "basic_result" and field.answered:
            found.append(Judgement("basic", field.text, verdicts.of_requirement(field.text), field.place))
    for section in document.sections:
        headed = any(_CONCLUSION_TITLE.search(t) for t in section.path)
        for block in section.blocks:
            if block.type == "paragraph" and (headed or _CONCLUDES.match(block.text)):
                found += _concluded(block)
    return found


def _concluded(block: Block) -> Iterable[Judgement]:
    for sentence in re.finditer(r"[^。；;\n]+", block.text):
        words, place = sentence[0], block.place(sentence.span())
        for clause in re.split(r"[，,]", words):
            if "基本要求" in clause or "一般要求" in clause:
                yield Judgement("basic", words, verdicts.of_requirement(clause), place)
            elif "否决" in clause:
                yield Judgement("veto", words, verdicts.of_condition(clause), place)
        score, threshold = _SCORE.search(words), None
        if score:
            threshold = _THRESHOLD.search(words[: score.start()] + "，" + words[score.end() :])
        if score and threshold and not re.search(r"未达|不足|低于(?<!不低于)", words):
            enough = float(score[1]) >= float(threshold[1] or threshold[2])
            yield Judgement("score", words, "meets" if enough else "fails", place)
        if _RECOMMENDED.search(words) and re.search(r"综上|建议|因此|总体|推荐|同意|达到|绿色工厂|认为|结论", words):
            denied = re.search(r"(?<!无)不(?:符合|满足|予|建议|同意|推荐)|未达到|暂不", words)
            if denied:
                start = sentence.start() + denied.start()
                place = block.place((start, sentence.end()))
            yield Judgement("total", words, "fails" if denied else "meets", place)


def _region(document: Document, title: re.Pattern[str], but: re.Pattern[str] | None) -> list[Block]:
    """Blocks under headings of that title, sub-headings included."""
    blocks: list[Block] = []
    for section in document.sections:
        if any(title.search(t) and not (but and but.search(t)) for t in section.path):
            own = section.path[-1]
            other = _BASIC_TITLE.search(own) and title is _VETO_TITLE and not title.search(own)
            if not other:
                blocks += section.blocks
    return blocks


def _titled(table: Block, title: re.Pattern[str]) -> bool:
    head = "".join("".join(r) for r in table.rows[: max(1, table.header_rows)])
    return bool(title.search(table.caption) or title.search(head))


def _names_vetoes(table: Block) -> bool:
    """Whether a table's caption or head says that it judges the conditions that exclude."""
    return any(_VETO_TITLE.search(text) for text in (table.caption, *table.rows[0]))


def _first_date(blocks: list[Block]) -> date | None:
    for piece in pieces.of_blocks(blocks):
        for printed in date_grammar.find(piece.text):
            if printed.day:
                return printed.day
    return None


def _spoken_of(rows: Iterable[Veto], text: str) -> list[Veto]:
    return [row for row in rows if strength(row.recognised_by, text) > 0]


def _columns(table: Block, judge: Callable[[str], Verdict]) -> tuple[int | None, int | None, int | None]:
    """Columns of the requirement, the verdict, the evidence: by the header, the verdict's first by what its cells say."""
    rows = table.rows[: _header_rows(table)]
    head = ["".join(dict.fromkeys(r[c] for r in rows if c < len(r))) for c in range(max(map(len, table.rows)))]
    evidence = next((c for c, t in enumerate(head) if _EVIDENCE_HEAD.search(t) and not _VERDICT_HEAD.search(t)), None)
    judged = [c for c, t in enumerate(head) if _VERDICT_HEAD.search(t) and c != evidence]
    said = _said(table, judge, evidence)
    verdict = said if said is not None else judged[-1] if judged else None
    named = [c for c, t in enumerate(head) if _REQUIREMENT_HEAD.search(t) and c != verdict]
    body = table.rows[_header_rows(table) :]
    # 「条款」 may head the numbers: the requirement's column is the wordy one.
    required = max(named, key=lambda c: sum(len(r[c]) for r in body if c < len(r)), default=None)
    return required, verdict, evidence


def _said(table: Block, judge: Callable[[str], Verdict], evidence: int | None) -> int | None:
    """The column most of whose cells are short verdicts; the last one when several are."""
    body = table.rows[_header_rows(table) :]
    best, most = None, 0.4
    for c in range(max(map(len, table.rows))):
        cells = [tight(r[c]) for r in body if c < len(r)]
        share = sum(len(t) <= 14 and judge(t) != "none" for t in cells) / max(1, len(cells))
        if c != evidence and share >= most:
            best, most = c, share
    return best


def _judged_table(
    table: Block,
    rows: tuple[Veto, ...] | tuple[BasicRequirement, ...],
    judge: Callable[[str], Verdict],
    when: date | None,
) -> list[Judgement]:
    across = _judged_across(table, rows, judge, when)
    if across:
        return across
    required, verdict_column, evidence = _columns(table, judge)
    found: list[Judgement] = []
    numbered = _numbered(table)
    for r in range(_header_rows(table), len(table.rows)):
        row = table.rows[r]
        if found and numbered and not re.match(r"\D{0,2}\d", row[0]) and not _filled(row, verdict_column):
            found[-1] = _continued(found[-1], rows, row, required)
            continue
        cells = [(c, t) for c, t in enumerate(row) if t.strip() and c not in (verdict_column, evidence)]
        if not cells:
            continue
        c, text = max(cells, key=lambda ct: (ct[0] == required, len(ct[1])))
        if len(tight(text)) < 3 or re.fullmatch(r"合计|总计|小计|结论|备注", tight(text)):
            continue
        verdict, place = _verdict_of_row(table, r, c, verdict_column, evidence, judge)
        dates = [p.day for cell in row for p in date_grammar.find(cell) if p.day]
        proof = row[evidence] if evidence is not None and evidence < len(row) else ""
        queried = dates[-1] if dates else None
        best = _clause(rows, text) or _clause(rows, "".join(t for _, t in cells))
        found.append(
            Judgement(best, text, verdict, place, queried, bool(queried or when), proof, item=table.cell(r, c))
        )
    return found


def _header_rows(table: Block) -> int:
    """Rows of the header: a title over the whole width does not name the columns, the row below it does."""
    titled = len(set(table.rows[0])) == 1 and len(table.rows[0]) > 2
    return max(1, table.header_rows, 2 if titled else 0)


def _numbered(table: Block) -> bool:
    """Whether most rows begin with their ordinal."""
    body = [row[0] for row in table.rows[_header_rows(table) :] if row]
    return sum(bool(re.match(r"\D{0,2}\d", text)) for text in body) * 2 > len(body)


def _filled(row: list[str], column: int | None) -> bool:
    return column is None or column >= len(row) or bool(row[column].strip())


def _continued(
    judgement: Judgement, rows: tuple[Veto, ...] | tuple[BasicRequirement, ...], row: list[str], required: int | None
) -> Judgement:
    """A judgement whose row a page's lines cut in two, with the words of the second line."""
    more = row[required] if required is not None and required < len(row) else row[0]
    text = judgement.text + more
    return replace(judgement, text=text, clause=_clause(rows, text) or judgement.clause)


def _judged_across(
    table: Block,
    rows: tuple[Veto, ...] | tuple[BasicRequirement, ...],
    judge: Callable[[str], Verdict],
    when: date | None,
) -> list[Judgement]:
    """A table that lies on its side: requirements in one of the first rows, verdicts and dates below."""
    top, clauses = _clauses_across(table, rows)
    none: Verdict = "none"
    found: list[Judgement] = []
    for c, id in clauses.items():
        below = [(r, table.rows[r][c]) for r in range(top + 1, len(table.rows)) if c < len(table.rows[r])]
        dates = [p.day for _, text in below for p in date_grammar.find(text) if p.day]
        said = [(judge(text), r) for r, text in below if judge(text) != "none"]
        verdict, r = said[-1] if said else (none, top)
        queried = dates[-1] if dates else None
        found.append(Judgement(id, table.rows[top][c], verdict, table.cell(r, c), queried, bool(queried or when)))
    return found


def _clauses_across(table: Block, rows: tuple[Veto, ...] | tuple[BasicRequirement, ...]) -> tuple[int, dict[int, str]]:
    """The row, and clause by column, where one of the first rows names most of the clauses side by side."""
    for r, head in enumerate(table.rows[:3]):
        clauses = {c: id for c, text in enumerate(head) if (id := _clause(rows, text))}
        if len(set(clauses.values())) >= 3 and len(set(clauses.values())) * 2 >= len(rows):
            return r, clauses
    return 0, {}


def _clause(rows: tuple[Veto, ...] | tuple[BasicRequirement, ...], text: str) -> str:
    """Id of the row that a text speaks of, '' for none."""
    best = max(rows, key=lambda row: strength(row.recognised_by, text), default=None)
    return best.id if best and strength(best.recognised_by, text) else ""


def _verdict_of_row(
    table: Block, r: int, named: int, column: int | None, evidence: int | None, judge: Callable[[str], Verdict]
) -> tuple[Verdict, Place]:
    """The verdict of a row and its cell: the verdict's column, or any cell but the requirement's own where none is known."""
    row = table.rows[r]
    order = [column] if column is not None else [c for c in range(len(row) - 1, -1, -1) if c not in (named, evidence)]
    for c in order:
        if c < len(row) and row[c].strip() and (verdict := judge(row[c])) != "none":
            return verdict, table.cell(r, c)
    place = table.cell(r, column if column is not None and column < len(row) and row[column].strip() else named)
    return "none", place


def _judged_text(block: Block, rows: tuple[Veto, ...], when: date | None) -> list[Judgement]:
    """Conditions judged in a paragraph: item by item, or several in one statement."""
    text = block.text
    starts = [m.start() for m in _ITEM.finditer(text)] or [0]
    found: list[Judgement] = []
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        item = text[start:stop]
        spoken = _spoken_of(rows, item)
        if not spoken:
            continue
        best = recognise(rows, item)
        covered = spoken if len(spoken) >= 3 else [best] if best else []
        dates = [p.day for p in date_grammar.find(item) if p.day]
        verdict = verdicts.of_condition(item)
        case = re.search(r"(?:存在|发现|有)[：:，,；;]", item) if verdict == "fails" else None
        at = start + case.start() if case else start  # what fails is shown, not the condition's name
        place = block.place((at, min(stop, at + 60)))
        found += [
            Judgement(v.id, item, verdict, place, dates[-1] if dates else None, bool(dates or when)) for v in covered
        ]
    return found


def _told_beside(rows: tuple[Veto, ...], found: list[Judgement]) -> list[Judgement]:
    """Conditions that stand in one row with another (「督查发现严重问题、列入节能监察整改名单」)."""
    known = {j.clause for j in found}
    return [
        replace(judgement, clause=row.id)
        for row in rows
        if row.id not in known
        for judgement in found
        if strength(row.recognised_by, judgement.text) >= _CLEAR
    ][: len(rows)]


def _of_whole(
    region: list[Block], rows: tuple[Veto, ...], found: list[Judgement], when: date | None
) -> list[Judgement]:
    """Conditions that a sentence of the region judges beside others (「未被列入…，也不属于失信被执行人」)."""
    known = {j.clause for j in found}
    more: list[Judgement] = []
    for piece in pieces.of_blocks([b for b in region if b.type == "paragraph"]):
        for clause in re.finditer(r"[^。；;，,：:]+", piece.text):
            for row in _spoken_of(rows, clause[0]):
                if row.id not in known and verdicts.of_condition(clause[0]) == "meets":
                    known.add(row.id)
                    more.append(
                        Judgement(row.id, clause[0], "meets", piece.place(clause.span()), None, when is not None)
                    )
    return more


def _judged_items(blocks: list[Block], rows: tuple[BasicRequirement, ...]) -> list[Judgement]:
    """Requirements told one a paragraph, each closed by its verdict (「（a）…：符合。材料：…」, 「2) …——不符合（附15）」).
    Where most say it so, one that does not is not judged."""
    items = [b for b in blocks if _MARKED.match(b.text)]
    said = [_SAID.search(b.text) for b in items]
    if len(items) < 2 or sum(1 for s in said if s) * 2 <= len(items):
        return []
    found: list[Judgement] = []
    for block, one in zip(items, said, strict=True):
        words = block.text[: one.end()] if one else block.text
        verdict: Verdict = verdicts.of_requirement(one[1]) if one else "none"
        named = words if one else re.split(r"[。；;：:]", words)[0]
        found.append(Judgement(_clause(rows, named) or _clause(rows, words), named, verdict, block.place((0, 40))))
    return found


def _judged_prose(block: Block, rows: tuple[BasicRequirement, ...]) -> list[Judgement]:
    found: list[Judgement] = []
    piece = Piece(block, block.text)
    for sentence in _SENTENCE.finditer(block.text):
        row = recognise(rows, sentence[0])
        if row is None:
            continue
        verdict = verdicts.of_requirement(sentence[0])
        if verdict == "none" and verdicts.of_condition(sentence[0]) == "meets":
            verdict = "meets"
        found.append(Judgement(row.id, sentence[0], verdict, piece.place(sentence.span())))
    return found
