"""Filings made without reading a file, for tests of the register itself."""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import date
from typing import Any

from report_kit.document.model import Place
from report_kit.register.filing import Filing, Party
from report_kit.resemblance.fingerprint import KEYS_A_SENTENCE, Fingerprint
from report_kit.resemblance.shingles import shingles, sketches
from report_kit.resemblance.units import Unit


def printed(sentences: list[str]) -> Fingerprint:
    """The fingerprint of some sentences, none of them a template's."""
    units = [Unit(s, s, Place("b1", s[:60]), "一、概述") for s in sentences]
    hashes, starts = shingles([u.masked for u in units])
    return Fingerprint(units, sketches(hashes, starts, KEYS_A_SENTENCE), [])


def made(
    enterprise: str = "东源县霁川五金制品有限公司",
    code: str = "91441625MA4UKT0Q3X",
    *,
    year: int = 2025,
    text: tuple[str, ...] = ("冲压件先经超声波脱脂再进入真空退火炉", "喷涂采用静电粉末两级回收"),
    agency: str = "",
    kind: str = "factory",
    salt: str = "",
    **more: Any,
) -> Filing:
    """A filing as a checked report would give it; `salt` makes another file of the same report."""
    digest = hashlib.sha256(f"{enterprise}{code}{year}{text}{agency}{salt}".encode()).hexdigest()
    return Filing(
        sha256=digest,
        file_name=f"{enterprise}{year}.docx",
        state="checked",
        kind=kind,
        mode="third-party" if agency else "self",
        dated=date(year + 1, 3, 1),
        years=(year,),
        subject=Party(enterprise, code),
        agency=Party(agency) if agency else None,
        fingerprint=printed(list(text)),
        check=zlib.compress(json.dumps({"schema": "report-kit/check/1", "findings": []}).encode()),
        **more,
    )
