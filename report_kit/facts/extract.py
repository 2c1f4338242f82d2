"""Document → Facts: every extractor in its order; later ones build on what earlier ones found."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from report_kit.document.model import Document
from report_kit.errors import InputError
from report_kit.facts import (
    certificates,
    chapters,
    citations,
    dates,
    emission,
    evidence_index,
    form,
    identifiers,
    identity,
    judgements,
    laboratory,
    names,
    numeric,
    periods,
    points,
    projects,
    site,
    stoppages,
    visits,
)
from report_kit.facts.model import Facts, Kind, Mode


def extract(
    document: Document, *, edition: str | None = None, kind: Kind | None = None, mode: Mode | None = None
) -> Facts:
    """All facts of a document. `edition`, `kind` and `mode` overrule what the report itself shows.

    A kind of facts whose extraction fails on an odd document stays empty and is named in `failures`: the rest is
    still checked."""
    facts = Facts(document)
    with _step(facts, "基本信息表"):
        facts.form, facts.form_found = form.extract(document)
    with _step(facts, "名称"):
        facts.names = names.extract(document, facts.form)
    with _step(facts, "日期"):
        facts.dates = dates.extract(document)
    with _step(facts, "引用的标准"):
        facts.citations = citations.extract(document)
    with _step(facts, "报告的类型、版本、评价期"):
        facts.identity = identity.extract(
            document, facts.form, facts.names, facts.dates, facts.citations, edition=edition, kind=kind, mode=mode
        )
        facts.identity.stated_periods = periods.statements(document)
    with _step(facts, "章节"):
        facts.chapters = chapters.extract(document, facts.identity)
    with _step(facts, "代码和编号"):
        facts.identifiers = identifiers.extract(document, facts.form)
        facts.identity.credit_code = facts.identity.credit_code or identifiers.subject_code(facts.identifiers)
    with _step(facts, "证书"):
        facts.certificates = certificates.extract(document, facts.dates)
    with _step(facts, "否决条件"):
        facts.vetoes = judgements.vetoes(document)
    with _step(facts, "基本要求"):
        facts.basics = judgements.basics(document, facts.identity)
    with _step(facts, "结论"):
        facts.conclusions = judgements.conclusions(document, facts.form)
    with _step(facts, "数值"):
        numeric.fill(facts)
    with _step(facts, "排放因子"):
        facts.factors = emission.extract(document)
    with _step(facts, "检测报告"):
        facts.test_reports = laboratory.reports(document)
        facts.test_results = laboratory.results(document, facts.grids)
    with _step(facts, "证明材料清单"):
        facts.evidence, facts.references = evidence_index.extract(document)
    with _step(facts, "项目"):
        facts.projects = projects.extract(document)
    with _step(facts, "地址和点位"):
        facts.addresses = site.extract(document, facts.form, facts.names)
        facts.points = points.extract(document)
    with _step(facts, "日程和停产"):
        facts.visits = visits.extract(document, _dated_year(facts))
        facts.stoppages = stoppages.extract(document, facts.grids, facts.identity.year)
    return facts


def _dated_year(facts: Facts) -> int | None:
    return facts.identity.dated.year if facts.identity.dated else facts.identity.year


@contextmanager
def _step(facts: Facts, what: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except Exception as error:  # one odd table must not hide everything else that is wrong in a report
        where = traceback.extract_tb(error.__traceback__)[-1]
        facts.failures.append(f"{what}：{type(error).__name__}: {error}（{where.name}:{where.lineno}）")
