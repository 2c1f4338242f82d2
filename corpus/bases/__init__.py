"""The clean base reports: each a document type, an enterprise and a producer."""

from __future__ import annotations

from collections.abc import Callable

from corpus.bases import companies_a as a
from corpus.bases import companies_b as b
from corpus.bases import (
    level_tree,
    platform_like,
    self_2017,
    self_2024,
    self_2025,
    terse,
    third_2017,
    third_2024,
    third_2025,
)
from corpus.writing import Report


def all_bases() -> dict[str, Callable[[], Report]]:
    """Name → a function that writes the report."""
    return {
        "b01-self2017-inductor": lambda: self_2017.write(
            a.INDUCTOR,
            "b01-self2017-inductor",
            split="develop",
            descending=False,
            lost={
                "基础设施": "5 3 2",
                "管理体系": "0 6",
                "能源与资源投入": "4 2 3",
                "产品": "6 4 9 5",
                "环境排放": "12",
                "绩效": "4 1 5 3 4",
            },
        ),
        "b02-self2017-noodle": lambda: self_2017.write(
            a.NOODLE,
            "b02-self2017-noodle",
            split="develop",
            descending=True,
            lost={
                "基础设施": "6.5 4 3",
                "管理体系": "0 8",
                "能源与资源投入": "12 3 5",
                "产品": "9 3.5 12 4",
                "环境排放": "12",
                "绩效": "3 0 6.5 2 5",
            },
        ),
        "b03-third2024-ceramic": lambda: third_2024.write(
            a.CERAMIC,
            "b03-third2024-ceramic",
            split="develop",
            dialect="word",
            tick=("☑", "□"),
            raw={
                "基础设施": "89.5",
                "管理体系": "91",
                "能源与资源投入": "83",
                "产品": "78.5",
                "环境排放": "88",
                "绩效": "81",
            },
        ),
        "b04-third2024-lamp": lambda: third_2024.write(
            a.LAMP,
            "b04-third2024-lamp",
            split="develop",
            dialect="wps",
            tick=("■", "□"),
            raw={
                "基础设施": "92",
                "管理体系": "95",
                "能源与资源投入": "88",
                "产品": "84",
                "环境排放": "90.5",
                "绩效": "85.5",
            },
        ),
        "b05-self2025-plastic": lambda: self_2025.write(
            a.PLASTIC,
            "b05-self2025-plastic",
            split="develop",
            small=False,
            tick=("√", "□"),
            four=True,
            headings="auto",
            pdf="chromium",
            names={
                "energy": "单位产值综合能耗",
                "carbon": "单位产值二氧化碳排放量",
                "material": "单位产值主要原材料消耗量",
                "water": "单位产值取水量",
                "invest": "绿色低碳改造升级项目投资额占比",
                "pollutant": "单位产值主要污染物排放量",
                "land": "单位用地面积产值",
            },
        ),
        "b06-self2025-concrete": lambda: self_2025.write(
            a.CONCRETE,
            "b06-self2025-concrete",
            split="develop",
            small=True,
            tick=("☑", "☐"),
            four=False,
            headings="styles",
            dialect="libreoffice",
            names={"energy": "能源消耗强度", "carbon": "碳排放强度", "material": "原材料消耗强度", "water": "取水强度"},
        ),
        "b07-terse-hardware": lambda: terse.write(
            a.HARDWARE,
            "b07-terse-hardware",
            split="develop",
            raw={
                "基础设施": "86",
                "管理体系": "88",
                "能源与资源投入": "80",
                "产品": "76.5",
                "环境排放": "88",
                "绩效": "79",
            },
        ),
        "b08-third2017-valve": lambda: third_2017.write(
            b.VALVE,
            "b08-third2017-valve",
            split="judge",
            after=True,
            cut=True,
            lost={
                "基础设施": "6 4 2",
                "管理体系": "0 5",
                "能源与资源投入": "12 3 4",
                "产品": "7 5 10 4",
                "环境排放": "12",
                "绩效": "4 0 6 2 5",
            },
        ),
        "b09-third2017-print": lambda: third_2017.write(
            b.PRINT,
            "b09-third2017-print",
            split="judge",
            after=False,
            cut=False,
            lost={
                "基础设施": "4 2.5 1",
                "管理体系": "0 3",
                "能源与资源投入": "5 4 2",
                "产品": "4 3 12 2",
                "环境排放": "12",
                "绩效": "2 0 5.5 1 4",
            },
        ),
        "b10-self2024-sealant": lambda: self_2024.write(
            b.SEALANT,
            "b10-self2024-sealant",
            split="judge",
            dialect="libreoffice",
            veto_prose=True,
            tick=("☑", "□"),
            raw={
                "基础设施": "90",
                "管理体系": "93",
                "能源与资源投入": "86",
                "产品": "79",
                "环境排放": "92",
                "绩效": "84.5",
            },
        ),
        "b11-self2024-furniture": lambda: self_2024.write(
            b.FURNITURE,
            "b11-self2024-furniture",
            split="judge",
            dialect="word",
            veto_prose=False,
            tick=("√", "□"),
            raw={
                "基础设施": "84.5",
                "管理体系": "89",
                "能源与资源投入": "78",
                "产品": "82",
                "环境排放": "86",
                "绩效": "77.5",
            },
        ),
        "b12-third2025-autopart": lambda: third_2025.write(b.AUTOPART, "b12-third2025-autopart", split="judge"),
        "b13-leveltree-carton": lambda: level_tree.write(
            b.CARTON,
            "b13-leveltree-carton",
            split="judge",
            raw={
                "基础设施": "85",
                "管理体系": "90",
                "能源与资源投入": "79",
                "产品": "83",
                "环境排放": "87",
                "绩效": "80.5",
            },
        ),
        "b14-platform-resin": lambda: platform_like.write(b.RESIN, "b14-platform-resin", split="judge"),
    }
