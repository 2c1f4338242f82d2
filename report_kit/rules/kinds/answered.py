"""answered: every field of the basic-information form is there and filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checklist.forms import FormField as Field
from report_kit.checklist.forms import Variant
from report_kit.facts.model import FormField
from report_kit.facts.pieces import tight
from report_kit.quantities.number import is_no_value
from report_kit.rules.api import Finding, Report
from report_kit.rules.structure.parts.format import clause, severity, variant

_SEVERAL = 4
"""So many missing fields show another layout of the form: they make one finding."""
_ALSO_GIVEN_BY = {
    "industry": ("industry_code",),
    "contact_phone": ("mobile",),
    "compiler_phone": ("agency_contact_phone",),
}


def run(report: Report, *, what: str = "form") -> Iterator[Finding]:
    """One finding for each required field that is missing or blank."""
    form = variant(report)
    if not report.facts.form_found:
        yield Finding(
            "没有找到基本信息表", (), "按报告格式补上基本信息表并逐项填写", subject="form", severity=severity(form)
        )
        return
    missing: list[Field] = []
    for field in form.fields:
        given = report.facts.field_of(field.id)
        if given is None:
            others = (report.facts.field_of(id) for id in _ALSO_GIVEN_BY.get(field.id, ()))
            if field.required and not any(others):
                missing.append(field)
        elif field.answered and is_blank(given, field):
            yield from _blank(given, field, form)
    yield from _missing(missing, form, report)


def is_blank(given: FormField, field: Field) -> bool:
    """Whether an answer says nothing: empty, no box ticked, no digit where a number belongs, a dash where none may stand."""
    text = tight(given.text)
    if not text:
        return not field.blank_answers or field.required
    if text in field.blank_answers:
        return False
    if is_no_value(text):
        return field.required and field.type != "checkbox"
    if field.type in ("number", "phone", "date"):
        return not re.search(r"[\d〇一二三四五六七八九]", text)
    return bool(re.fullmatch(r"[（）()：:、，。.\-_/]+", text))


def _blank(given: FormField, field: Field, form: Variant) -> Iterator[Finding]:
    yield Finding(
        f"基本信息表“{given.label or field.name}”一栏空白",
        (given.place,),
        f"填写“{field.name}”",
        subject=field.id,
        severity=severity(form) if field.required else "warning",
        clause=clause(form, field),
    )


def _missing(missing: list[Field], form: Variant, report: Report) -> Iterator[Finding]:
    near = (report.facts.form[0].place,)
    if len(missing) >= _SEVERAL or not form.binding:
        if missing:
            names = "、".join(f.name for f in missing)
            yield Finding(
                f"基本信息表缺少：{names}", near, f"在基本信息表中补上：{names}", "form-fields",
                severity=severity(form), clause=clause(form, missing[0]),
            )  # fmt: skip
        return
    for field in missing:
        yield Finding(
            f"基本信息表缺少“{field.name}”一栏", near, f"在基本信息表中补上“{field.name}”并填写", field.id,
            severity=severity(form), clause=clause(form, field),
        )  # fmt: skip
