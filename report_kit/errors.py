"""The one exception for bad input: what, where, what to do. The command line prints it and exits with 2."""

from __future__ import annotations


class InputError(Exception):
    """Input that cannot be used.

    `message` says what is wrong and where (file, sheet, cell, page); `hint` what to do about it. Both in Chinese."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}。{self.hint}" if self.hint else self.message
