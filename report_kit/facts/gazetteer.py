"""Places by name: what begins a company's name, and which city or province an address belongs to."""

from __future__ import annotations

from functools import cache


@cache
def place_names() -> tuple[str, ...]:
    return (
        "中国",
        "全国",
        "广东省",
        "广东",
        "河源市",
        "河源",
        "深圳市",
        "深圳",
        "东源县",
        "东源",
        "和平县",
        "惠州市",
        "惠州",
        "东莞市",
        "东莞",
        "中山市",
        "中山",
        "广州市",
        "广州",
        "清远",
        "清远市",
        "阜阳",
        "英德市",
        "梅州市",
        "梅州",
    )
