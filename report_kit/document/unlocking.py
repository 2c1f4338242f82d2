"""Files with a password, as Word and WPS lock them."""

from __future__ import annotations

import io
from typing import Any

from report_kit.errors import InputError


def unlock(data: bytes, name: str, password: str | None) -> bytes:
    """The clear bytes of a locked DOCX, or of a .doc that may be locked.

    Raises InputError when there is no password, a wrong one, or a way of locking that is not known."""
    import msoffcrypto

    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return data
    except Exception:  # no Office file that the library knows: what reads it will say what is wrong
        return data
    if not password:
        raise InputError(
            f"文件「{name}」设有打开密码", "请用 --password 给出密码（--password - 在屏幕上输入），或取消密码后再试"
        )
    return _decrypted(office, name, password)


def _decrypted(office: Any, name: str, password: str) -> bytes:
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    clear = io.BytesIO()
    try:
        office.load_key(password=password)
        office.decrypt(clear)
    except InvalidKeyError:
        raise InputError(f"文件「{name}」的密码不对", "请核对后用 --password 重新给出") from None
    except DecryptionError:
        raise InputError(f"文件「{name}」使用了不支持的加密方式", "请用 Word 或 WPS 打开，取消密码后再试") from None
    except Exception as error:  # the library raises many kinds for a wrong password and for damaged files
        raise InputError(
            f"文件「{name}」无法用给出的密码打开", "请核对 --password 的密码；密码无误时文件可能已损坏"
        ) from error
    return clear.getvalue()
