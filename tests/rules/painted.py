"""Pictures painted from a number, each unlike every other, and what was done to a copy: `photo 7 crop 0.06 turn 2`."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter


def photo(seed: int, size: tuple[int, int] = (480, 360)) -> Image.Image:
    """Clouds of colour with shapes on them."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, (128, 128, 128))
    for across, share in ((6, 0.6), (16, 0.35), (48, 0.25)):
        noise = Image.frombytes("RGB", (across, across), chance.randbytes(3 * across * across))
        image = Image.blend(image, noise.resize(size, Image.Resampling.BICUBIC), share)
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        box = (x, y, x + chance.randrange(15, 150), y + chance.randrange(15, 110))
        colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        (draw.rectangle if chance.random() < 0.6 else draw.ellipse)(box, fill=colour)
    return image.filter(ImageFilter.GaussianBlur(0.7))


def diagram(seed: int, size: tuple[int, int] = (480, 360)) -> Image.Image:
    """Boxes and lines on white."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for n in range(6):
        x, y = 20 + 150 * (n % 3), 40 + 160 * (n // 3)
        draw.rectangle((x, y, x + 110, y + 60), outline="black", width=3)
        draw.line((x + 110, y + 30, x + 150, y + 30), fill="black", width=2)
        for line in range(3):
            draw.line(
                (x + 8, y + 15 + 14 * line, x + chance.randrange(30, 100), y + 15 + 14 * line), fill="black", width=4
            )
    return image


def painted(words: str) -> bytes:
    """The JPEG of such a line."""
    kind, seed, *changes = words.split()
    image = photo(int(seed)) if kind == "photo" else diagram(int(seed))
    quality = 88
    for what, value in zip(changes[::2], changes[1::2], strict=True):
        amount = float(value)
        width, height = image.size
        if what == "crop":
            image = image.crop((int(width * amount), 0, width, int(height * (1 - amount / 2))))
        elif what == "turn":
            image = image.rotate(amount, Image.Resampling.BICUBIC, fillcolor="white")
        elif what == "scale":
            image = image.resize((int(width * amount), int(height * amount)))
        elif what == "quality":
            quality = int(amount)
        else:
            raise ValueError(words)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality)
    return target.getvalue()
