"""Small made pictures: a flow chart and abstract "photos"; same name, same bytes."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(str(FONT), size) if FONT.exists() else ImageFont.load_default()


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def flow_chart(steps: list[str]) -> bytes:
    """Boxes joined by arrows, four a row."""
    rows = (len(steps) + 3) // 4
    image = Image.new("L", (880, 90 * rows + 10), 255)
    draw, font = ImageDraw.Draw(image), _font(20)
    for i, step in enumerate(steps):
        x, y = 20 + (i % 4) * 220, 20 + (i // 4) * 90
        draw.rectangle((x, y, x + 160, y + 50), outline=0, width=2)
        draw.text((x + 80, y + 25), step, fill=0, font=font, anchor="mm")
        if i % 4 < 3 and i + 1 < len(steps):
            draw.line((x + 160, y + 25, x + 218, y + 25), fill=0, width=2)
            draw.polygon([(x + 218, y + 25), (x + 208, y + 20), (x + 208, y + 30)], fill=0)
    return _png(image)


def photo(seed: str) -> bytes:
    """An abstract coloured picture standing for a site photo."""
    rng = random.Random(seed)
    image = Image.new("RGB", (320, 220), tuple(rng.randrange(90, 220) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y, w, h = rng.randrange(280), rng.randrange(180), rng.randrange(20, 110), rng.randrange(15, 80)
        draw.rectangle((x, y, x + w, y + h), fill=tuple(rng.randrange(30, 240) for _ in range(3)))
    return _png(image)
