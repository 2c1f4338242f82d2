"""A check as the contract's JSON: one line a report, or indented for a person."""

from __future__ import annotations

import json
import re

from report_kit.checking.model import Check

# Legal in JSON, but some readers take them for line ends; lone surrogates cannot be written as UTF-8.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render(check: Check, *, pretty: bool = False) -> str:
    """The `report-kit/check/1` object without a line end; `pretty` indents it over several lines."""
    text = json.dumps(check.to_json(), ensure_ascii=False, indent=2 if pretty else None)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
