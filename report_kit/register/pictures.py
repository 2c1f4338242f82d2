"""Filed pictures that show what a report's pictures show: found by hash, confirmed on their grey copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from report_kit.register.schema import FiledImage
from report_kit.resemblance import pictures
from report_kit.resemblance.pictures import Packed, Shown

if TYPE_CHECKING:
    from report_kit.register.store import Register


def index(register: Register, session: Session) -> Packed:
    """The hashes of all filed pictures, packed; kept with the register until pictures are added or erased."""
    state = session.execute(select(func.count(FiledImage.id), func.max(FiledImage.id))).one()
    kept = register.picture_index
    if kept is not None and kept[0] == tuple(state):
        return kept[1]
    rows = session.execute(select(FiledImage.id, FiledImage.hash).order_by(FiledImage.id)).all()
    packed = pictures.packed([r[0] for r in rows], [r[1] for r in rows])
    register.picture_index = (tuple(state), packed)
    return packed


def same(register: Register, session: Session, shown: Sequence[Shown]) -> list[tuple[Shown, FiledImage, float]]:
    """(picture, filed picture, correlation) of all that are the same, in the order of `shown`."""
    packed = index(register, session)
    if not len(packed.ids):
        return []
    near: defaultdict[int, list[Shown]] = defaultdict(list)
    for one in shown:
        for number in packed.near(pictures.window_hashes(one.grey)):
            near[number].append(one)
    query = select(FiledImage).options(undefer(FiledImage.thumbnail)).where(FiledImage.id.in_(sorted(near)))
    found = []
    for image in session.scalars(query):
        for one in near[image.id]:
            score = 1.0 if one.sha256 == image.sha256 else pictures.same(one, image.thumbnail)
            if score:
                found.append((one, image, float(np.round(score, 3))))
    order = {id(one): n for n, one in enumerate(shown)}
    return sorted(found, key=lambda f: (order[id(f[0])], -f[2], f[1].id))


def rows(shown: Sequence[Shown]) -> list[dict[str, object]]:
    """The rows that a report's pictures are filed as."""
    return [
        {
            "sha256": one.sha256,
            "hash": pictures.middle_hash(one.thumbnail),
            "thumbnail": one.thumbnail,
            "caption": one.caption[:200],
            "page": one.page,
            "block": one.block[:32],
        }
        for one in shown
    ]
