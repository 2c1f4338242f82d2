"""Dates as PDF writes them, as ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")


def iso_date(text: str) -> str:
    """`D:20250427100600+08'00'` as `2025-04-27T10:06:00+08:00`; anything else as it stands."""
    match = _DATE.match(text)
    if not match:
        return text
    year, month, day, hour, minute, second = (int(g) if g else None for g in match.groups()[:6])
    try:
        moment = datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0, second or 0)
        if match[7]:
            moment = moment.replace(tzinfo=UTC)
        elif match[8]:
            offset = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
            moment = moment.replace(tzinfo=timezone(offset if match[8] == "+" else -offset))
    except (ValueError, OverflowError):
        return text
    return moment.isoformat()
