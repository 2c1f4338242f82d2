"""The file itself: folders, pipes, devices, rights, links, odd names, files that change while they are read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_kit.document import reading
from report_kit.document.guard import MAX_FILE_BYTES
from report_kit.errors import InputError
from tests.documents.docx_kit import make, p

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows 没有管道文件和设备文件")


def refused(path: Path | str) -> str:
    with pytest.raises(InputError) as caught:
        reading.read(path)
    assert caught.value.hint
    assert "\n" not in caught.value.message and "\x1b" not in caught.value.message
    return caught.value.message


def report(path: Path) -> Path:
    path.write_bytes(make(p("正文")))
    return path


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "找不到" in refused(tmp_path / "没有.docx")
    assert "找不到" in refused(report(tmp_path / "报告.docx") / "其中.docx")
    assert "是文件夹" in refused(tmp_path)


@POSIX
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.docx")
    assert "不是普通文件" in refused(tmp_path / "管道.docx")


@POSIX
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device: str) -> None:
    assert "不是普通文件" in refused(device)


@POSIX
def test_a_link_to_a_device_is_refused_and_a_link_to_a_report_is_read(tmp_path: Path) -> None:
    (tmp_path / "设备.docx").symlink_to("/dev/zero")
    assert "不是普通文件" in refused(tmp_path / "设备.docx")
    report(tmp_path / "报告.docx")
    (tmp_path / "链接.docx").symlink_to(tmp_path / "报告.docx")
    assert list(reading.read(tmp_path / "链接.docx").text()) == ["正文"]


@POSIX
def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").symlink_to(tmp_path / "乙.docx")
    (tmp_path / "乙.docx").symlink_to(tmp_path / "甲.docx")
    assert "无法读取" in refused(tmp_path / "甲.docx")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="管理员不受权限限制")
def test_a_file_without_the_right_to_read_is_told(tmp_path: Path) -> None:
    report(tmp_path / "报告.docx").chmod(0)
    assert "无法读取" in refused(tmp_path / "报告.docx")


def test_a_path_that_cannot_be_is_told() -> None:
    assert "文件名无效" in refused("报告\0.docx")
    assert "无法读取" in refused("长" * 3000)


@POSIX
@pytest.mark.parametrize(
    "name", ["报告🏭.docx", "报\n告.docx", "\x1b[31m红.docx", "长" * 80 + ".docx", "-o.docx", "a\u202ecod.docx"]
)
def test_odd_names_are_read_and_shown_harmlessly(tmp_path: Path, name: str) -> None:
    assert reading.read(report(tmp_path / name)).file.name == name
    shown = reading.shown(name)
    assert shown.isprintable() and len(shown) <= 80
    (tmp_path / name).write_bytes(b"")
    refused(tmp_path / name)


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "大.pdf").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert "超过 300 MB" in refused(tmp_path / "大.pdf")


@pytest.fixture
def changing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every file grows between the first and the second look at it."""
    original, looks = os.fstat, []

    def fstat(handle: int) -> os.stat_result:
        found = list(original(handle))
        looks.append(handle)
        found[6] += len(looks)
        return os.stat_result(found)

    monkeypatch.setattr(reading.os, "fstat", fstat)
    yield


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path, changing: None) -> None:
    assert "被改动" in refused(report(tmp_path / "报告.docx"))
