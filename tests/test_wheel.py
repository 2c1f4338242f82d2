"""The wheel carries templates, checklists and sample data, and runs outside the checkout."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        check=True, timeout=300,
    )  # fmt: skip
    return next(folder.glob("report_kit-*.whl"))


def test_the_wheel_carries_the_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("data/checklists/quantities.yaml", "data/templates/samples/", "py.typed"):
        assert any(f"report_kit/{part}" in name for name in names), part


def test_it_runs_from_the_wheel_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    # The dependencies come from the environment of the tests; report_kit itself only from the wheel.
    environment = tmp_path / "env"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    site = Path(subprocess.run([str(python), "-c", "import site; print(site.getsitepackages()[0])"],
                               capture_output=True, text=True, check=True).stdout.strip())  # fmt: skip
    zipfile.ZipFile(wheel).extractall(site)
    ours = [p for p in sys.path if p.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(ours), encoding="utf-8")
    code = "from report_kit.cli.main import main; main()"
    where = subprocess.run([str(python), "-c", "import report_kit; print(report_kit.__file__)"],
                           capture_output=True, text=True, check=True, cwd=tmp_path).stdout  # fmt: skip
    assert str(site) in where
    book = tmp_path / "数据.xlsx"
    for arguments in (["checklists"], ["rules"], ["init", "factory", "-o", str(book)]):
        done = subprocess.run([str(python), "-c", code, *arguments], capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert book.stat().st_size > 5_000
