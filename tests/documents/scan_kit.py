"""Pages drawn as a scanner sees them: text, rules and seals on paper, then slant, noise, shadow, JPEG."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

DPI = 200
SCALE = DPI / 72
WIDTH, HEIGHT = 595, 842


@cache
def font(size: float, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A Chinese font of this machine in a size of points; the test is skipped where there is none."""
    if shutil.which("fc-match") is None:
        pytest.skip("没有 fontconfig")
    style = "bold" if bold else "regular"
    found = subprocess.run(
        ["fc-match", "-f", "%{file}|%{index}|%{lang}", f"Noto Serif CJK SC:lang=zh-cn:style={style}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    file, index, languages = found.split("|", 2)
    if "zh-cn" not in languages:
        pytest.skip("没有中文字体")
    return ImageFont.truetype(file, round(size * SCALE), index=int(index))


@dataclass
class Sheet:
    """A sheet of A4; everything in points from the top left."""

    width: int = WIDTH
    height: int = HEIGHT
    image: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (round(self.width * SCALE), round(self.height * SCALE)), "white")
        self.pen = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, size: float = 12, bold: bool = False, colour: str = "black") -> None:
        """One line, its middle at y."""
        self.pen.text((x * SCALE, y * SCALE), words, font=font(size, bold), fill=colour, anchor="lm")

    def paragraph(self, y: float, lines: list[str], left: float = 72, indent: float = 24) -> float:
        """Lines set below each other, the first one indented; the y below."""
        for number, line in enumerate(lines):
            self.text(left + (indent if number == 0 else 0), y, line)
            y += 21
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.6) -> None:
        corners = [round(v * SCALE) for v in (x0, y0, x1, y1)]
        self.pen.line(corners, fill="black", width=max(1, round(width * SCALE)))

    def table(self, x: float, y: float, widths: list[float], rows: list[list[str | None]], height: float = 22) -> float:
        """A ruled table; None goes on with the cell at its left. The y below."""
        edges = [x + sum(widths[:i]) for i in range(len(widths) + 1)]
        for number, row in enumerate(rows):
            top = y + number * height
            self.rule(x, top, edges[-1], top)
            for column, words in enumerate(row):
                if words is None:
                    continue
                self.rule(edges[column], top, edges[column], top + height)
                self.text(edges[column] + 4, top + height / 2, words, 10.5)
            self.rule(edges[-1], top, edges[-1], top + height)
        bottom = y + len(rows) * height
        self.rule(x, bottom, edges[-1], bottom)
        return bottom

    def seal(self, x: float, y: float, radius: float = 57) -> None:
        """A round red seal with a star and the letters of a name, its middle at (x, y)."""
        box = [round(v * SCALE) for v in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(box, outline=(214, 38, 40), width=round(3 * SCALE))
        self.pen.text((x * SCALE, y * SCALE), "★", font=font(30), fill=(214, 38, 40), anchor="mm")
        for number, letter in enumerate("河源市某某制造有限公司"):
            angle = np.pi * (0.9 + 1.2 * number / 10)
            at = (x + 0.78 * radius * np.cos(angle), y + 0.78 * radius * np.sin(angle))
            self.pen.text((at[0] * SCALE, at[1] * SCALE), letter, font=font(11), fill=(214, 38, 40), anchor="mm")

    def scanned(
        self,
        slant: float = 1.0,
        noise: float = 8,
        quality: int = 75,
        grey: bool = True,
        shadow: bool = False,
        turns: int = 0,
    ) -> Image.Image:
        """What comes off the scanner: `slant` degrees, `turns` quarter turns to the left."""
        rng = np.random.default_rng(7)
        page = self.image.rotate(slant, resample=Image.Resampling.BICUBIC, fillcolor="white")
        light = np.asarray(page.convert("L").convert("RGB") if grey else page, dtype=np.float32)
        if shadow:
            light = light * np.linspace(0.6, 1.0, light.shape[1], dtype=np.float32)[None, :, None]
        light = light * 0.94 + 8 + rng.normal(0, noise, light.shape[:2]).astype(np.float32)[..., None]
        picture = Image.fromarray(np.ascontiguousarray(np.rot90(np.clip(light, 0, 255).astype(np.uint8), turns)))
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=quality)
        return Image.open(stream)


def as_pdf(*pictures: Image.Image) -> bytes:
    """A PDF of pictures."""
    target = io.BytesIO()
    pictures[0].save(target, "PDF", save_all=True, append_images=list(pictures[1:]), resolution=DPI)
    return target.getvalue()


def pixels(picture: Image.Image) -> NDArray[np.uint8]:
    """A picture as the recognition takes it: blue, green, red."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
