"""rapidocr as two plain questions: where is text, what does it say. Models from its wheel only."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report_kit.errors import InputError

Picture = NDArray[np.uint8]
"""Height × width × 3 (blue, green, red) or height × width (grey)."""

DETECT_SIDE = 1600
"""Text is looked for in a picture of this height (pixels): as good as at full size, at a third of the time."""
BATCH = 8
_MODELS = {"Det": "*_det_*.onnx", "Rec": "*_rec_*.onnx"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a strip of picture says: characters, the confidence of each, and where each stands (share of the width)."""

    text: str
    confidences: tuple[float, ...]
    at: tuple[float, ...]

    @property
    def confidence(self) -> float:
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


def installed() -> bool:
    """Whether text recognition can run here; nothing is imported for the answer."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def not_installed() -> InputError:
    """The message where the extra is missing."""
    return InputError(
        "识别扫描页需要文字识别组件，本机没有安装",
        "请运行 pip install 'report-kit[ocr]' 安装后再试，或提交由 Word、WPS 直接导出的文件",
    )


@cache
def signature() -> str:
    """Names the engine and its models: pages recognised by another one are recognised again."""
    try:
        release = version("rapidocr")
    except PackageNotFoundError:
        return ""
    models = [_model(pattern) for pattern in _MODELS.values()]
    return "|".join([f"rapidocr {release}", *(f"{m.name}:{m.stat().st_size}" for m in models)])


def _model(pattern: str) -> Path:
    """The model file inside the installed package. rapidocr itself would download what it misses: never asked to."""
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec and spec.origin else Path("models")
    found = sorted(folder.glob(pattern))
    if not found:
        raise InputError("文字识别组件缺少模型文件", "请重新安装：pip install --force-reinstall 'rapidocr>=3'")
    return found[-1]


class Engine:
    """The models, loaded once a process; one thread."""

    def __init__(self) -> None:
        if not installed():
            raise not_installed()
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        import cv2
        from rapidocr import RapidOCR

        cv2.setNumThreads(1)
        params: dict[str, Any] = {f"{part}.model_path": str(_model(pattern)) for part, pattern in _MODELS.items()}
        params |= {
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "Rec.rec_batch_num": BATCH,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        self._ocr: Any = RapidOCR(params=params)

    def detect(self, picture: Picture) -> NDArray[np.float64]:
        """Boxes around text, each four corners clockwise from the top left: n × 4 × 2 (pixels)."""
        import cv2

        scale = min(1.0, DETECT_SIDE / max(picture.shape[:2]))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
        found = self._ocr(small, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None or len(found.boxes) == 0:
            return np.zeros((0, 4, 2))
        boxes: NDArray[np.float64] = np.asarray(found.boxes, dtype=np.float64) / scale
        return boxes

    def recognise(self, strips: list[Picture]) -> list[Reading]:
        """What each strip (one line of upright text) says."""
        if not strips:
            return []
        found = self._ocr.recognize_txt(strips)
        return [_reading(text, words) for text, words in zip(found.txts, found.word_results, strict=True)]


def _reading(text: str, words: Any) -> Reading:
    confidences = list(words.confs) if words is not None else []
    if len(confidences) != len(text):
        confidences = [0.0] * len(text)
    columns = [column for word in words.word_cols for column in word] if words is not None else []
    total = max(float(words.line_txt_len), 1.0) if words is not None else 1.0
    places = iter(columns)
    at: list[float] = []
    for character in text:
        if character.isspace():
            at.append(at[-1] if at else 0.0)
        else:
            at.append(min((next(places, total) + 0.5) / total, 1.0))
    return Reading(text, tuple(float(c) for c in confidences), tuple(at))


@cache
def engine() -> Engine:
    """This process's engine."""
    return Engine()
