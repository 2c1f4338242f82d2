"""Checking a checklist file: its form, the units of its formulas, the ids it refers to. Every problem names its line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ValidationError

from report_kit.checklist.catalogue import model_of
from report_kit.checklist.edition import CommonFormulas, Edition, Profile, find_edition
from report_kit.checklist.editions import edition_ids
from report_kit.checklist.factors import FuelTable, energies
from report_kit.checklist.forms import Format, vetoes
from report_kit.checklist.formulas import Formula
from report_kit.checklist.jurisdictions import Jurisdiction
from report_kit.checklist.loading import line_of, problems, read_yaml
from report_kit.checklist.rule_rows import RuleRows, is_rule_file
from report_kit.checklist.vocabulary import Vocabulary, vocabulary

Location = tuple[int | str, ...]


def validate(path: Path) -> list[str]:
    """Problems of a checklist file, one Chinese sentence each with file and line; empty when it is right.

    Raises InputError when the file cannot be read as YAML at all."""
    data = read_yaml(path)
    model: type[BaseModel] | None = RuleRows if is_rule_file(data) else model_of(data)
    if model is None:
        return [
            f"{path.name} 第 1 行：看不出是哪种清单（应含 base、indicators、variants、articles、quantities、formulas 或 rows；规则文件是以“- code:”开头的列表）"
        ]
    try:
        loaded = model.model_validate(data)
    except ValidationError as error:
        return problems(path, error)
    return [f"{path.name} 第 {line_of(path, where)} 行：{message}" for where, message in references(loaded)]


def references(model: BaseModel) -> Iterator[tuple[Location, str]]:
    """What the form cannot tell: (place in the file, problem in Chinese)."""
    if isinstance(model, Edition):
        yield from _edition(model)
    if isinstance(model, RuleRows):
        yield from _rules(model)
    if isinstance(model, Profile):
        yield from _profile(model)
    if isinstance(model, (Edition, CommonFormulas)):
        yield from _formulas(model.formulas)
    elif isinstance(model, Vocabulary):
        yield from _vocabulary(model)
    elif isinstance(model, Format):
        yield from _format(model)
    elif isinstance(model, Jurisdiction):
        known = {v.id for v in vetoes()}
        for n, article in enumerate(model.articles):
            if article.veto and article.veto not in known:
                yield ("articles", n, "veto"), f"没有否决条件 {article.veto}"
    elif isinstance(model, FuelTable):
        for n, fuel in enumerate(model.rows):
            if fuel.energy not in energies().by_id:
                yield ("rows", n, "energy"), f"能源表中没有 {fuel.energy}"


def _edition(model: Edition) -> Iterator[tuple[Location, str]]:
    known = vocabulary().by_id
    for n, area in enumerate(model.areas):
        if area.score not in known:
            yield ("areas", n, "score"), f"词汇表中没有 {area.score}"
    for n, indicator in enumerate(model.indicators):
        for id in indicator.satisfied_by:
            if id not in known:
                yield ("indicators", n, "satisfied_by"), f"词汇表中没有 {id}"
    for n, eligible in enumerate(model.eligibility):
        if eligible.quantity and eligible.quantity not in known:
            yield ("eligibility", n, "quantity"), f"词汇表中没有 {eligible.quantity}"
    if model.scoring.rule == "sum":
        points = sum((i.weight or 0 for i in model.indicators), Decimal(0))
        if points != model.scoring.full:
            yield ("indicators",), f"各项分值之和为 {points}，不等于 {model.scoring.full}"
    if model.scoring.rule == "weighted" and sum(a.weight for a in model.areas) != model.scoring.full:
        yield ("areas",), f"各方面权重之和不等于 {model.scoring.full}"


def _rules(model: RuleRows) -> Iterator[tuple[Location, str]]:
    from report_kit.quantities.units import parse_unit

    seen: set[str] = set()
    for n, row in enumerate(model.root):
        if row.code in seen:
            yield (n, "code"), f"规则代码 {row.code} 重复"
        seen.add(row.code)
        id, text = getattr(row.run, "quantity", None), getattr(row.run, "unit", "")
        quantity = vocabulary().by_id.get(id) if id else None
        if id and quantity is None:
            yield (n, "run", "quantity"), f"词汇表中没有 {id}，用 report-kit checklists quantities --ids 查看"
        unit = parse_unit(text) if text else None
        if text and unit is None:
            yield (n, "run", "unit"), f"不认识单位“{text}”"
        elif unit is not None and quantity is not None and not quantity.accepts_unit(unit):
            yield (n, "run", "unit"), f"{quantity.name}的单位应为{quantity.unit}一类，现为“{text}”"


def _profile(model: Profile) -> Iterator[tuple[Location, str]]:
    base = find_edition(model.base)
    if base is None:
        yield ("base",), f"没有评价标准版本 {model.base}"
        return
    known = {i.id for i in base.indicators}
    areas = {a.id for a in base.areas}
    for n, override in enumerate(model.overrides):
        if override.id not in known:
            yield ("overrides", n, "id"), f"{model.base} 没有指标 {override.id}，可用：{'、'.join(sorted(known))}"
    for n, indicator in enumerate(model.indicators):
        for id in indicator.satisfied_by:
            if id not in vocabulary():
                yield ("indicators", n, "satisfied_by"), f"词汇表中没有 {id}"
        if indicator.area not in areas:
            yield ("indicators", n, "area"), f"{model.base} 没有方面 {indicator.area}"
    for area in model.area_weights:
        if area not in areas:
            yield ("area_weights", area), f"{model.base} 没有方面 {area}"
    if any(o.weight is not None for o in model.overrides) and base.scoring.rule in ("linear", "sum"):
        total = sum((i.weight or 0 for i in model.over(base).indicators), Decimal(0))
        if total != base.scoring.full:
            yield ("overrides",), f"调整后各项分值之和为 {total}，不等于 {base.scoring.full}"


def _formulas(formulas: tuple[Formula, ...]) -> Iterator[tuple[Location, str]]:
    known = vocabulary().by_id
    for n, formula in enumerate(formulas):
        for id in (formula.result, *formula.inputs):
            if id not in known:
                yield ("formulas", n, "inputs" if id in formula.inputs else "result"), f"词汇表中没有 {id}"
        try:
            formula.check_units()
        except ValueError as error:
            yield ("formulas", n, "unit"), str(error)


def _vocabulary(model: Vocabulary) -> Iterator[tuple[Location, str]]:
    from report_kit.quantities.units import parse_unit

    for n, quantity in enumerate(model.quantities):
        unit = parse_unit(quantity.unit) if quantity.unit else None
        if quantity.unit and (unit is None or not quantity.accepts_unit(unit)):
            yield ("quantities", n, "unit"), f"{quantity.id} 的单位“{quantity.unit}”与量纲 {quantity.dimension} 不符"
        if quantity.energy and quantity.energy not in energies().by_id:
            yield ("quantities", n, "energy"), f"能源表中没有 {quantity.energy}"


def _format(model: Format) -> Iterator[tuple[Location, str]]:
    for v, variant in enumerate(model.variants):
        for c, chapter in enumerate(variant.chapters):
            for id in chapter.editions:
                if id not in edition_ids():
                    yield ("variants", v, "chapters", c, "editions"), f"没有评价标准版本 {id}"
