"""pdfium called through `ctypes.PyDLL`, for calls made once a character or an object.

One C call for each character is what reading costs, and the ordinary bindings double it. pdfium is not thread-safe:
use processes. The buffers below are shared for the same reason they are safe: one page is read at a time.
"""

from __future__ import annotations

import ctypes
from typing import Any


def _library() -> ctypes.PyDLL:
    """pdfium once more, called without releasing the interpreter lock: half the price of a short call."""
    from pypdfium2_raw import bindings  # type: ignore[import-untyped]

    library = ctypes.PyDLL(bindings._libs["pdfium"]._name)
    pointer, integer = ctypes.c_void_p, ctypes.c_int
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "FPDFText_GetUnicode": (ctypes.c_uint, [pointer, integer]),
        "FPDFText_GetTextObject": (pointer, [pointer, integer]),
        "FPDFText_GetLooseCharBox": (integer, [pointer, integer, pointer]),
        "FPDFPage_GetObject": (pointer, [pointer, integer]),
        "FPDFFormObj_GetObject": (pointer, [pointer, ctypes.c_ulong]),
        "FPDFPageObj_GetType": (integer, [pointer]),
        "FPDFPageObj_GetBounds": (integer, [pointer] * 5),
        "FPDFPath_GetDrawMode": (integer, [pointer] * 3),
        "FPDFPath_CountSegments": (integer, [pointer]),
        "FPDFPath_GetPathSegment": (pointer, [pointer, integer]),
        "FPDFPathSegment_GetPoint": (integer, [pointer] * 3),
        "FPDFPathSegment_GetType": (integer, [pointer]),
        "FPDFPathSegment_GetClose": (integer, [pointer]),
        "FPDFPageObj_GetMatrix": (integer, [pointer] * 2),
        "FPDFPageObj_GetFillColor": (integer, [pointer] * 5),
        "FPDFPageObj_GetStrokeColor": (integer, [pointer] * 5),
        "FPDFPageObj_GetClipPath": (pointer, [pointer]),
        "FPDFClipPath_CountPaths": (integer, [pointer]),
        "FPDFClipPath_CountPathSegments": (integer, [pointer, integer]),
        "FPDFClipPath_GetPathSegment": (pointer, [pointer, integer, integer]),
        "FPDFTextObj_GetFont": (pointer, [pointer]),
        "FPDFTextObj_GetTextRenderMode": (integer, [pointer]),
        "FPDFTextObj_GetFontSize": (integer, [pointer, pointer]),
        "FPDFText_GetMatrix": (integer, [pointer, integer, pointer]),
        "FPDFFont_GetBaseFontName": (ctypes.c_size_t, [pointer, pointer, ctypes.c_size_t]),
        "FPDFFont_GetFlags": (integer, [pointer]),
        "FPDFFont_GetWeight": (integer, [pointer]),
        "FPDFFont_GetAscent": (integer, [pointer, ctypes.c_float, pointer]),
        "FPDFFont_GetDescent": (integer, [pointer, ctypes.c_float, pointer]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


LIB = _library()

MATRIX = (ctypes.c_float * 6)()
MATRIX_AT = ctypes.addressof(MATRIX)
COLOUR = (ctypes.c_uint * 4)()
COLOUR_AT = [ctypes.addressof(COLOUR) + 4 * i for i in range(4)]
